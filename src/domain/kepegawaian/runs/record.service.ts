/** What a run leaves behind, whatever it came to. Each ends the run's row, or nothing happened. */
import type { Knex } from 'knex'
import { type AuditEvent, insertEvents } from '../../audit/index.ts'
import { applyComparison } from '../application/apply.ts'
import { endStaleQuestions, insertQuestion } from '../brake/brake.queries.ts'
import { mailAlarm } from '../brake/alarm.ts'
import { type DifferenceRow, differenceRows, digestOfRows } from '../difference/rows.rules.ts'
import type { OnProgress } from '../feed.ts'
import type { Judgement } from '../judge.service.ts'
import { auditEventsOf, findingsOf, reportOf } from '../outcome.rules.ts'
import { rememberUnknownUnits } from '../pemetaan/unknown-units.queries.ts'
import { replayAfter } from '../peristiwa/snapshot.service.ts'
import { FeedRefusal } from '../refusal.ts'
import { SourceDown } from '../source/source.ts'
import { markSucceeded } from '../sync/source.queries.ts'
import type { ValidFeed } from '../validation/validate.rules.ts'
import type { Errand } from './errand.ts'
import { endRun, keepFindings, type RunEnd } from './write.queries.ts'

/** Somebody took this process for dead and ended its run: what it did must not be. */
export class RunOvertaken extends Error {}

async function end(trx: Knex.Transaction, run: RunEnd): Promise<void> {
  if (!await endRun(trx, run)) throw new RunOvertaken(`run ${run.id} has ended already`)
}

/** People who would be new are nobody yet. */
function shownRows({ comparison, missing }: Judgement): DifferenceRow[] {
  const fresh = new Set(comparison.people.filter(({ isNew }) => isNew).map(({ id }) => id))
  return differenceRows(comparison, missing).map((row) => row.pegawai_id !== null && fresh.has(row.pegawai_id) ? { ...row, pegawai_id: null } : row)
}

/** @returns digest of what whoever looks at the run is shown, hex */
export const digestOfShown = (judged: Judgement): string => digestOfRows(shownRows(judged))

const reportFor = (judged: Judgement, { extent, trigger }: Errand): object => {
  const { result, comparison, missing, alarms } = judged
  return {
    ...reportOf(result, comparison, extent === 'penuh' ? missing : undefined), ...(alarms.length > 0 && { alarms }),
    ...(trigger === 'unggah' && { sidik_selisih: digestOfShown(judged) }),
  }
}

/** Applies what was judged, in the transaction in which it was judged. */
export async function recordApplied(
  trx: Knex.Transaction, judged: Judgement, valid: ValidFeed,
  errand: Errand & { readonly asOf: Date; readonly missingColumns: readonly string[]; readonly onProgress: OnProgress; readonly settle: () => Promise<void> },
): Promise<void> {
  const { run, sumber, extent, synthetic, today, actor, clock } = errand
  const { comparison, missing, result } = judged
  const at = clock.now()
  await applyComparison(trx, comparison, missing, { run, sumber, synthetic, today, at, onProgress: errand.onProgress })
  await replayAfter(trx, { asOf: errand.asOf, sumber, today, at, actor, origin: { correlationId: run } })
  await rememberUnknownUnits(trx, comparison.unknownUnits, {
    sumber, full: extent === 'penuh', people: valid.pegawai.ids, at,
  })
  await keepFindings(trx, run, { rows: differenceRows(comparison, missing), quarantined: result.quarantined })
  await markSucceeded(trx, {
    sumber, whole: extent === 'penuh', at, cursor: errand.cursor,
    absentColumns: extent === 'perubahan' ? undefined : errand.missingColumns.filter((name) => !name.includes('.')),
  })
  if (errand.trigger === 'jadwal') {
    await endStaleQuestions(trx, { sumber, except: run, reason: 'usang', at })
  }
  const events = auditEventsOf(actor, { id: run, sumber, mode: modeOf(errand) }, result, comparison, missing)
  // A schedule that found nothing did nothing.
  const isSilent = errand.trigger === 'jadwal' && events.length === 1 && result.created === 0
  if (!isSilent) await insertEvents(trx, events, { correlationId: run }, at)
  // Last, and only when nobody writes progress any more: it waits for nobody's lock.
  await errand.settle()
  await end(trx, { id: run, outcome: 'diterapkan', report: reportFor(judged, errand), at })
}

