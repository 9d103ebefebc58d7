import type { Knex } from 'knex'
import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { newId } from '../../kernel/lib/ids.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import { type Actor, type AuditEvent, insertEvents } from '../audit/index.ts'
import { applyComparison } from './application/apply.ts'
import { compareFeed } from './compare.service.ts'
import type { Comparison } from './difference/comparison.ts'
import type { Feed, OnProgress } from './feed.ts'
import { auditEventsOf, findingsOf, type ImportResult, quarantinedLines, reportOf, resultOf } from './outcome.rules.ts'
import { rememberUnknownUnits } from './pemetaan/unknown-units.queries.ts'
import { FeedRefusal } from './refusal.ts'
import { countPreviousRows, hasDemoAccounts, insertRun, lockImports, type RunRecord } from './run.queries.ts'
import { loadMissing } from './snapshot.queries.ts'
import type { OpenedSource } from './source/source.ts'
import { markSucceeded } from './sync/source.queries.ts'
import { refuseTooFew, refuseTooManyBad } from './validation/limits.rules.ts'
import { validate, type ValidFeed } from './validation/validate.rules.ts'

export interface ImportOptions {
  /** the feed says that it is everybody of its source; without it, who is not in it stays as he is */
  readonly full?: boolean | undefined
  /** everything but the application, with the same numbers */
  readonly dryRun?: boolean | undefined
  /** people of this feed are invented: the mark of the demo population, which never stands beside real people */
  readonly synthetic?: boolean | undefined
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

const modeOf = ({ full }: ImportOptions): RunRecord['mode'] => full ? 'penuh' : 'sebagian'

/**
 * Brings the people of a source into the directory: source, validation, difference, application. All or nothing; a
 * refused feed leaves the record of its run and an audit event.
 *
 * @throws OperatorError for what the operator has to put right
 */
export async function importFrom(
  source: OpenedSource, context: RunContext, options: ImportOptions,
): Promise<ImportResult> {
  const { onProgress = () => undefined } = options
  try {
    const feed = await source.read(onProgress)
    const total = feed.pegawai.lines.length
    onProgress({ step: 'validate', done: 0, total })
    const valid = validate(feed, context.today)
    onProgress({ step: 'validate', done: total, total })
    return await context.database.knex.transaction(
      (trx) => importValid(trx, feed, valid, context, options), { readOnly: options.dryRun === true },
    )
  } catch (error) {
    if (error instanceof FeedRefusal && !options.dryRun) await recordRefusal(error, source, context, options)
    throw error
  }
}

async function importValid(
  trx: Knex.Transaction, feed: Feed, valid: ValidFeed, context: RunContext, options: ImportOptions,
): Promise<ImportResult> {
  const { today } = context
  const { full = false, dryRun = false, synthetic = false, onProgress = () => undefined } = options
  const { sumber } = feed
  if (!dryRun && !await lockImports(trx)) {
    throw new OperatorError('Another import of personnel data is running. Try again when it is done.')
  }
  if (!synthetic && await hasDemoAccounts(trx)) {
    throw new OperatorError('This database holds demo accounts, whose password is public: real people do not belong '
      + 'beside them. Nothing was changed.')
  }
  if (full) refuseTooFew(valid.pegawai.file, valid.pegawai.read, await countPreviousRows(trx, sumber))
  const comparison = await compareFeed(trx, valid, { sumber, today, synthetic, onProgress })
  refuseTooManyBad(valid.pegawai.file, valid.pegawai.read, quarantinedLines(valid, comparison),
    comparison.unknownUnits)
  const missing = full ? await loadMissing(trx, sumber, [...valid.pegawai.ids]) : undefined
  const result = resultOf(feed, valid, comparison, missing)
  if (dryRun) return result
  const run = newId()
  const report = reportOf(result, comparison, missing)
  await apply(trx, comparison, result, { run, report, feed, context, options })
  await rememberUnknownUnits(trx, comparison.unknownUnits, {
    sumber, full, people: valid.pegawai.ids, at: context.clock.now(),
  })
  return { ...result, run }
}

async function apply(
  trx: Knex.Transaction, comparison: Comparison, result: ImportResult,
  { run, report, feed: { sumber, sha256 }, context, options }: {
    run: string; report: object; feed: Feed; context: RunContext; options: ImportOptions
  },
): Promise<void> {
  const { clock, actor, startedAt, today } = context
  const { synthetic = false, onProgress = () => undefined } = options
  const at = clock.now()
  const mode = modeOf(options)
  await insertRun(trx, { id: run, sumber, mode, sha256, startedAt, finishedAt: at, outcome: 'diterapkan', report })
  await markSucceeded(trx, { sumber, whole: options.full === true, at })
  await applyComparison(trx, comparison, { run, sumber, synthetic, today, at, onProgress })
  const events = auditEventsOf(actor, { id: run, sumber, mode }, result, comparison)
  await insertEvents(trx, events, { correlationId: run }, at)
}

/** In a transaction of its own: that of the import, if there was one, has been rolled back. */
async function recordRefusal(
  refusal: FeedRefusal, { sumber, sha256 }: OpenedSource, { database, clock, actor, startedAt }: RunContext,
  options: ImportOptions,
): Promise<void> {
  const run = newId()
  const at = clock.now()
  const report = { refusal: refusal.code, ...findingsOf(refusal.findings) }
  const event: AuditEvent<'kepegawaian.ditolak'> = {
    kind: 'kepegawaian.ditolak', actor, outcome: 'ditolak', data: { run, sumber, alasan: refusal.code },
  }
  await database.knex.transaction(async (trx) => {
    await insertRun(trx, {
      id: run, sumber, mode: modeOf(options), sha256, startedAt, finishedAt: at, outcome: 'ditolak', report,
    })
    await insertEvents(trx, [event], { correlationId: run }, at)
    await rememberUnknownUnits(trx, refusal.unknownUnits, {
      sumber, full: false, people: new Set(refusal.unknownUnits.flatMap(({ people }) => people)), at,
    })
  })
}
