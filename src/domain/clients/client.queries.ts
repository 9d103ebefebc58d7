import type { Knex } from 'knex'
import type { Database } from '../../kernel/db/database.ts'
import type { ClientMetadata, ClientState } from './client.types.ts'
import type { RegisteredUris } from './registered-uris.rules.ts'

/** What an act on a client looks at. */
export interface LockedClient {
  readonly host: string
  readonly state: ClientState
  readonly metadata: ClientMetadata
}

/** Reads a client and keeps others from changing it until the transaction ends. */
export async function lockClient(trx: Knex.Transaction, clientId: string): Promise<LockedClient | undefined> {
  const { rows } = await trx.raw<{ rows: LockedClient[] }>(
    'SELECT host, state, metadata FROM client WHERE client_id = ? FOR UPDATE', [clientId],
  )
  return rows[0]
}

/** Moves an open client to `tangguh`. @returns the state it was in, undefined when it is not open */
export async function suspend(trx: Knex.Transaction, clientId: string, at: Date): Promise<ClientState | undefined> {
  const { rows } = await trx.raw<{ rows: { state_sebelum: ClientState }[] }>(
    `UPDATE client SET state_sebelum = state, state = 'tangguh', updated_at = ?
     WHERE client_id = ? AND state IN ('uji', 'aktif') RETURNING state_sebelum`,
    [at, clientId],
  )
  return rows[0]?.state_sebelum
}

/** Takes a suspended client back. @returns the state it is in now, undefined when it is not suspended */
export async function resume(trx: Knex.Transaction, clientId: string, at: Date): Promise<ClientState | undefined> {
  const { rows } = await trx.raw<{ rows: { state: ClientState }[] }>(
    `UPDATE client SET state = state_sebelum, state_sebelum = NULL, updated_at = ?
     WHERE client_id = ? AND state = 'tangguh' RETURNING state`,
    [at, clientId],
  )
  return rows[0]?.state
}

/** Opens a client that the transaction has locked and checked. */
export async function activate(trx: Knex.Transaction, clientId: string, at: Date): Promise<void> {
  await trx.raw(`UPDATE client SET state = 'aktif', updated_at = ? WHERE client_id = ?`, [at, clientId])
}

/**
 * Writes other addresses of a client that the transaction has locked; an address that is not given is gone.
 * @returns false when they are the same: nothing was written then
 */
export async function replaceUris(
  trx: Knex.Transaction, clientId: string, { host, uris, at }: { host: string; uris: RegisteredUris; at: Date },
): Promise<boolean> {
  const { redirect_uris, post_logout_redirect_uris, backchannel_logout_uri, client_uri } = uris
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE client SET host = :host, metadata = moved.metadata, updated_at = :at
     FROM (SELECT metadata - 'backchannel_logout_uri' - 'client_uri' || CAST(:uris AS jsonb) AS metadata
           FROM client WHERE client_id = :clientId) AS moved
     WHERE client_id = :clientId AND (client.metadata, client.host) IS DISTINCT FROM (moved.metadata, :host)
     RETURNING client_id`,
    {
      clientId, host, at,
      uris: JSON.stringify({ redirect_uris, post_logout_redirect_uris, backchannel_logout_uri, client_uri }),
    },
  )
  return rows.length === 1
}

/** Writes other resources, scopes by identifier, of a client that the transaction has locked. */
export async function replaceResources(
  trx: Knex.Transaction, clientId: string,
  { resources, at }: { resources: Readonly<Record<string, readonly string[]>>; at: Date },
): Promise<void> {
  await trx.raw(
    `UPDATE client SET metadata = jsonb_set(metadata, '{resources}', CAST(:resources AS jsonb)), updated_at = :at
     WHERE client_id = :clientId`, { clientId, resources: JSON.stringify(resources), at })
}

/** Marks the application of a client as everybody's self-service, or not. @returns whether it was not so before */
export async function markSelfService(trx: Knex.Transaction, clientId: string, on: boolean): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE aplikasi a SET layanan_mandiri = :on FROM client c
     WHERE c.client_id = :clientId AND a.id = c.aplikasi_id AND a.layanan_mandiri <> :on RETURNING a.id`, { clientId, on })
  return rows.length > 0
}

/** What the policy may name an application by. */
export interface Marks {
  readonly berisiko: boolean
  readonly kelompok: string | null
}

/** @returns the marks of a client; within a transaction nobody else changes them until it ends */
export async function findMarks(connection: Knex, clientId: string): Promise<Marks | undefined> {
  const { rows } = await connection.raw<{ rows: Marks[] }>(
    'SELECT berisiko, kelompok FROM client WHERE client_id = ? FOR NO KEY UPDATE', [clientId])
  return rows[0]
}

export async function writeMarks(trx: Knex.Transaction, clientId: string, marks: Marks, at: Date): Promise<void> {
  await trx.raw(
    'UPDATE client SET berisiko = :berisiko, kelompok = :kelompok, updated_at = :at WHERE client_id = :clientId',
    { ...marks, clientId, at })
}

/** One row of `client list`. */
export interface ListedClient {
  readonly client_id: string
  readonly nama: string
  readonly opd: { readonly kode: string | null; readonly nama: string }
  readonly host: string
  readonly state: ClientState
  readonly redirect_uris: readonly string[]
  readonly post_logout_redirect_uris: readonly string[]
  readonly scope: string | null
  /** Everybody's self-service: people whose state is `terbatas` may enter. */
  readonly layanan_mandiri: boolean
  readonly berisiko: boolean
  readonly kelompok: string | null
}

/** @returns every client in the order of Table 1, those of later years behind */
export function allClients(database: Database, today: string): Promise<ListedClient[]> {
  return database.query<ListedClient>({
    text: `SELECT c.client_id, a.nama, json_build_object('kode', k.kode, 'nama', n.nama) AS opd, c.host, c.state,
        c.metadata->'redirect_uris' AS redirect_uris,
        c.metadata->'post_logout_redirect_uris' AS post_logout_redirect_uris, c.metadata->>'scope' AS scope,
        a.layanan_mandiri, c.berisiko, c.kelompok
      FROM client c
      JOIN aplikasi a ON a.id = c.aplikasi_id
      LEFT JOIN unit_nama n ON n.unit_id = a.unit_id AND n.valid_from <= $1::date
        AND (n.valid_to IS NULL OR n.valid_to > $1::date)
      LEFT JOIN unit_kode k ON k.unit_id = a.unit_id AND k.valid_from <= $1::date
        AND (k.valid_to IS NULL OR k.valid_to > $1::date)
      ORDER BY a.nomor NULLS LAST, c.created_at, c.client_id`,
    values: [today],
  })
}
