/** Rights changed: the one list of what a person can hold, and the one use-case that ends all of it. */
import type { Knex } from 'knex'
import { type Ending, endAll } from '../../../kernel/db/endings.ts'
import { newId } from '../../../kernel/lib/ids.ts'
import { LONG_CODE_ENDING } from '../../mfa/aktivasi/kode-panjang.queries.ts'
import { BANTUAN_ENDING } from '../../accounts/bantuan/permintaan.queries.ts'
import { BUKAN_SAYA_ENDING } from '../../accounts/bukan-saya/bukan-saya.queries.ts'
import { CODE_ENDING } from '../../accounts/kode/kode.queries.ts'
import { LINK_ENDING } from '../../accounts/tautan/tautan.queries.ts'
import { ROLE_ENDING } from '../../accounts/role.queries.ts'
import { APP_ROLE_ENDING } from '../../clients/peran/leaver.queries.ts'
import { TRY_OUT_ENDING } from '../../clients/coba/coba.queries.ts'
import { SEAT_ENDINGS } from '../../accounts/seat.queries.ts'
import { FAKTOR_ENDINGS } from '../../mfa/endings.queries.ts'
import { type AuditEvent, insertEvents } from '../../audit/index.ts'
import type { LogoutReason } from '../pengiriman/delivery.ts'
import { PROTOCOL_ENDINGS } from './protocol.queries.ts'

/**
 * Every kind of credential and power that a person can hold. A new kind joins with one line; a test compares the list
 * with the tables of the database. Rows are locked in this order: factors before sessions, as a sign-in that leans on a
 * passkey locks them.
 */
export const ENDINGS: readonly Ending[] = [
  ...FAKTOR_ENDINGS, ...PROTOCOL_ENDINGS, ROLE_ENDING, ...SEAT_ENDINGS, CODE_ENDING, LINK_ENDING, BUKAN_SAYA_ENDING,
  LONG_CODE_ENDING, BANTUAN_ENDING, APP_ROLE_ENDING, TRY_OUT_ENDING,
]

/** Who cannot come back by the same way loses what people gave him; each loss is an event of its own. */
function lostRoles(told: readonly Record<string, unknown>[], reason: LogoutReason): AuditEvent<'peran.dicabut'>[] {
  return told.map(({ pegawai, peran, unit }) => ({
    kind: 'peran.dicabut', actor: 'sistem', subject: String(pegawai),
    data: { peran: String(peran), unit: typeof unit === 'string' ? unit : undefined, sebab: reason },
  }))
}

function lostAppRoles(told: readonly Record<string, unknown>[], reason: LogoutReason): AuditEvent<'peran-aplikasi.dicabut'>[] {
  return told.map(({ pegawai, klien, peran }) => ({
    kind: 'peran-aplikasi.dicabut', actor: 'sistem', subject: String(pegawai), clientId: String(klien),
    data: { peran: String(peran), sebab: reason },
  }))
}

/** The same of seats, and of what was done in them for somebody. */
function lostSeats(told: readonly Record<string, unknown>[], sebab: LogoutReason): AuditEvent<'kursi.berakhir'>[] {
  return told.map(({ pegawai, kursi, cara }) => ({
    kind: 'kursi.berakhir', actor: 'sistem', subject: String(pegawai), data: { kursi: String(kursi), cara: String(cara), sebab },
  }))
}

/**
 * Ends whatever these people hold, in the transaction that changed their state: call it after the state was written.
 * One statement for everything, and one more for the audit trail where a role or a seat was lost.
 * @returns how many sessions were still alive
 */
export async function endEverythingOf(
  trx: Knex.Transaction, order: { pegawaiIds: readonly string[]; reason: LogoutReason; at: Date },
): Promise<number> {
  const ended = await endAll(trx, ENDINGS, order)
  const events: AuditEvent[] = [
    ...lostRoles(ended[ROLE_ENDING.name]?.told ?? [], order.reason),
    ...lostAppRoles(ended[APP_ROLE_ENDING.name]?.told ?? [], order.reason),
    ...SEAT_ENDINGS.flatMap(({ name }) => lostSeats(ended[name]?.told ?? [], order.reason)),
  ]
  if (events.length > 0) await insertEvents(trx, events, { correlationId: newId() }, order.at)
  return ended['sessions']?.count ?? 0
}
