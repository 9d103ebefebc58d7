import type { Knex } from 'knex'
import type { Database } from '../../kernel/db/database.ts'
import type { SealedColumn } from './sealed-columns.ts'

export interface SealedValue {
  readonly row: string
  readonly sealed: string
}

/** @returns the id of the key that a value was sealed under, as SQL: `v1.<id>.…` */
const KEY_ID = `split_part(??, '.', 2)`

/**
 * @param after the last row that was seen, undefined for the beginning
 * @returns the next values, by row, that are sealed under another key than this one
 */
export async function findSealedOtherwise(
  { knex }: Database, { table, column, row }: SealedColumn, keyId: string, after: string | undefined, limit: number,
): Promise<SealedValue[]> {
  const values = knex(table).select({ row, sealed: column })
    .whereNotNull(column).whereRaw(`${KEY_ID} <> ?`, [column, keyId]).orderBy(row).limit(limit)
  if (after !== undefined) void values.where(row, '>', after)
  return await values as SealedValue[]
}

/**
 * Puts another ciphertext in the place of one that is still there.
 * @returns false when somebody else wrote in the meantime: his value stands
 */
export async function replaceSealed(
  trx: Knex.Transaction, { table, column, row }: SealedColumn, old: SealedValue, sealed: string,
): Promise<boolean> {
  return await trx(table).where({ [row]: old.row, [column]: old.sealed }).update({ [column]: sealed }) === 1
}

/** @returns ids of the encryption keys without which something that is still needed would not open */
export async function findNeededKeyIds({ knex }: Database, { table, column, needed }: SealedColumn): Promise<string[]> {
  const ids = await knex(table).distinct<{ id: string }[]>(knex.raw(`${KEY_ID} AS id`, [column]))
    .whereNotNull(column).whereRaw(needed ?? 'true')
  return ids.map(({ id }) => id)
}
