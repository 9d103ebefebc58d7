import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'

/** What a desk is told, each once. */
export type KabarMeja = 'baru' | 'kuning' | 'merah' | 'eskalasi'

const COLUMN: Readonly<Record<KabarMeja, string>> = {
  baru: 'dikabarkan_at', kuning: 'kuning_at', merah: 'merah_at', eskalasi: 'eskalasi_at',
}

/** Remembers that a desk is told now, in one conditional statement. @returns whether nobody told it before, and it is still its turn */
export async function rememberTold(
  trx: Knex.Transaction, { langkahId, kabar, at }: { langkahId: string; kabar: KabarMeja; at: Date },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE permohonan_langkah SET ${COLUMN[kabar]} = :at
     WHERE id = :langkahId AND selesai_at IS NULL AND ${COLUMN[kabar]} IS NULL RETURNING id`, { langkahId, at })
  return rows.length > 0
}

/** @returns people who hold a product role on a day and can act by it: for a unit, or for one above it */
export async function findRoleHolders(
  database: Database, { role, unitId, today }: { role: string; unitId: string | null; today: string },
): Promise<{ readonly pegawaiId: string; readonly nama: string }[]> {
  return database.query({
    text: `WITH RECURSIVE up AS (
        SELECT id, induk_id FROM unit_kerja WHERE id = $2
        UNION SELECT u.id, u.induk_id FROM unit_kerja u JOIN up ON u.id = up.induk_id
      )
      SELECT DISTINCT p.id AS "pegawaiId", p.nama FROM product_role r JOIN pegawai p ON p.id = r.pegawai_id
      WHERE r.role = $1 AND r.revoked_at IS NULL AND r.valid_from <= $3 AND (r.valid_to IS NULL OR r.valid_to > $3)
        AND ($2::uuid IS NULL OR r.unit_id IN (SELECT id FROM up)) AND bertugas_pada(p.id, $3::date) ORDER BY p.nama, 1`,
    values: [role, unitId, today],
  })
}
