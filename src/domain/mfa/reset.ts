import type { Knex } from 'knex'
import { revokeKode } from './pemulihan/kode.queries.ts'
import { revokeAllPasskeys } from './passkey/passkey.queries.ts'
import { revokeAllTotp } from './totp/totp.queries.ts'

/**
 * Takes everything beside the password from a person, whichever kind it is; a new kind of factor joins with one line.
 * @returns ids of the factors that counted, and how many recovery codes were left
 */
export async function revokeAllFactors(
  trx: Knex.Transaction, pegawaiId: string, at: Date,
): Promise<{ readonly faktor: string[]; readonly kode: number }> {
  const faktor = [...await revokeAllTotp(trx, pegawaiId, at), ...await revokeAllPasskeys(trx, pegawaiId, at)]
  return { faktor, kode: await revokeKode(trx, pegawaiId, at) }
}
