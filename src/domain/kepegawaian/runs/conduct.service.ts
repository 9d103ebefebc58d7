import type { Knex } from 'knex'
import { type Holder, withSessionLock } from '../../../kernel/db/session-lock.ts'
import type { Database } from '../../../kernel/db/database.ts'
import { OperatorError } from '../../../kernel/lib/operator-error.ts'
import { type AuditEvent, insertEvents } from '../../audit/index.ts'
import { usePermission } from '../brake/brake.queries.ts'
import { BrakeHolds } from '../brake/holds.ts'
import type { OnProgress } from '../feed.ts'
import { type Judgement, judgeFeed } from '../judge.service.ts'
import type { ImportResult } from '../outcome.rules.ts'
import { lockDirectory } from '../peristiwa/terapkan.queries.ts'
import { hasDemoAccounts } from '../run.queries.ts'
import type { OpenedSource } from '../source/source.ts'
import { validate } from '../validation/validate.rules.ts'
import type { Errand } from './errand.ts'
import { createProgress } from './progress.ts'
import { digestOfShown, modeOf, recordApplied, recordFailure, recordQuestion, recordRehearsal } from './record.service.ts'
import { continueAs, endDeadRuns, forgetFindings, insertRun, tellContent, tellProgress } from './write.queries.ts'

/** The one lock of all runs. */
const LOCK = 'kepegawaian_run'

/**
 * Does something as the one run of the whole house. Nobody waits: whoever comes second is told so.
 * @returns undefined when another run is under way on whatever node
 */
export function asTheOnlyRun<T>(
  database: Database, work: (holder: Holder) => Promise<T>,
): Promise<{ readonly value: T } | undefined> {
  return withSessionLock(database, LOCK, work)
}

/** @throws OperatorError where real people would come to stand beside accounts whose password is public (decision 4) */
export async function refuseBesideDemo(knex: Knex | Knex.Transaction, synthetic: boolean): Promise<void> {
  if (synthetic || !await hasDemoAccounts(knex)) return
  throw new OperatorError('This database holds demo accounts, whose password is public: real people do not belong '
    + 'beside them. Nothing was changed.')
}

export interface Conducted {
  readonly holder: Holder
  /** takes the content of the source; what it throws ends the run */
  readonly open: () => Promise<OpenedSource>
  readonly onProgress?: OnProgress | undefined
  /** the row is there already: somebody uploaded a bundle for it */
  readonly isBegun?: boolean
}

/**
 * Conducts one run: snapshot, validation, difference, brake, application. It is a row from its first step on, which tells
 * every other process how far it is; the change itself is one transaction that ends the row, so that a run which somebody
 * took for dead changes nothing.
 *
 * @throws BrakeHolds where two people have to be asked; FeedRefusal, SourceDown, or OperatorError for what somebody has to
 *   put right: nothing was changed then, and the run says why
 */
export async function conductRun(
  errand: Errand, { holder, open, onProgress = () => undefined, isBegun = false }: Conducted,
): Promise<ImportResult> {
  const { database, clock, run, today } = errand
  await refuseBesideDemo(database.knex, errand.synthetic)
  await holder(isBegun ? forgetFindings(run) : insertRun({ ...errand, id: run, mode: modeOf(errand) }))
  await holder(endDeadRuns(clock.now(), run))
  const progress = createProgress(
    (step, done, total) => holder(tellProgress(run, step, { done, total, at: clock.now() })), { onProgress })
  try {
    const source = await open()
    await holder(tellContent(run, source))
    const feed = await source.read(progress.tell)
    const total = feed.pegawai.lines.length
    progress.tell({ step: 'validate', done: 0, total })
    const valid = validate(feed, today)
    progress.tell({ step: 'validate', done: total, total })
    const { asOf } = source
    const { judged, isApplied, isAsShown } = await database.knex.transaction(async (trx) => {
      await lockDirectory(trx)
      const judged = await judgeFeed(trx, feed, valid, { ...errand, asOf, onProgress: progress.tell })
      const isAsShown = errand.shown === undefined || errand.shown === digestOfShown(judged)
      const mayGoOn = !errand.rehearsal && isAsShown && (judged.alarms.length === 0 || await wasAllowed(trx, judged, errand))
      if (mayGoOn) {
        await recordApplied(trx, judged, valid, {
          ...errand, asOf, missingColumns: feed.missing, onProgress: progress.tell, settle: progress.settle,
        })
      }
      return { judged, isApplied: mayGoOn, isAsShown }
    })
    await progress.settle()
    if (errand.rehearsal || !isAsShown) await recordRehearsal(judged, errand)
    else if (!isApplied) throw new BrakeHolds(await recordQuestion(judged, errand), judged.alarms)
    return { ...judged.result, run, ...(errand.rehearsal && judged.alarms.length > 0 && { brake: judged.alarms }) }
  } catch (error) {
    await progress.settle()
    if (!(error instanceof BrakeHolds)) await recordFailure(error, errand)
    throw error
  }
}

/** Whether two people allowed exactly this; their permission is used up with it, in the same transaction. */
async function wasAllowed(trx: Knex.Transaction, { digest }: Judgement, errand: Errand): Promise<boolean> {
  const { run, sumber, actor, clock } = errand
  const at = clock.now()
  const asked = await usePermission(trx, { sumber, digest, run, at })
  if (asked === undefined) return false
  await continueAs(trx, asked, at)
  const event: AuditEvent<'kepegawaian.rem-dilepas'> = {
    kind: 'kepegawaian.rem-dilepas', actor, data: { run, sumber, sidik: digest.toString('hex'), ditanyakan: asked },
  }
  await insertEvents(trx, [event], { correlationId: run }, at)
  return true
}
