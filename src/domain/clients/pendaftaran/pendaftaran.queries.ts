import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Registration } from './client-file.rules.ts'

/** @returns person by NIP, for those NIPs that somebody has today */
export async function findPeopleByNip(
  database: Database, nips: readonly string[], today: string,
): Promise<Map<string, string>> {
  const rows = await database.query<{ nip: string; pegawai_id: string }>({
    text: `SELECT nip, pegawai_id FROM pegawai_nip
      WHERE nip = ANY($1::text[]) AND valid_from <= $2::date AND (valid_to IS NULL OR valid_to > $2::date)`,
    values: [nips, today],
  })
  return new Map(rows.map(({ nip, pegawai_id }) => [nip, pegawai_id]))
}

/** What `insertClient` writes besides the registration. */
export interface NewClient extends Registration {
  readonly unitId: string
  readonly pengujiSemua: boolean
  readonly testers: readonly string[]
}

/**
 * Inserts application, client and testers in one statement. An OPD was named, so the client counts as claimed.
 * @returns false when the client_id is taken: the caller throws, which takes the application back
 */
export async function insertClient(trx: Knex.Transaction, client: NewClient, at: Date): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `WITH app AS (
       INSERT INTO aplikasi (nama, unit_id) VALUES (:nama, :unitId) RETURNING id
     ), added AS (
       INSERT INTO client (client_id, aplikasi_id, host, state, eksternal, pkce_exempt, penguji_semua, metadata,
         diklaim_at)
       SELECT :clientId, id, :host, :state, :eksternal, :pkceExempt, :pengujiSemua, :metadata, :at FROM app
       ON CONFLICT (client_id) DO NOTHING RETURNING client_id
     ), named AS (
       INSERT INTO client_tester (client_id, pegawai_id)
       SELECT client_id, tester FROM added, unnest(CAST(:testers AS uuid[])) AS tester
     )
     SELECT client_id FROM added`,
    {
      nama: client.metadata.client_name, unitId: client.unitId, clientId: client.client_id, host: client.host,
      state: client.state, eksternal: client.eksternal, pkceExempt: client.pkce_exempt,
      pengujiSemua: client.pengujiSemua, metadata: JSON.stringify(client.metadata), at, testers: [...client.testers],
    },
  )
  return rows.length === 1
}
