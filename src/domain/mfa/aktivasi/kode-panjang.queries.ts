import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Ending } from '../../../kernel/db/endings.ts'
import type { Leftovers } from '../../../kernel/db/leftovers.ts'

/** A long code on its way into the table. */
export interface NewLongCode {
  readonly pegawaiId: string
  readonly sidik: Buffer
}

interface Batch {
  readonly jenis: 'surat' | 'lanjut'
  readonly at: Date
  readonly until: Date
  readonly by: string | undefined
}

/**
 * Of these people those who have no account yet, locked, so that of two prints one comes after the other.
 * @returns their ids
 */
export async function lockWithoutAccount(trx: Knex.Transaction, pegawaiIds: readonly string[]): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `SELECT id FROM pegawai p WHERE id = ANY(:pegawaiIds::uuid[]) AND keadaan <> 'tutup'
       AND NOT EXISTS (SELECT FROM account a WHERE a.pegawai_id = p.id)
     ORDER BY id FOR NO KEY UPDATE`, { pegawaiIds: [...pegawaiIds] })
  return rows.map(({ id }) => id)
}

/** Keeps the digests of new codes; those before of the same kind and people are void. Two statements, however many. */
export async function replaceLongCodes(
  trx: Knex.Transaction, codes: readonly NewLongCode[], { jenis, at, until, by }: Batch,
): Promise<void> {
  const people = codes.map(({ pegawaiId }) => pegawaiId)
  await trx.raw(`UPDATE kode_aktivasi SET dicabut_at = :at
    WHERE pegawai_id = ANY(:people::uuid[]) AND jenis = :jenis AND used_at IS NULL AND dicabut_at IS NULL`,
  { people, jenis, at })
  await trx.raw(`INSERT INTO kode_aktivasi (pegawai_id, jenis, sidik, dibuat_at, dibuat_oleh, expires_at)
    SELECT pegawai_id, :jenis, sidik, :at, :by, :until FROM unnest(:people::uuid[], :sidik::bytea[]) AS t(pegawai_id, sidik)`,
  { people, sidik: codes.map(({ sidik }) => sidik), jenis, at, until, by: by ?? null })
}

/**
 * Spends a long code in one conditional statement: of many at the same time one succeeds.
 * @param pegawaiId whose it has to be; nobody's where the number is unknown
 * @returns which kind it was, undefined when it is not good
 */
export async function spendLongCode(
  database: Database, { pegawaiId, sidik, at }: { pegawaiId: string; sidik: Buffer; at: Date },
): Promise<'surat' | 'lanjut' | undefined> {
  const [row] = await database.query<{ jenis: 'surat' | 'lanjut' }>({
    text: `UPDATE kode_aktivasi k SET used_at = $3
      WHERE pegawai_id = $1 AND sidik = $2 AND used_at IS NULL AND dicabut_at IS NULL AND expires_at > $3
        AND NOT EXISTS (SELECT FROM account a WHERE a.pegawai_id = k.pegawai_id)
      RETURNING jenis`,
    values: [pegawaiId, sidik, at],
  })
  return row?.jenis
}

/** Whatever happens to a person's rights, a letter that was printed before opens nothing any more. */
export const LONG_CODE_ENDING: Ending = {
  name: 'activation-codes', tables: ['kode_aktivasi'],
  sql: `UPDATE kode_aktivasi SET dicabut_at = :at
        WHERE used_at IS NULL AND dicabut_at IS NULL AND pegawai_id IN (SELECT pegawai_id FROM leaving)
        RETURNING expires_at > :at AS counts, NULL::jsonb AS told`,
}

/** Codes to go on with that are over; letters stay, for the count of who was invited. */
export const OLD_LONG_CODES: Leftovers = { table: 'kode_aktivasi', over: `jenis = 'lanjut' AND expires_at < $1`, by: 'expires_at' }
