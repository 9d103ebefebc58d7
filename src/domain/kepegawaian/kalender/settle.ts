import type { Knex } from 'knex'
import { newId } from '../../../kernel/lib/ids.ts'
import { endRolesOfLeavers } from '../../accounts/bound-role.queries.ts'
import { endAppRolesOfLeavers } from '../../clients/peran/leaver.queries.ts'
import { type AuditEvent, insertEvents } from '../../audit/index.ts'
import { releaseMoved } from './rem.queries.ts'

/**
 * What follows when people were changed, or a day has begun: a mark of the calendar goes where an extension has arrived,
 * and a role that is bound to an OPD, or an application's, ends where its holder has left it. Call it in the transaction of the change, after
 * states and posts were written; three statements, whatever the number of people.
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
  const lostThere = (await endAppRolesOfLeavers(trx, { today, at })).map((one): AuditEvent<'peran-aplikasi.dicabut'> => ({
    kind: 'peran-aplikasi.dicabut', actor: 'sistem', subject: one.pegawai_id, clientId: one.client_id,
    data: { peran: one.kode, sebab: 'pindah' },
  }))
  const events = [...released, ...lost, ...lostThere]
  if (events.length > 0) await insertEvents(trx, events, { correlationId: newId() }, at)
}
