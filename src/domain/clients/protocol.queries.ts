import type { Database, Statement } from '../../kernel/db/database.ts'
import type { Acr } from '../accounts/acr.rules.ts'
import { isPossibleId } from './client-id.rules.ts'
import type { ClientMetadata, ClientState } from './client.types.ts'
import type { AturanMasuk } from './masuk/aturan.rules.ts'
import type { ResourceServer } from './sumber/sumber.types.ts'

/** Everything the protocol and its pages ask of a client. */
export interface Client {
  readonly client_id: string
  readonly metadata: ClientMetadata
  readonly host: string
  readonly state: ClientState
  readonly eksternal: boolean
  readonly pkce_exempt: boolean
  /** The least assurance of a sign-in that it accepts (decision 17). */
  readonly acr_minimum: Acr | null
  readonly penguji_semua: boolean
  readonly layanan_mandiri: boolean
  /** Of high risk, and the group it belongs to: the policy may name both. */
  readonly berisiko: boolean
  readonly kelompok: string | null
  readonly aplikasi: { readonly nama: string }
  readonly opd: { readonly id: string; readonly nama: string }
  /** `sub` of the named testers, only while the client is on trial. */
  readonly penguji: readonly string[]
  readonly aturan_masuk: AturanMasuk
  /** `sub` of the pilot group while it alone may enter. */
  readonly pilot: readonly string[] | null
  /** Resource servers that its registration names. */
  readonly sumber: readonly ResourceServer[]
  /** Identifiers of the resource servers that it is itself: it may introspect their tokens. */
  readonly melayani: readonly string[]
}

/**
 * Finds a client by its id, in one statement.
 * @param clientId as it came in a request: anything
 * @param today `YYYY-MM-DD`, WIB: names have dates
 * @returns in whatever state it is; only `uji` and `aktif` may get past /auth
 */
export async function findClient(database: Database, clientId: string, today: string): Promise<Client | undefined> {
  if (!isPossibleId(clientId)) return undefined
  const rows = await database.query<Client>({
    text: `SELECT c.client_id, c.metadata, c.host, c.state, c.eksternal, c.pkce_exempt, c.acr_minimum,
        c.penguji_semua, c.berisiko, c.kelompok,
        a.layanan_mandiri, json_build_object('nama', a.nama) AS aplikasi,
        json_build_object('id', unit_pada(a.unit_id, $2::date), 'nama', n.nama) AS opd,
        CASE WHEN c.state = 'uji'
          THEN ARRAY(SELECT t.pegawai_id::text FROM client_tester t WHERE t.client_id = c.client_id)
          ELSE ARRAY[]::text[] END AS penguji,
        aturan_pada(c.aturan_masuk, $2::date) AS aturan_masuk,
        CASE WHEN c.pilot
          THEN ARRAY(SELECT g.pegawai_id::text FROM client_pilot g WHERE g.client_id = c.client_id) END AS pilot,
        (SELECT coalesce(json_agg(json_build_object('identifier', r.identifier, 'nama', r.nama, 'scopes', r.scopes,
            'format', r.format, 'signing_alg', r.signing_alg) ORDER BY r.identifier), '[]')
          FROM resource_server r WHERE c.metadata->'resources' ? r.identifier) AS sumber,
        ARRAY(SELECT r.identifier FROM resource_server r WHERE r.client_id = c.client_id) AS melayani
      FROM client c
      JOIN aplikasi a ON a.id = c.aplikasi_id
      LEFT JOIN unit_nama n ON n.unit_id = a.unit_id AND n.valid_from <= $2::date
        AND (n.valid_to IS NULL OR n.valid_to > $2::date)
      WHERE c.client_id = $1`,
    values: [clientId, today],
  })
  return rows[0]
}

/**
 * The write that a real sign-in leaves: the client's last day, at most once a day and never backwards.
 * @param today `YYYY-MM-DD`, WIB
 */
export function markSignIn(clientId: string, today: string): Statement {
  return {
    text: `UPDATE client SET masuk_terakhir = $2::date
      WHERE client_id = $1 AND (masuk_terakhir IS NULL OR masuk_terakhir < $2::date)`,
    values: [clientId, today],
  }
}
