/** Events as they came, and what became of them. */
import type { Knex } from 'knex'
import type { Kept } from './fold.rules.ts'

/** `diabaikan`: a human left it aside; it counts nowhere any more */
export type Status = 'diterima' | 'diterapkan' | 'terjadwal' | 'tertunda' | 'ditahan' | 'bertentangan' | 'diabaikan'

/** Why an event is not applied, as a stable word. */
export type Alasan =
  | 'orang-tidak-dikenal' | 'unit-tidak-dikenal' | 'nip-milik-orang-lain' | 'dua-orang' | 'rem'

/** One row of `kepegawaian_peristiwa`, without the hash of its content. */
export type Stored = Kept & {
  readonly external_id: string | null
  readonly nip_baru: string | null
  readonly unit: string | null
  readonly client_id: string
  /** ISO 8601, UTC */
  readonly diterima_at: string
  readonly pegawai_id: string | null
  readonly status: Status
  readonly alasan: Alasan | null
  readonly diizinkan_at: string | null
}

/** An event on its way into the table. */
export interface NewEvent extends Record<
  'id' | 'sumber' | 'peristiwa_id' | 'jenis' | 'berlaku' | 'hari' | 'client_id', string> {
  readonly versi: number
  readonly external_id: string | null
  readonly nip: string | null
  readonly tanggal_lahir: string | null
  readonly nip_baru: string | null
  readonly unit: string | null
  readonly data: object
  /** hex */
  readonly isi: string
}

const COLUMNS = `id, sumber, peristiwa_id, jenis, to_char(berlaku AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS berlaku,
  hari, versi::int, external_id, nip, tanggal_lahir, nip_baru, unit, data, client_id,
  to_char(diterima_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS diterima_at, pegawai_id, status, alasan,
  to_char(diizinkan_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS diizinkan_at`

async function rowsOf<Row>(trx: Knex.Transaction, text: string, values: Record<string, Knex.RawBinding> = {}): Promise<Row[]> {
  const { rows } = await trx.raw<{ rows: Row[] }>(text, values)
  return rows
}

/** Keeps events that nobody sent before under the same id; one that is there stays as it is. @returns ids of the new rows */
export async function insertNew(trx: Knex.Transaction, events: readonly NewEvent[], at: Date): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(trx, `
    INSERT INTO kepegawaian_peristiwa (id, sumber, peristiwa_id, jenis, berlaku, hari, versi, external_id, nip,
      tanggal_lahir, nip_baru, unit, data, isi_sha256, client_id, diterima_at, status)
    SELECT id, sumber, peristiwa_id, jenis, berlaku, hari, versi, external_id, nip, tanggal_lahir, nip_baru, unit, data,
      decode(isi, 'hex'), client_id, :at::timestamptz, 'diterima'
    FROM json_to_recordset(:rows::json) AS r(id uuid, sumber text, peristiwa_id text, jenis text, berlaku timestamptz,
      hari date, versi bigint, external_id text, nip text, tanggal_lahir date, nip_baru text, unit text, data jsonb,
      isi text, client_id text)
    ON CONFLICT (sumber, peristiwa_id) DO NOTHING RETURNING id`, { rows: JSON.stringify(events), at })
  return rows.map(({ id }) => id)
}

/** What is kept under these ids of a source, with the hash of the content in hex. */
export function findByIds(
  trx: Knex.Transaction, ids: readonly { readonly sumber: string; readonly peristiwa_id: string }[],
): Promise<(Stored & { readonly isi: string })[]> {
  return rowsOf(trx, `
    SELECT ${COLUMNS}, encode(isi_sha256, 'hex') AS isi FROM kepegawaian_peristiwa
    WHERE (sumber, peristiwa_id) IN (SELECT r.sumber, r.peristiwa_id
      FROM json_to_recordset(:ids::json) AS r(sumber text, peristiwa_id text))`, { ids: JSON.stringify(ids) })
}

export function findEvents(trx: Knex.Transaction, ids: readonly string[]): Promise<Stored[]> {
  return rowsOf(trx, `SELECT ${COLUMNS} FROM kepegawaian_peristiwa WHERE id = ANY(:ids::uuid[])`, { ids: [...ids] })
}

/** Every event that is known to be about these people and counts. */
export function findEventsOf(trx: Knex.Transaction, pegawaiIds: readonly string[]): Promise<Stored[]> {
  return rowsOf(trx, `SELECT ${COLUMNS} FROM kepegawaian_peristiwa
    WHERE pegawai_id = ANY(:ids::uuid[]) AND status <> 'diabaikan'`,
    { ids: [...pegawaiIds] })
}

