import type { Knex } from 'knex'

/** @returns the name of a person and the address that letters go to, null where there is none */
export async function findOwner(
  trx: Knex.Transaction, pegawaiId: string,
): Promise<{ readonly nama: string; readonly email: string | null } | undefined> {
  return trx('pegawai').where({ id: pegawaiId }).first<{ nama: string; email: string | null } | undefined>('nama', 'email')
}
