import type { Logger } from 'pino'
import type { Database } from './kernel/db/database.ts'
import type { Listener } from './kernel/db/listen/index.ts'
import type { Jobs } from './kernel/jobs/index.ts'
import type { Gateway } from './kernel/notifications/index.ts'
import type { Clock } from './kernel/lib/clock.ts'
import type { SealingKey } from './kernel/lib/seal.ts'
import type { PasswordHasher } from './domain/accounts/password-hash.ts'
import type { PasswordTerms } from './domain/accounts/password-terms.rules.ts'
import type { SlowLane } from './domain/accounts/throttle/slow-lane.ts'
import type { ScheduledSource } from './domain/kepegawaian/source/sources.ts'
import type { Metrics } from './metrics.ts'

/** What a service is composed from: everything that comes from outside it. */
export interface AppDependencies {
  readonly issuer: string
  readonly production: boolean
  /** Invented people alone: where no message is sent, everybody may read them. */
  readonly demo?: boolean
  readonly trustedProxies: readonly string[]
  readonly outboundCidrs: readonly string[]
  /** Where letters go; without it they wait. */
  readonly smtpUrl?: string | undefined
  readonly mailFrom?: string | undefined
  /** Where SMS go; without it none is sent. */
  readonly gateway?: Gateway | undefined
  readonly cookieKeys: readonly string[]
  readonly sealingKeys: readonly [SealingKey, ...SealingKey[]]
  readonly database: Database
  /** Says what other nodes changed; whoever opened it closes it. */
  readonly listener: Listener
  readonly clock: Clock
  readonly hasher: PasswordHasher
  /** Where tries from an address with many failures wait; one of its own unless given. */
  readonly slowLane?: SlowLane
  readonly logger: Logger
  /** Hears of each answer and of what was done, for the numbers. */
  readonly measures?: Pick<Metrics, 'request' | 'deed'> | undefined
  /** Whether this node takes no new connection any more. */
  readonly leaving?: () => boolean
  /** What BSSN 4/2021 asks of passwords; nothing unless given. */
  readonly passwords?: PasswordTerms
  /** Takes what is to be done beside the requests; whoever made it starts and stops it. Tests may do without. */
  readonly jobs?: Jobs
  /** Sources of personnel data that are read by themselves, in the order of their precedence; none unless given. */
  readonly sources?: readonly ScheduledSource[]
}
