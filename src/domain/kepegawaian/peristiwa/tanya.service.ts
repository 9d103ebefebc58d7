/** What BKD is asked about people whom the brake holds: one question a source, about everybody who waits (decision 28). */
import type { Knex } from 'knex'
import { newId } from '../../../kernel/lib/ids.ts'
import { type AuditEvent, insertEvents } from '../../audit/index.ts'
import { mailAlarm } from '../brake/alarm.ts'
import { insertQuestion, usePermission, weighLosses } from '../brake/brake.queries.ts'
import { alarmsOf, digestOf, endingsOf } from '../brake/brake.rules.ts'
import { personRows } from '../difference/rows.rules.ts'
import { mostOfAll } from '../limits.rules.ts'
import type { Alarm } from '../runs/run.ts'
import { continueAs, keepFindings } from '../runs/write.queries.ts'
import {
  findAllowedSources, findHeldPeople, findWaitingRun, forgetDifference, insertWaitingRun, letThrough, withdrawQuestion,
} from './rem.queries.ts'
import { workOut } from './kerja.service.ts'
import type { WriteContext } from './tulis.service.ts'

/** Asks about those who are held now: whoever allowed less, or more, has to look again. */
export async function refreshQuestion(trx: Knex.Transaction, context: WriteContext): Promise<void> {
  const { sumber, at, today, actor, origin } = context
  const held = await findHeldPeople(trx, sumber)
  const waiting = await findWaitingRun(trx, sumber)
  if (held.length === 0) {
    if (waiting === undefined) return
    await withdrawQuestion(trx, waiting, at)
    await continueAs(trx, waiting, at)
    return
  }
  const differences = (await workOut(trx, held, today)).map(({ change }) => change.difference)
  const endings = endingsOf(differences, undefined)
  const digest = digestOf(sumber, endings)
  const run = waiting ?? newId()
  if (waiting === undefined) await insertWaitingRun(trx, { id: run, sumber, digest, actor, at })
  else await forgetDifference(trx, run)
  await keepFindings(trx, run, { rows: personRows(differences), quarantined: [] })
  const alarms = await alarmsAbout(trx, held, today)
  await insertQuestion(trx, { sumber, digest, run, alarms, at })
  if (waiting !== undefined) return
  const event: AuditEvent<'kepegawaian.rem-menahan'> = {
    kind: 'kepegawaian.rem-menahan', actor, outcome: 'ditolak',
    data: { run, sumber, sidik: digest.toString('hex'), alasan: alarms.map(({ kind }) => kind), berakhir: endings.length },
  }
  await insertEvents(trx, [event], origin, at)
  await mailAlarm(trx, { run, sumber, digest, endings, today })
}

/** Events of the hour passed a limit; those who are held may by themselves be fewer. */
async function alarmsAbout(trx: Knex.Transaction, held: readonly string[], today: string): Promise<Alarm[]> {
  const weights = await weighLosses(trx, { lost: held, today })
  const names = new Map(weights.map(({ opd, nama }) => [opd, nama]))
  const alarms = alarmsOf(weights, undefined, (opd) => names.get(opd) ?? null)
  const people = weights.reduce((sum, { serving }) => sum + serving, 0)
  return alarms.length > 0 ? alarms : [{ kind: 'jumlah', endings: held.length, people, limit: mostOfAll(people) }]
}

/**
 * Lets events through that two people of BKD allowed, each permission once, and only for the very people it was about.
 * @param apply brings them to the directory, in the same transaction
 */
export async function useAllowances(
  trx: Knex.Transaction, contextOf: (sumber: string) => WriteContext,
  apply: (ids: readonly string[], context: WriteContext) => Promise<void>,
): Promise<void> {
  for (const { sumber, digest } of await findAllowedSources(trx)) {
    const context = contextOf(sumber)
    const { at, today, actor, origin } = context
    const endings = endingsOf((await workOut(trx, await findHeldPeople(trx, sumber), today)).map(({ change }) => change.difference), undefined)
    if (!digestOf(sumber, endings).equals(digest)) {
      await refreshQuestion(trx, context)
      continue
    }
    const run = await findWaitingRun(trx, sumber)
    if (run === undefined || await usePermission(trx, { sumber, digest, run, at }) === undefined) continue
    const event: AuditEvent<'kepegawaian.rem-dilepas'> = {
      kind: 'kepegawaian.rem-dilepas', actor, data: { run, sumber, sidik: digest.toString('hex'), ditanyakan: run },
    }
    await insertEvents(trx, [event], origin, at)
    await apply(await letThrough(trx, sumber, at), context)
  }
}