export const modeOf = ({ extent }: Pick<Errand, 'extent'>): 'penuh' | 'sebagian' => extent === 'penuh' ? 'penuh' : 'sebagian'

/** A dry run whose difference somebody wants to look at; also one that was confirmed while something else was shown. */
export async function recordRehearsal(judged: Judgement, errand: Errand): Promise<void> {
  const { run, sumber, actor, rehearsal, clock, database } = errand
  const at = clock.now()
  await database.knex.transaction(async (trx) => {
    await keepFindings(trx, run, { rows: shownRows(judged), quarantined: judged.result.quarantined })
    const report = reportFor(judged, errand)
    await end(trx, { id: run, outcome: 'uji', report, at, ...(!rehearsal && { reason: 'selisih-berubah' }) })
    if (rehearsal) return
    const event: AuditEvent<'kepegawaian.selisih-berubah'> = {
      kind: 'kepegawaian.selisih-berubah', actor, outcome: 'ditolak', data: { run, sumber },
    }
    await insertEvents(trx, [event], { correlationId: run }, at)
  })
}

/**
 * The brake asks: the difference is kept, BKD is told, once for each difference.
 * @returns the run about which it is asked, an earlier one when the same difference waits already
 */
export async function recordQuestion(judged: Judgement, errand: Errand): Promise<string> {
  const { run, sumber, actor, clock, database, today } = errand
  const { result, alarms, digest, endings } = judged
  const at = clock.now()
  return database.knex.transaction(async (trx) => {
    const asked = await insertQuestion(trx, { sumber, digest, run, alarms, at })
    if (asked !== run) {
      await end(trx, { id: run, outcome: 'dibatalkan', reason: 'sudah-menunggu', report: reportFor(judged, errand), at })
      return asked
    }
    await keepFindings(trx, run, { rows: shownRows(judged), quarantined: result.quarantined })
    await end(trx, { id: run, outcome: 'menunggu', report: reportFor(judged, errand), at })
    if (errand.trigger === 'jadwal') await endStaleQuestions(trx, { sumber, except: run, reason: 'digantikan', at })
    const event: AuditEvent<'kepegawaian.rem-menahan'> = {
      kind: 'kepegawaian.rem-menahan', actor, outcome: 'ditolak',
      data: {
        run, sumber, sidik: digest.toString('hex'), alasan: alarms.map(({ kind }) => kind), berakhir: endings.length,
      },
    }
    await insertEvents(trx, [event], { correlationId: run }, at)
    await mailAlarm(trx, { run, sumber, digest, endings, today })
    return run
  })
}

/** A refused feed leaves an audit event and what was wrong with it; what failed otherwise, the reason alone. */
export async function recordFailure(error: unknown, errand: Errand): Promise<void> {
  const { run, sumber, actor, clock, database } = errand
  const at = clock.now()
  await database.knex.transaction(async (trx) => {
    if (!(error instanceof FeedRefusal)) {
      const reason = error instanceof SourceDown ? `sumber:${error.code}` : 'gagal'
      await endRun(trx, { id: run, outcome: 'dibatalkan', reason, at })
      return
    }
    const { code, findings, unknownUnits } = error
    await keepFindings(trx, run, { rows: [], quarantined: findings })
    await endRun(trx, {
      id: run, outcome: 'ditolak', reason: code, report: { refusal: code, ...findingsOf(findings) }, at,
    })
    const event: AuditEvent<'kepegawaian.ditolak'> = {
      kind: 'kepegawaian.ditolak', actor, outcome: 'ditolak', data: { run, sumber, alasan: code },
    }
    await insertEvents(trx, [event], { correlationId: run }, at)
    await rememberUnknownUnits(trx, unknownUnits, {
      sumber, full: false, people: new Set(unknownUnits.flatMap(({ people }) => people)), at,
    })
  })
}
