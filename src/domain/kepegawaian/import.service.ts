import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { newId } from '../../kernel/lib/ids.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import type { Actor } from '../audit/index.ts'
import type { OnProgress } from './feed.ts'
import { type Extent, judgeFeed } from './judge.service.ts'
import type { ImportResult } from './outcome.rules.ts'
import { asTheOnlyRun, conductRun, refuseBesideDemo } from './runs/conduct.service.ts'
import type { OpenedSource } from './source/source.ts'
import { validate } from './validation/validate.rules.ts'

export interface ImportOptions {
  /** the feed says that it is everybody of its source; without it, who is not in it stays as he is */
  readonly full?: boolean | undefined
  /** everything but the application, with the same numbers */
  readonly dryRun?: boolean | undefined
  /** people of this feed are invented: the mark of the demo population, which never stands beside real people */
  readonly synthetic?: boolean | undefined
  /** sources that come first, where they know somebody too */
  readonly leading?: readonly string[] | undefined
  readonly onProgress?: OnProgress | undefined
}

/** Who starts a run, and when. */
export interface RunContext {
  readonly database: Database
  readonly clock: Clock
  readonly actor: Actor
  readonly startedAt: Date
  /** YYYY-MM-DD in WIB, the same for the whole run though midnight may pass */
  readonly today: string
}

const extentOf = ({ full }: ImportOptions): Extent => full ? 'penuh' : 'sebagian'

/**
 * Brings the people of a source into the directory, at once, on behalf of whoever waits for it. All or nothing; a refused
 * feed leaves the record of its run and an audit event.
 *
 * @throws BrakeHolds where two people of BKD have to allow it first; OperatorError for what the operator has to put right
 */
export async function importFrom(
  source: OpenedSource, context: RunContext, options: ImportOptions,
): Promise<ImportResult> {
  const { synthetic = false, leading = [], onProgress = () => undefined } = options
  if (options.dryRun) return rehearse(source, context, options)
  const errand = {
    ...context, run: newId(), sumber: source.sumber, extent: extentOf(options), leading, synthetic,
    trigger: 'perintah' as const, rehearsal: false,
  }
  const done = await asTheOnlyRun(context.database, (holder) =>
    conductRun(errand, { holder, open: () => Promise.resolve(source), onProgress }))
  if (!done) throw new OperatorError('Another import of personnel data is running. Try again when it is done.')
  return done.value
}

/** Says what an import would do, and writes nothing at all, not even that somebody asked. */
async function rehearse(
  source: OpenedSource, { database, today }: RunContext, options: ImportOptions,
): Promise<ImportResult> {
  const { synthetic = false, leading = [], onProgress = () => undefined } = options
  const feed = await source.read(onProgress)
  const total = feed.pegawai.lines.length
  onProgress({ step: 'validate', done: 0, total })
  const valid = validate(feed, today)
  onProgress({ step: 'validate', done: total, total })
  return database.knex.transaction(async (trx) => {
    await refuseBesideDemo(trx, synthetic)
    const { result, alarms } = await judgeFeed(trx, feed, valid, {
      asOf: source.asOf,
      sumber: source.sumber, leading, extent: extentOf(options), synthetic, today, onProgress,
    })
    return alarms.length > 0 ? { ...result, brake: alarms } : result
  }, { readOnly: true })
}
