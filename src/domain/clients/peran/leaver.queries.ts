import type { Knex } from 'knex'
import type { Ending } from '../../../kernel/db/endings.ts'

/** An application's role that its holder lost because he left. */
export interface LostAppRole {
  readonly pegawai_id: string
  readonly client_id: string
  readonly kode: string
}

/**
 * Ends roles of applications whose holders work no longer in the OPD by which they were given, or in a unit below it, by
 * post or assignment of today. Claims leave them out from that day on by themselves (`appRolesOf`); this is what the
 * register and the trail say of it.
 * @param today official day in WIB, YYYY-MM-DD
 */
export async function endAppRolesOfLeavers(
  trx: Knex.Transaction, { today, at }: { today: string; at: Date },
): Promise<LostAppRole[]> {
  const { rows } = await trx.raw<{ rows: LostAppRole[] }>(
    `WITH RECURSIVE held AS MATERIALIZED (
       SELECT o.id, o.pegawai_id, unit_pada(o.unit_id, CAST(:today AS date)) AS unit_id
       FROM peran_aplikasi_orang o WHERE o.ended_at IS NULL
     ), places AS (
       SELECT held.id, unit_pada(j.unit_id, CAST(:today AS date)) AS unit_id
       FROM held JOIN pegawai_jabatan j USING (pegawai_id)
       WHERE j.valid_from <= CAST(:today AS date) AND (j.valid_to IS NULL OR j.valid_to > CAST(:today AS date))
       UNION SELECT held.id, unit_pada(t.unit_id, CAST(:today AS date)) FROM held JOIN penugasan t USING (pegawai_id)
       WHERE t.ended_at IS NULL AND t.valid_from <= CAST(:today AS date)
         AND (t.valid_to IS NULL OR t.valid_to > CAST(:today AS date))
       UNION SELECT places.id, induk_pada(u.id, u.induk_id, CAST(:today AS date))
       FROM places JOIN unit_kerja u ON u.id = places.unit_id
     ), ended AS (
       UPDATE peran_aplikasi_orang o SET ended_at = :at, ended_by = 'sistem', sebab = 'pindah' FROM held
       WHERE o.id = held.id AND NOT EXISTS (SELECT FROM places p WHERE p.id = held.id AND p.unit_id = held.unit_id)
       RETURNING o.pegawai_id, o.peran_id
     )
     SELECT ended.pegawai_id, r.client_id, r.kode FROM ended JOIN peran_aplikasi r ON r.id = ended.peran_id`,
    { today, at },
  )
  return rows
}

/** Whoever left for good loses the roles of applications as he loses ours; a suspension can be taken back. */
export const APP_ROLE_ENDING: Ending = {
  name: 'app-roles', tables: ['peran_aplikasi_orang'], because: ['berhenti'],
  sql: `UPDATE peran_aplikasi_orang o SET ended_at = :at, ended_by = 'sistem', sebab = :reason
        FROM pegawai p, peran_aplikasi r
        WHERE p.id = o.pegawai_id AND r.id = o.peran_id AND o.ended_at IS NULL
          AND p.id IN (SELECT pegawai_id FROM leaving)
          AND (p.keadaan = 'tutup'
            OR p.tgl_meninggal <= (CAST(:at AS timestamptz) AT TIME ZONE 'Asia/Jakarta')::date)
        RETURNING true AS counts,
          jsonb_build_object('pegawai', o.pegawai_id, 'klien', r.client_id, 'peran', r.kode) AS told`,
}
