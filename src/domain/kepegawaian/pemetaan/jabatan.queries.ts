import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Mapped } from './mapping.queries.ts'

/** A jabatan of a source. */
export interface SourceJabatan {
  readonly id: string
  readonly sumber: string
  readonly external_id: string
  readonly nama: string
  readonly jenis: string
  readonly padanan_id: string | null
  /** people who hold it today */
  readonly orang: number
}

/** @returns every jabatan with the number of people who hold it today. @param today YYYY-MM-DD in WIB */
export function allJabatan(database: Database, today: string): Promise<SourceJabatan[]> {
  return database.query<SourceJabatan>({
    text: `SELECT j.id, j.sumber, j.external_id, j.nama, j.jenis, j.padanan_id, COALESCE(held.orang, 0) AS orang
      FROM jabatan j LEFT JOIN (
        SELECT jabatan_id, count(*)::int AS orang FROM pegawai_jabatan
        WHERE valid_from <= $1 AND (valid_to IS NULL OR valid_to > $1) GROUP BY jabatan_id
      ) AS held ON held.jabatan_id = j.id
      ORDER BY j.sumber, j.nama, j.id`,
    values: [today],
  })
}

export interface JabatanPair {
  readonly jabatanId: string
  readonly padananId: string
}

/**
 * Says of jabatan which ones of another source they mean. One step, never a chain: what others mean, or what means
 * another itself, is left out; the rows are held meanwhile, so that two who decide at once make no chain together.
 * @returns what was mapped
 */
export async function bindJabatan(
  trx: Knex.Transaction, pairs: readonly JabatanPair[], { by, at }: { by: string; at: Date },
): Promise<Mapped[]> {
  const ids = [...new Set(pairs.flatMap(({ jabatanId, padananId }) => [jabatanId, padananId]))]
  await trx.raw('SELECT FROM jabatan WHERE id = ANY(:ids::uuid[]) ORDER BY id FOR UPDATE', { ids })
  const { rows } = await trx.raw<{ rows: Mapped[] }>(`
    WITH wanted AS (
      SELECT r.id, r.padanan_id FROM json_to_recordset(:pairs::json) AS r(id uuid, padanan_id uuid)
    ), bound AS (
      UPDATE jabatan j SET padanan_id = w.padanan_id
      FROM wanted w JOIN jabatan target ON target.id = w.padanan_id
      WHERE j.id = w.id AND j.padanan_id IS NULL AND target.padanan_id IS NULL AND target.sumber <> j.sumber
        AND NOT EXISTS (SELECT FROM jabatan d WHERE d.padanan_id = j.id)
        AND NOT EXISTS (SELECT FROM wanted o WHERE o.id = w.padanan_id)
      RETURNING j.sumber, j.external_id, j.nama, j.padanan_id
    )
    INSERT INTO pemetaan (sumber, external_id, nama, jabatan_id, oleh, at)
    SELECT sumber, external_id, nama, padanan_id, :by, :at::timestamptz FROM bound
    RETURNING id, sumber, external_id, jabatan_id AS sasaran`,
  { by, at, pairs: JSON.stringify(pairs.map(({ jabatanId, padananId }) => ({ id: jabatanId, padanan_id: padananId }))) })
  return rows
}

/** The jabatan stands for itself again, or for what it meant before. */
export async function unbindJabatan(
  trx: Knex.Transaction, { sumber, external_id, sebelumnya_id }: Mapped & { readonly sebelumnya_id: string | null },
): Promise<void> {
  await trx.raw('UPDATE jabatan SET padanan_id = :sebelumnya_id WHERE sumber = :sumber AND external_id = :external_id',
    { sumber, external_id, sebelumnya_id })
}
