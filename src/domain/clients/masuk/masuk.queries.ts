import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { ClientState, GrantType } from '../client.types.ts'
import type { AturanMasuk } from './aturan.rules.ts'

/** Who may enter a client, as its register has it: units by the ids that were registered. */
export interface EntryOfClient {
  readonly unitId: string
  readonly state: ClientState
  readonly grantTypes: readonly GrantType[]
  readonly aturan: AturanMasuk
  readonly pilot: boolean
}

const ENTRY = `
  SELECT a.unit_id AS "unitId", c.state, c.metadata->'grant_types' AS "grantTypes", c.aturan_masuk AS aturan, c.pilot
  FROM client c JOIN aplikasi a ON a.id = c.aplikasi_id`

/** Reads it and keeps others from changing the client until the transaction ends. */
export async function lockEntry(trx: Knex.Transaction, clientId: string): Promise<EntryOfClient | undefined> {
  const { rows } = await trx.raw<{ rows: EntryOfClient[] }>(`${ENTRY} WHERE c.client_id = ? FOR UPDATE OF c`, [clientId])
  return rows[0]
}

/** @returns undefined for a client that there is not */
export async function findEntry(database: Database, clientId: string): Promise<EntryOfClient | undefined> {
  return (await database.query<EntryOfClient>({ text: `${ENTRY} WHERE c.client_id = $1`, values: [clientId] }))[0]
}

