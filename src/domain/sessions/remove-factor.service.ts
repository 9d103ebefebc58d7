import { actAs } from '../audit/act.ts'
import { tellOwner } from '../mfa/kabar.ts'
import { revokePasskeyRow } from '../mfa/passkey/passkey.queries.ts'
import { revokeTotpRow } from '../mfa/totp/totp.queries.ts'
import type { FaktorToday } from '../pegawai/person.ts'
import type { Knex } from 'knex'
import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { AMR_OF_FAKTOR } from '../mfa/assurance.rules.ts'
import { beginAnew, lowerSessions } from './lower.queries.ts'
import { takeBack } from './passkeys.ts'
import { endTrust } from './perangkat.service.ts'

/** What names a factor of somebody's own. */
export type OwnFactor = Pick<FaktorToday, 'id' | 'jenis' | 'nama'>

interface Removal {
  readonly pegawaiId: string
  readonly id: string
  readonly at: Date
}

/** How a factor of each kind goes, with what leaned on it. @returns false when there is none such */
const REMOVE: Readonly<Record<FaktorToday['jenis'], (trx: Knex.Transaction, removal: Removal) => Promise<boolean>>> = {
  async totp(trx, removal) {
    if (!await revokeTotpRow(trx, removal)) return false
    await lowerSessions(trx, { pegawaiId: removal.pegawaiId, amr: AMR_OF_FAKTOR.totp })
    return true
  },
  async passkey(trx, removal) {
    if (!await revokePasskeyRow(trx, removal)) return false
    await beginAnew(trx, removal.pegawaiId)
    await takeBack(trx, { ...removal, kunci: removal.id })
    return true
  },
}

/**
 * A person takes away one of his own factors: an authenticator with its seed, or a passkey, also one that was stopped.
 * Sessions that leaned on it go on with what is left, those that a passkey opened by itself end, and the owner is told.
 * Whoever calls it has made sure that it is he, now.
 * @returns false when he has none such (any more)
 */
export function removeOwnFactor(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  { pegawaiId, faktor: { id, jenis, nama } }: { pegawaiId: string; faktor: OwnFactor },
): Promise<boolean> {
  return actAs({ database, clock, actor: `pegawai:${pegawaiId}` }, async ({ trx, at, tell }) => {
    if (!await REMOVE[jenis](trx, { pegawaiId, id, at })) return false
    // Whoever has the phone that was lost may have trusted a device with it.
    await endTrust(trx, pegawaiId)
    tell({ kind: 'faktor.dicabut', subject: pegawaiId, data: { jenis, faktor: id } })
    await tellOwner(trx, pegawaiId, { kejadian: 'dicabut', faktor: nama }, at)
    return true
  })
}
