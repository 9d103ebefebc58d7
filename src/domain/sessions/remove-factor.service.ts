import { actAs } from '../audit/act.ts'
import { tellOwner } from '../mfa/kabar.ts'
import { revokeTotpRow } from '../mfa/totp/totp.queries.ts'
import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { AMR_OF_FAKTOR } from '../mfa/assurance.rules.ts'
import { lowerSessions } from './lower.queries.ts'

/**
 * A person takes away one of his own authenticators: its seed is gone, sessions that leaned on it go on with what is left,
 * and the owner is told. Whoever calls it has made sure that it is he, now.
 * @returns false when he has none such (any more)
 */
export function removeOwnTotp(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  { pegawaiId, faktor }: { pegawaiId: string; faktor: { id: string; nama: string } },
): Promise<boolean> {
  return actAs({ database, clock, actor: `pegawai:${pegawaiId}` }, async ({ trx, at, tell }) => {
    if (!await revokeTotpRow(trx, { pegawaiId, id: faktor.id, at })) return false
    await lowerSessions(trx, { pegawaiId, amr: AMR_OF_FAKTOR.totp })
    tell({ kind: 'faktor.dicabut', subject: pegawaiId, data: { jenis: 'totp', faktor: faktor.id } })
    await tellOwner(trx, pegawaiId, { kejadian: 'dicabut', faktor: faktor.nama }, at)
    return true
  })
}