/** @returns whether the rule was another one before: nothing was written where not */
export async function writeRule(trx: Knex.Transaction, clientId: string, aturan: AturanMasuk, at: Date): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE client SET aturan_masuk = CAST(:aturan AS jsonb), updated_at = :at
     WHERE client_id = :clientId AND aturan_masuk <> CAST(:aturan AS jsonb) RETURNING 1`,
    { clientId, aturan: JSON.stringify(aturan), at })
  return rows.length > 0
}

export async function writePilot(trx: Knex.Transaction, clientId: string, on: boolean, at: Date): Promise<void> {
  await trx.raw('UPDATE client SET pilot = :on, updated_at = :at WHERE client_id = :clientId AND pilot <> :on',
    { clientId, on, at })
}

/** Lists of people that an application has: who tries it, and who enters it first. */
export type Members = 'client_tester' | 'client_pilot'

/** @returns those of them who were not in the list before */
export async function addMembers(
  trx: Knex.Transaction, table: Members, clientId: string, orang: readonly string[],
): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { pegawai_id: string }[] }>(
    `INSERT INTO ${table} (client_id, pegawai_id) SELECT :clientId, unnest(CAST(:orang AS uuid[]))
     ON CONFLICT DO NOTHING RETURNING pegawai_id`, { clientId, orang: [...new Set(orang)] })
  return rows.map(({ pegawai_id }) => pegawai_id)
}

/** @param orang only these; all but `kecuali` without it @returns those of them who were in the list */
export async function removeMembers(
  trx: Knex.Transaction, table: Members, clientId: string,
  { orang, kecuali = [] }: { orang?: readonly string[]; kecuali?: readonly string[] },
): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { pegawai_id: string }[] }>(
    `DELETE FROM ${table} WHERE client_id = :clientId AND pegawai_id <> ALL(CAST(:kecuali AS uuid[]))
       AND (CAST(:orang AS uuid[]) IS NULL OR pegawai_id = ANY(CAST(:orang AS uuid[]))) RETURNING pegawai_id`,
    { clientId, orang: orang === undefined ? null : [...orang], kecuali: [...kecuali] })
  return rows.map(({ pegawai_id }) => pegawai_id)
}

/** Somebody as the pages of a client name him. */
export interface Member {
  readonly id: string
  readonly nama: string
  readonly gelar_depan: string | null
  readonly gelar_belakang: string | null
  readonly nomor: string | null
  readonly unit: string | null
  /** His own post is in the application's OPD, or below it, today. */
  readonly diOpd: boolean
}

const MEMBER = `
  SELECT p.id, p.nama, p.gelar_depan, p.gelar_belakang,
    (SELECT n.nip FROM pegawai_nip n WHERE n.pegawai_id = p.id AND n.valid_to IS NULL
     ORDER BY n.valid_from DESC LIMIT 1) AS nomor,
    (SELECT n.nama FROM unit_nama n WHERE n.unit_id = post.unit_id AND n.valid_from <= $1::date
       AND (n.valid_to IS NULL OR n.valid_to > $1::date) ORDER BY n.valid_from DESC LIMIT 1) AS unit,
    EXISTS (WITH RECURSIVE up AS (
        SELECT post.unit_id AS id
        UNION SELECT induk_pada(u.id, u.induk_id, $1::date) FROM up JOIN unit_kerja u ON u.id = up.id
      ) SELECT FROM up WHERE up.id = unit_pada($2::uuid, $1::date)) AS "diOpd"
  FROM pegawai p LEFT JOIN LATERAL (
    SELECT unit_pada(j.unit_id, $1::date) AS unit_id FROM pegawai_jabatan j WHERE j.pegawai_id = p.id
      AND j.valid_from <= $1::date AND (j.valid_to IS NULL OR j.valid_to > $1::date) ORDER BY j.valid_from DESC LIMIT 1) post ON true`

/** @returns who is in a list, by name */
export function membersOf(
  database: Database, table: Members, { clientId, unitId, today }: { clientId: string; unitId: string; today: string },
): Promise<Member[]> {
  return database.query<Member>({
    text: `${MEMBER} WHERE p.id IN (SELECT m.pegawai_id FROM ${table} m WHERE m.client_id = $3) ORDER BY p.nama, p.id`,
    values: [today, unitId, clientId],
  })
}

/** @returns these people, by name */
export function peopleById(
  database: Database, { ids, unitId, today }: { ids: readonly string[]; unitId: string; today: string },
): Promise<Member[]> {
  return database.query<Member>({
    text: `${MEMBER} WHERE p.id = ANY($3::uuid[]) ORDER BY p.nama, p.id`, values: [today, unitId, ids],
  })
}

/** Whom to ask about an application: who develops it or keeps its people, of its OPD or one above. */
export interface Asked {
  readonly nama: string
  readonly gelar_depan: string | null
  readonly gelar_belakang: string | null
  readonly role: 'pengembang' | 'admin-opd'
}

const MOST_ASKED = 4

/**
 * What the page of a refusal is made of, in one statement: names of a rule's units on a day, and whom to ask, the nearest
 * first. Names and roles alone, of people who are at work.
 */
export async function explain(
  database: Database, { units, opd, today }: { units: readonly string[]; opd: string; today: string },
): Promise<{ readonly unit: Readonly<Record<string, string>>; readonly tanya: readonly Asked[] }> {
  const [row] = await database.query<{ unit: Record<string, string> | null; tanya: Asked[] | null }>({
    text: `WITH RECURSIVE up AS (
        SELECT u.id, u.induk_id, 0 AS depth FROM unit_kerja u WHERE u.id = unit_pada($2::uuid, $3::date)
        UNION ALL SELECT u.id, u.induk_id, up.depth + 1
        FROM up JOIN unit_kerja u ON u.id = induk_pada(up.id, up.induk_id, $3::date) WHERE up.depth < 12
      ), asked AS (
        SELECT DISTINCT ON (p.id) p.nama, p.gelar_depan, p.gelar_belakang, r.role, up.depth
        FROM product_role r JOIN up ON up.id = unit_pada(r.unit_id, $3::date) JOIN pegawai p ON p.id = r.pegawai_id
        WHERE r.role IN ('pengembang', 'admin-opd') AND r.revoked_at IS NULL AND r.valid_from <= $3::date
          AND (r.valid_to IS NULL OR r.valid_to > $3::date) AND p.keadaan = 'aktif'
          AND NOT EXISTS (SELECT FROM account k WHERE k.pegawai_id = p.id AND k.frozen_at IS NOT NULL)
        ORDER BY p.id, up.depth, r.role
      )
      SELECT (SELECT jsonb_object_agg(n.unit_id, n.nama) FROM unit_nama n WHERE n.unit_id = ANY($1::uuid[])
          AND n.valid_from <= $3::date AND (n.valid_to IS NULL OR n.valid_to > $3::date)) AS unit,
        (SELECT jsonb_agg(to_jsonb(few) - 'depth') FROM (SELECT * FROM asked ORDER BY depth, nama LIMIT ${MOST_ASKED}) few) AS tanya`,
    values: [units, opd, today],
  })
  return { unit: row?.unit ?? {}, tanya: row?.tanya ?? [] }
}
