/** What is known of the people whom events are about: who they are, and everything that their events are set against. */
import type { Knex } from 'knex'
import type { StoredPost } from '../difference/person-snapshot.ts'
import { externalKey, type KnownPeople, type NumberOwner } from './kenal.rules.ts'
import type { StoredAssignment } from './penugasan.rules.ts'
import type { PostRow } from './linimasa.rules.ts'

async function rowsOf<Row>(trx: Knex.Transaction, text: string, values: Record<string, Knex.RawBinding>): Promise<Row[]> {
  const { rows } = await trx.raw<{ rows: Row[] }>(text, values)
  return rows
}

/** Ids of ours by the ids that sources have for them, under `externalKey`. */
export type IdsOfSources = ReadonlyMap<string, string>

type External = { readonly sumber: string; readonly external_id: string }

async function idsOf(trx: Knex.Transaction, text: string, externals: readonly External[]): Promise<IdsOfSources> {
  const rows = await rowsOf<External & { id: string }>(trx, text, { externals: JSON.stringify(externals) })
  return new Map(rows.map(({ sumber, external_id, id }) => [externalKey(sumber, external_id), id]))
}

const NAMED = `(sumber, external_id) IN (SELECT r.sumber, r.external_id
  FROM json_to_recordset(:externals::json) AS r(sumber text, external_id text))`

/** Who has these ids of sources, and who has or had these numbers, by the directory or by a former event. */
export async function loadKnown(
  trx: Knex.Transaction, externals: readonly External[], nips: readonly string[],
): Promise<KnownPeople> {
  const ids = await idsOf(
    trx, `SELECT sumber, external_id, pegawai_id AS id FROM pegawai_sumber WHERE ${NAMED}`, externals)
  const owners = await rowsOf<NumberOwner>(trx, `
    SELECT n.nip, n.pegawai_id, p.tanggal_lahir, n.valid_to IS NULL AS current
    FROM pegawai_nip n JOIN pegawai p ON p.id = n.pegawai_id WHERE n.nip = ANY(:nips::text[])
    UNION ALL
    SELECT e.nip_baru, e.pegawai_id, p.tanggal_lahir, false
    FROM kepegawaian_peristiwa e JOIN pegawai p ON p.id = e.pegawai_id
    WHERE e.nip_baru = ANY(:nips::text[]) AND e.status <> 'diabaikan'`,
  { nips: [...nips] })
  const births = await rowsOf<{ id: string; tanggal_lahir: string | null }>(
    trx, 'SELECT id, tanggal_lahir FROM pegawai WHERE id = ANY(:ids::uuid[])', { ids: [...ids.values()] })
  return { externals: ids, owners, births: new Map(births.map(({ id, tanggal_lahir }) => [id, tanggal_lahir])) }
}

export function loadUnitIds(trx: Knex.Transaction, externals: readonly External[]): Promise<IdsOfSources> {
  return idsOf(trx, `SELECT sumber, external_id, unit_id AS id FROM unit_sumber WHERE ${NAMED}`, externals)
}

export function loadJabatanIds(trx: Knex.Transaction, externals: readonly External[]): Promise<IdsOfSources> {
  return idsOf(trx, `SELECT sumber, external_id, id FROM jabatan WHERE ${NAMED}`, externals)
}

/** Keeps people as they are until the transaction ends. */
export async function lockRows(trx: Knex.Transaction, pegawaiIds: readonly string[]): Promise<void> {
  await trx.raw('SELECT FROM pegawai WHERE id = ANY(:ids::uuid[]) ORDER BY id FOR UPDATE', { ids: [...pegawaiIds] })
}

/** An announced kedudukan that waits for its day. */
export interface Announced {
  readonly kode: string
  readonly nama: string | null
  readonly keadaan: 'aktif' | 'terbatas' | 'beku' | 'calon' | 'tutup' | null
  readonly berlaku: string
  readonly sumber: string
}

