import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Registration } from './client-file.rules.ts'

/** Who may be a tester. */
export interface TesterCandidate {
  readonly pegawai_id: string
  /** Works today in the OPD or in a unit below it. */
  readonly of_opd: boolean
}

/** @returns people by NIP, for those NIPs that somebody has today; `of_opd` is false where no OPD is given */
export async function findTesters(
  database: Database, { nips, opdId, today }: { nips: readonly string[]; opdId: string | undefined; today: string },
): Promise<Map<string, TesterCandidate>> {
  const rows = await database.query<TesterCandidate & { nip: string }>({
    text: `WITH RECURSIVE below AS (
        SELECT $3::uuid AS id
        UNION SELECT u.id FROM unit_kerja u JOIN below ON u.induk_id = below.id
      )
      SELECT n.nip, n.pegawai_id, EXISTS (
        SELECT FROM pegawai_jabatan j JOIN below ON below.id = j.unit_id
        WHERE j.pegawai_id = n.pegawai_id AND j.valid_from <= $2::date AND (j.valid_to IS NULL OR j.valid_to > $2::date)
      ) AS of_opd
      FROM pegawai_nip n
      WHERE n.nip = ANY($1::text[]) AND n.valid_from <= $2::date AND (n.valid_to IS NULL OR n.valid_to > $2::date)`,
    values: [nips, today, opdId ?? null],
  })
  return new Map(rows.map(({ nip, ...candidate }) => [nip, candidate]))
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
       INSERT INTO aplikasi (nama, unit_id, layanan_mandiri) VALUES (:nama, :unitId, :layananMandiri) RETURNING id
     ), added AS (
       INSERT INTO client (client_id, aplikasi_id, host, state, eksternal, pkce_exempt, acr_minimum, penguji_semua,
         metadata, diklaim_at)
       SELECT :clientId, id, :host, :state, :eksternal, :pkceExempt, :acrMinimum, :pengujiSemua, :metadata, :at FROM app
       ON CONFLICT (client_id) DO NOTHING RETURNING client_id
     ), named AS (
       INSERT INTO client_tester (client_id, pegawai_id)
       SELECT client_id, tester FROM added, unnest(CAST(:testers AS uuid[])) AS tester
     )
     SELECT client_id FROM added`,
    {
      nama: client.metadata.client_name, unitId: client.unitId, clientId: client.client_id, host: client.host,
      state: client.state, eksternal: client.eksternal, pkceExempt: client.pkce_exempt,
      acrMinimum: client.acr_minimum, pengujiSemua: client.pengujiSemua, layananMandiri: client.layanan_mandiri,
      metadata: JSON.stringify(client.metadata), at, testers: [...client.testers],
    },
  )
  return rows.length === 1
}
