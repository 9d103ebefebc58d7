import type { Knex } from 'knex'
import { isShut, keadaanPada } from '../pegawai/keadaan.rules.ts'
import { findRoleHolder } from './role.queries.ts'

/**
 * Whether somebody can act by a product role today: he has it, and nothing shuts him out. Of two people whose word an act
 * needs (decision 28) both must be that when the second one speaks.
 * @param today official day in WIB, YYYY-MM-DD
 */
export async function isOnDuty(
  trx: Knex.Transaction, order: { readonly pegawaiId: string; readonly role: string; readonly today: string },
): Promise<boolean> {
  const holder = await findRoleHolder(trx, order)
  return holder !== undefined && !holder.frozen && !isShut(keadaanPada(holder, order.today))
}