export interface Surroundings {
  /** when the reading of the last snapshot began that spoke of the person, ISO 8601 in UTC; null: none did */
  readonly asOf: string | null
  readonly announced: readonly Announced[]
  readonly posts: readonly PostRow[]
  readonly assignments: readonly StoredAssignment[]
}

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`

/** Everything of these people that has dates, in one statement. */
export async function loadSurroundings(
  trx: Knex.Transaction, pegawaiIds: readonly string[],
): Promise<Map<string, Surroundings>> {
  const rows = await rowsOf<Surroundings & { id: string }>(trx, `
    SELECT p.id,
      (SELECT to_char(max(greatest(coalesce(r.isi_per, r.started_at), f.started_at)) AT TIME ZONE 'UTC', ${INSTANT})
       FROM pegawai_sumber s
       LEFT JOIN kepegawaian_run r ON r.id = s.terakhir_run AND r.mode <> 'peristiwa'
       LEFT JOIN LATERAL (SELECT max(coalesce(full_run.isi_per, full_run.started_at)) AS started_at FROM kepegawaian_run full_run
         WHERE full_run.sumber = s.sumber AND full_run.mode = 'penuh' AND full_run.outcome = 'diterapkan') f ON true
       WHERE s.pegawai_id = p.id) AS "asOf",
      COALESCE((SELECT json_agg(json_build_object('kode', k.kode, 'nama', k.nama, 'keadaan', k.keadaan,
          'berlaku', k.berlaku, 'sumber', k.sumber) ORDER BY k.berlaku, k.recorded_at, k.kode)
        FROM kedudukan_terjadwal k
        WHERE k.pegawai_id = p.id AND k.diterapkan_at IS NULL AND k.dibatalkan_at IS NULL), '[]') AS announced,
      COALESCE((SELECT json_agg(json_build_object('id', j.id, 'jabatan_id', j.jabatan_id, 'unit_id', j.unit_id,
          'eselon', j.eselon, 'tmt', j.tmt, 'valid_from', j.valid_from, 'valid_to', j.valid_to,
          'ofEvent', coalesce(r.mode = 'peristiwa', false),
          'asOf', to_char(coalesce(r.isi_per, r.started_at) AT TIME ZONE 'UTC', ${INSTANT})) ORDER BY j.recorded_at, j.valid_from)
        FROM pegawai_jabatan j LEFT JOIN kepegawaian_run r ON r.id = j.run_id
        WHERE j.pegawai_id = p.id), '[]') AS posts,
      COALESCE((SELECT json_agg(json_build_object('id', t.id, 'jenis', t.jenis, 'jabatan', t.jabatan,
          'unit_id', t.unit_id, 'valid_from', t.valid_from, 'valid_to', t.valid_to, 'sk', t.sk, 'sumber', t.sumber))
        FROM penugasan t
        WHERE t.pegawai_id = p.id AND t.ended_at IS NULL AND t.sk IS NOT NULL), '[]') AS assignments
    FROM pegawai p WHERE p.id = ANY(:ids::uuid[])`, { ids: [...pegawaiIds] })
  return new Map(rows.map(({ id, ...surroundings }) => [id, surroundings]))
}

/** The post of today of everybody whose post an event changes after a day. */
export async function loadPresentPosts(trx: Knex.Transaction, after: string, today: string): Promise<Map<string, StoredPost>> {
  const rows = await rowsOf<StoredPost & { pegawai_id: string }>(trx, `
    SELECT j.pegawai_id, j.id, j.jabatan_id, j.unit_id, j.eselon, j.tmt, j.valid_from
    FROM pegawai_jabatan j
    WHERE j.valid_from <= :today::date AND j.valid_to > :today::date AND j.pegawai_id IN (
      SELECT e.pegawai_id FROM kepegawaian_peristiwa e
      WHERE e.hari > :after::date AND e.jenis IN ('masuk', 'mutasi', 'jabatan') AND e.pegawai_id IS NOT NULL)`,
  { after, today })
  return new Map(rows.map(({ pegawai_id, ...post }) => [pegawai_id, post]))
}
