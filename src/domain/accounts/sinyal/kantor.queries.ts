import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'

/** A network of an office, by the name that signals and letters tell. */
export interface OfficeNetwork {
  /** CIDR. */
  readonly blok: string
  readonly nama: string
}

/** @param address SQL of an address @returns SQL of the name of the smallest network with a name that it lies in */
export const officeOf = (address: string): string => `
  SELECT nama FROM jaringan_kantor WHERE blok >>= ${address} ORDER BY masklen(blok) DESC LIMIT 1`

/** @returns all of them, in the order of their addresses */
export function findOffices(database: Database): Promise<OfficeNetwork[]> {
  return database.query<OfficeNetwork>({ text: 'SELECT blok::text, nama FROM jaringan_kantor ORDER BY blok', values: [] })
}

/** Names a network, or names it anew. @returns it as it is kept, without bits of a host */
export async function upsertOffice(
  trx: Knex.Transaction, { blok, nama, at }: OfficeNetwork & { readonly at: Date },
): Promise<string> {
  const { rows: [row] } = await trx.raw<{ rows: { blok: string }[] }>(
    `INSERT INTO jaringan_kantor (blok, nama, dicatat_at) VALUES (network(:blok::inet), :nama, :at)
     ON CONFLICT (blok) DO UPDATE SET nama = excluded.nama, dicatat_at = excluded.dicatat_at RETURNING blok::text`,
    { blok, nama, at })
  if (!row) throw new Error('a network was not kept')
  return row.blok
}

/** @returns the name that it had; undefined when it had none */
export async function deleteOffice(trx: Knex.Transaction, blok: string): Promise<string | undefined> {
  const { rows: [row] } = await trx.raw<{ rows: { nama: string }[] }>(
    'DELETE FROM jaringan_kantor WHERE blok = network(?::inet) RETURNING nama', [blok])
  return row?.nama
}
