import type { Knex } from 'knex'
import { newId } from '../../../kernel/lib/ids.ts'
import { endRolesOfLeavers } from '../../accounts/bound-role.queries.ts'
import { type AuditEvent, insertEvents } from '../../audit/index.ts'
import { releaseMoved } from './rem.queries.ts'

/**
 * What follows when people were changed, or a day has begun: a mark of the calendar goes where an extension has arrived,
 * and a role that is bound to an OPD ends where its holder has left it. Call it in the transaction of the change, after
 * states and posts were written; two statements, whatever the number of people.
 */
export async function settleChanges(
  trx: Knex.Transaction, { today, at }: { readonly today: string; readonly at: Date },
): Promise<void> {
  const released = (await releaseMoved(trx, at)).map((subject): AuditEvent<'kalender.dilepas'> =>
    ({ kind: 'kalender.dilepas', actor: 'sistem', subject, data: {} }))
  const lost = (await endRolesOfLeavers(trx, { today, at })).map((one): AuditEvent<'peran.dicabut'> => ({
    kind: 'peran.dicabut', actor: 'sistem', subject: one.pegawai_id,
    data: { peran: one.role, unit: one.unit_id, sebab: 'pindah' },
  }))
  const events = [...released, ...lost]
  if (events.length > 0) await insertEvents(trx, events, { correlationId: newId() }, at)
}
