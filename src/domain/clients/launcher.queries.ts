import type { Database } from '../../kernel/db/database.ts'
import type { ClientState } from './client.types.ts'
import type { AturanMasuk } from './masuk/aturan.rules.ts'

/** A client as the launcher and the counts read it. */
export interface LauncherRow {
  readonly client_id: string
  readonly nama: string
  readonly opd: { readonly id: string; readonly nama: string }
  readonly host: string
  readonly client_uri: string | null
  readonly state: ClientState
  readonly eksternal: boolean
  readonly layanan_mandiri: boolean
  readonly penguji_semua: boolean
  readonly penguji: readonly string[]
  readonly aturan_masuk: AturanMasuk
  /** `sub` of the pilot group while it alone may enter. */
  readonly pilot: readonly string[] | null
  readonly diklaim: boolean
  readonly berkredensial: boolean
  readonly masuk_terakhir: string | null
}

/**
 * @param now for the expiry of secrets
 * @param today `YYYY-MM-DD`, WIB: names have dates
 * @returns every registered client (neither a draft nor closed), by OPD and name
 */
export function registeredClients(database: Database, now: Date, today: string): Promise<LauncherRow[]> {
  return database.query<LauncherRow>({
    text: `SELECT c.client_id, a.nama, json_build_object('id', unit_pada(a.unit_id, $2::date), 'nama', n.nama) AS opd, c.host,
        c.metadata->>'client_uri' AS client_uri, c.state, c.eksternal, a.layanan_mandiri, c.penguji_semua,
        CASE WHEN c.state = 'uji'
          THEN ARRAY(SELECT t.pegawai_id::text FROM client_tester t WHERE t.client_id = c.client_id)
          ELSE ARRAY[]::text[] END AS penguji,
        aturan_pada(c.aturan_masuk, $2::date) AS aturan_masuk,
        CASE WHEN c.pilot
          THEN ARRAY(SELECT g.pegawai_id::text FROM client_pilot g WHERE g.client_id = c.client_id) END AS pilot,
        c.diklaim_at IS NOT NULL AS diklaim,
        c.metadata->>'token_endpoint_auth_method' IN ('private_key_jwt', 'none') OR EXISTS (
          SELECT FROM client_secret s WHERE s.client_id = c.client_id AND s.revoked_at IS NULL
            AND (s.expires_at IS NULL OR s.expires_at > $1)) AS berkredensial,
        c.masuk_terakhir
      FROM client c
      JOIN aplikasi a ON a.id = c.aplikasi_id
      LEFT JOIN unit_nama n ON n.unit_id = a.unit_id AND n.valid_from <= $2::date
        AND (n.valid_to IS NULL OR n.valid_to > $2::date)
      WHERE c.state NOT IN ('draf', 'tutup')
      ORDER BY n.nama, lower(a.nama), c.client_id`,
    values: [now, today],
  })
}
