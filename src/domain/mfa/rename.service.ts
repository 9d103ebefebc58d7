import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { actAs } from '../audit/act.ts'
import type { FaktorToday } from '../pegawai/person.ts'
import { factorName } from './nama.rules.ts'
import { renamePasskeyRow } from './passkey/passkey.queries.ts'
import { renameTotpRow } from './totp/totp.queries.ts'

/** How a factor of each kind gets another name. */
const RENAME = { totp: renameTotpRow, passkey: renamePasskeyRow } as const

/**
 * A person calls one of his own factors something else.
 * @param wished `nama` as it was typed
 * @returns false when nothing of the name is left, or he has no such factor
 */
export function renameOwnFactor(
  { database, clock }: { readonly database: Database; readonly clock: Clock },
  { pegawaiId, faktor: { id, jenis }, ...wished }: { pegawaiId: string; faktor: Pick<FaktorToday, 'id' | 'jenis'>; nama: string },
): Promise<boolean> {
  const nama = factorName(wished.nama)
  if (nama === undefined) return Promise.resolve(false)
  return actAs({ database, clock, actor: `pegawai:${pegawaiId}` }, async ({ trx, tell }) => {
    if (!await RENAME[jenis](trx, { pegawaiId, id, nama })) return false
    tell({ kind: 'faktor.dinamai', subject: pegawaiId, data: { jenis, faktor: id } })
    return true
  })
}
