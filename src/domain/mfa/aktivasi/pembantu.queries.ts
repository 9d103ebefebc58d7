import type { Database } from '../../../kernel/db/database.ts'

/** A helper whom colleagues may visit, as the help page names him. */
export interface HelperDesk {
  readonly opd: string
  readonly nama: string
  readonly ruang: string
  readonly telepon: string | null
}

/**
 * Helpers of today whose room is written down, by OPD: whoever writes it down publishes it.
 * @param today official day in WIB
 */
export function helperDesks(database: Database, today: string): Promise<HelperDesk[]> {
  return database.query<HelperDesk>({
    text: `SELECT p.nama, r.ruang, r.telepon,
        (SELECT n.nama FROM unit_nama n WHERE n.unit_id = r.unit_id AND n.valid_from <= $1
         AND (n.valid_to IS NULL OR n.valid_to > $1) ORDER BY n.valid_from DESC LIMIT 1) AS opd
      FROM product_role r JOIN pegawai p ON p.id = r.pegawai_id
      WHERE r.role = 'helper-mfa' AND r.revoked_at IS NULL AND r.ruang IS NOT NULL AND r.valid_from <= $1
        AND (r.valid_to IS NULL OR r.valid_to > $1) AND p.keadaan = 'aktif'
      ORDER BY 4, 1`,
    values: [today],
  })
}
