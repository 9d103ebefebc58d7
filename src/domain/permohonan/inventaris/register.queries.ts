import type { Database, Statement } from '../../../kernel/db/database.ts'
import { responsiblePerson } from '../../clients/operasi/klien.queries.ts'
import type { Penanggung } from '../../clients/operasi/kontak.rules.ts'
import type { ClientState } from '../../clients/client.types.ts'

/** One application of the register with its client, as both stand on a day. */
export interface RegisterRow {
  readonly id: string
  /** Row of Table 1; null for what came later. */
  readonly nomor: number | null
  readonly nama: string
  readonly jenis: string | null
  readonly posisi_server: string | null
  readonly opd: { readonly id: string; readonly nama: string | null; readonly berakhir: boolean }
  readonly nomor_pse: string | null
  readonly pse_pengecualian: string | null
  /** Null: an application without a client. */
  readonly client_id: string | null
  readonly host: string | null
  readonly state: ClientState | null
  readonly eksternal: boolean
  readonly diklaim: boolean
  readonly berkredensial: boolean
  /** `YYYY-MM-DD`, WIB. */
  readonly masuk_terakhir: string | null
  /** Whoever answers for the client on that day; null where nobody was ever named. */
  readonly penanggung: Penanggung | null
}

/**
 * @param now for the expiry of secrets
 * @param today official day in WIB, `YYYY-MM-DD`: names and units have dates
 * @returns every application that is not closed, those of Table 1 first and in its order; an application of two clients twice
 */
export function findRegister(database: Database, now: Date, today: string): Promise<RegisterRow[]> {
  return database.query<RegisterRow>({
    text: `SELECT a.id, a.nomor, a.nama, a.jenis, a.posisi_server, a.nomor_pse, a.pse_pengecualian,
        json_build_object('id', a.unit_id, 'nama', n.nama,
          'berakhir', u.valid_to IS NOT NULL AND u.valid_to <= $2::date) AS opd,
        c.client_id, c.host, c.state, coalesce(c.eksternal, false) AS eksternal, c.diklaim_at IS NOT NULL AS diklaim,
        coalesce(c.metadata->>'token_endpoint_auth_method' IN ('private_key_jwt', 'none'), false) OR EXISTS (
          SELECT FROM client_secret s WHERE s.client_id = c.client_id AND s.revoked_at IS NULL
            AND (s.expires_at IS NULL OR s.expires_at > $1)) AS berkredensial,
        c.masuk_terakhir, ${responsiblePerson('$2::date')} AS penanggung
      FROM aplikasi a
      JOIN unit_kerja u ON u.id = a.unit_id
      LEFT JOIN client c ON c.aplikasi_id = a.id
      LEFT JOIN unit_nama n ON n.unit_id = a.unit_id AND n.valid_from <= $2::date
        AND (n.valid_to IS NULL OR n.valid_to > $2::date)
      WHERE c.state IS NULL OR c.state NOT IN ('draf', 'tutup')
      ORDER BY a.nomor NULLS LAST, lower(a.nama), a.id, c.client_id`,
    values: [now, today],
  })
}

/** How many applications were registered and connected on a day. */
export interface DayCount {
  /** `YYYY-MM-DD`, WIB. */
  readonly hari: string
  readonly terdaftar: number
  readonly terhubung: number
}

/** The write that keeps the counts of a day; a later count of the same day takes its place. */
export function keepCount({ hari, terdaftar, terhubung }: DayCount): Statement {
  return {
    text: `INSERT INTO terhubung_harian (hari, terdaftar, terhubung) VALUES ($1::date, $2, $3)
      ON CONFLICT (hari) DO UPDATE SET terdaftar = EXCLUDED.terdaftar, terhubung = EXCLUDED.terhubung
      WHERE (terhubung_harian.terdaftar, terhubung_harian.terhubung) IS DISTINCT FROM (EXCLUDED.terdaftar, EXCLUDED.terhubung)`,
    values: [hari, terdaftar, terhubung],
  }
}

/** @returns the last count of each of the latest months, the oldest month first */
export function monthlyCounts(database: Database, months: number): Promise<DayCount[]> {
  return database.query<DayCount>({
    text: `SELECT hari::text, terdaftar, terhubung FROM (
        SELECT DISTINCT ON (date_trunc('month', hari)) hari, terdaftar, terhubung FROM terhubung_harian
        ORDER BY date_trunc('month', hari) DESC, hari DESC LIMIT $1) AS latest
      ORDER BY hari`,
    values: [months],
  })
}
