import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import type { Actor } from '../../audit/index.ts'
import type { Extent } from '../judge.service.ts'
import type { Trigger } from './run.ts'

/** What one run is to do, for whom, and when. */
export interface Errand {
  readonly database: Database
  readonly clock: Clock
  /** id of the run */
  readonly run: string
  readonly sumber: string
  readonly extent: Extent
  /** sources that come first, where they know somebody too */
  readonly leading: readonly string[]
  readonly synthetic: boolean
  readonly trigger: Trigger
  readonly actor: Actor
  readonly startedAt: Date
  /** YYYY-MM-DD in WIB, the same for the whole run though midnight may pass */
  readonly today: string
  /** of a part that tells what changed: where the next question goes on, once this is applied */
  readonly cursor?: string
  /** everything but the application; the difference is kept for whoever decides */
  readonly rehearsal: boolean
  /** of a confirmed bundle: digest of the difference that was shown, hex; another one is shown anew, not applied */
  readonly shown?: string | undefined
}