/** Events of nobody yet that name one of these ids or numbers. */
export function findWaiting(
  trx: Knex.Transaction, { externals, nips }: { externals: readonly { sumber: string; external_id: string }[]; nips: readonly string[] },
): Promise<Stored[]> {
  return rowsOf(trx, `
    SELECT ${COLUMNS} FROM kepegawaian_peristiwa
    WHERE pegawai_id IS NULL AND status IN ('tertunda', 'terjadwal') AND (nip = ANY(:nips::text[]) OR (sumber, external_id) IN (
      SELECT r.sumber, r.external_id FROM json_to_recordset(:externals::json) AS r(sumber text, external_id text)))`,
  { nips: [...nips], externals: JSON.stringify(externals) })
}

/**
 * Events that may be applied now and were not when they came: their day has come, their unit was mapped, their person
 * is known, or an import stood in the way. The oldest first.
 * @param today official day in WIB, YYYY-MM-DD
 */
export async function findRipe(trx: Knex.Transaction, today: string, limit: number): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(trx, `
    SELECT e.id FROM kepegawaian_peristiwa e
    WHERE e.status = 'diterima' OR (e.status = 'terjadwal' AND e.hari <= :today::date)
      OR (e.status = 'tertunda' AND e.alasan = 'unit-tidak-dikenal'
        AND EXISTS (SELECT FROM unit_sumber u WHERE u.sumber = e.sumber AND u.external_id = e.unit))
      OR (e.status = 'tertunda' AND e.alasan = 'orang-tidak-dikenal' AND (
        EXISTS (SELECT FROM pegawai_sumber s WHERE s.sumber = e.sumber AND s.external_id = e.external_id)
        OR EXISTS (SELECT FROM pegawai_nip n JOIN pegawai p ON p.id = n.pegawai_id
          WHERE n.nip = e.nip AND p.tanggal_lahir = e.tanggal_lahir)))
    ORDER BY e.diterima_at LIMIT :limit`, { today, limit })
  return rows.map(({ id }) => id)
}

async function peopleOf(trx: Knex.Transaction, text: string, values: Record<string, Knex.RawBinding>): Promise<string[]> {
  return (await rowsOf<{ pegawai_id: string }>(trx, text, values)).map(({ pegawai_id }) => pegawai_id)
}

/** Whom events are about that came after an instant. */
export function findFreshPeople(trx: Knex.Transaction, since: Date): Promise<string[]> {
  return peopleOf(trx, `
    SELECT DISTINCT pegawai_id FROM kepegawaian_peristiwa WHERE diterima_at > :since AND pegawai_id IS NOT NULL`, { since })
}

/** Whose post is to change after a day. */
export function findPeopleToCome(trx: Knex.Transaction, day: string): Promise<string[]> {
  return peopleOf(trx, `
    SELECT DISTINCT pegawai_id FROM kepegawaian_peristiwa
    WHERE hari > :day::date AND jenis IN ('masuk', 'mutasi', 'jabatan') AND pegawai_id IS NOT NULL`, { day })
}

/** What became of an event. */
export interface Fate {
  readonly id: string
  readonly pegawai_id: string | null
  readonly status: Status
  readonly alasan: Alasan | null
}

export async function writeFates(trx: Knex.Transaction, fates: readonly Fate[], run: string | undefined): Promise<void> {
  await trx.raw(`
    UPDATE kepegawaian_peristiwa e
    SET pegawai_id = r.pegawai_id, status = r.status, alasan = r.alasan, run_id = coalesce(e.run_id, :run::uuid)
    FROM json_to_recordset(:rows::json) AS r(id uuid, pegawai_id uuid, status text, alasan text) WHERE e.id = r.id`,
  { rows: JSON.stringify(fates), run: run ?? null })
}

/** Remembers that these people may not sign in any more because of one of these events. */
export async function markEnding(
  trx: Knex.Transaction, { eventIds, pegawaiIds, at }: { eventIds: readonly string[]; pegawaiIds: readonly string[]; at: Date },
): Promise<void> {
  await trx.raw(`
    UPDATE kepegawaian_peristiwa SET mengakhiri_at = :at
    WHERE id = ANY(:eventIds::uuid[]) AND pegawai_id = ANY(:pegawaiIds::uuid[])`,
  { eventIds: [...eventIds], pegawaiIds: [...pegawaiIds], at })
}
