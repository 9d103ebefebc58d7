/** Events as BKD's pages read them, and the one statement that answers one. */
import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import { cutPage, keysetSql, type ListPage, type ListWindow } from '../../../kernel/db/keyset.ts'
import type { Jenis } from './peristiwa.schema.ts'
import type { Answer } from './putusan.rules.ts'
import type { Alasan, Status } from './simpan.queries.ts'

/** One row of the list. */
export interface EventEntry {
  readonly id: string
  readonly sumber: string
  readonly jenis: Jenis
  /** official day from which it counts, YYYY-MM-DD */
  readonly hari: string
  readonly status: Status
  readonly alasan: Alasan | null
  readonly external_id: string | null
  readonly nip: string | null
  readonly unit: string | null
  /** of the person it is about, null while nobody knows him */
  readonly nama: string | null
  readonly diterima_at: Date
  /** the same to the microsecond, for the cursor */
  readonly kunci: string
}

export interface EventFilter {
  readonly keadaan: readonly Status[]
  /** undefined: every kind */
  readonly jenis: Jenis | undefined
}

/** One page of what was pushed, newest first: one statement. */
export async function listEvents(
  database: Database, { keadaan, jenis }: EventFilter, window: ListWindow,
): Promise<ListPage<EventEntry>> {
  const { where, order, values } = keysetSql(['e.diterima_at', 'e.id'], window, 2)
  const found = await database.query<EventEntry>({
    text: `SELECT e.id, e.sumber, e.jenis, e.hari, e.status, e.alasan, e.external_id, e.nip, e.unit, p.nama, e.diterima_at,
        e.diterima_at::text AS kunci
      FROM kepegawaian_peristiwa e LEFT JOIN pegawai p ON p.id = e.pegawai_id
      WHERE e.status = ANY($1::text[]) AND ($2::text IS NULL OR e.jenis = $2) AND ${where} ${order}`,
    values: [keadaan, jenis ?? null, ...values],
  })
  return cutPage(found, window, ({ kunci, id }) => [kunci, id])
}

/** What a human has answered to an event. */
export interface GivenAnswer {
  readonly putusan: Answer['putusan']
  readonly oleh: string
  readonly at: Date
  readonly alasan: string
}

/** @returns undefined while nobody has answered */
export async function findAnswer(database: Database, id: string): Promise<GivenAnswer | undefined> {
  const [found] = await database.query<GivenAnswer>({
    text: `SELECT e.putusan, p.nama AS oleh, e.diputus_at AS at, e.putusan_alasan AS alasan
      FROM kepegawaian_peristiwa e JOIN pegawai p ON p.id = e.diputus_oleh WHERE e.id = $1`,
    values: [id],
  })
  return found
}

/** A person as somebody at BKD recognises him. */
export interface PersonName {
  readonly nama: string
  /** the number that he has now */
  readonly nip: string | null
}

export async function findNames(trx: Knex.Transaction, pegawaiIds: readonly string[]): Promise<Map<string, PersonName>> {
  const { rows } = await trx.raw<{ rows: (PersonName & { id: string })[] }>(`
    SELECT p.id, p.nama, (SELECT n.nip FROM pegawai_nip n WHERE n.pegawai_id = p.id AND n.valid_to IS NULL
      ORDER BY n.valid_from DESC LIMIT 1) AS nip
    FROM pegawai p WHERE p.id = ANY(:ids::uuid[])`, { ids: [...pegawaiIds] })
  return new Map(rows.map(({ id, nama, nip }) => [id, { nama, nip }]))
}

/** Answers an event that is still as it was seen. @returns whether this was the answer that counts */
export async function writeAnswer(
  trx: Knex.Transaction, { pegawaiId, ...answer }: {
    id: string; dari: Status; ke: Status; pegawaiId: string | null; putusan: Answer['putusan']; oleh: string; at: Date; alasan: string
  },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(`
    UPDATE kepegawaian_peristiwa SET status = :ke, pegawai_id = :pegawaiId::uuid, putusan = :putusan, diputus_oleh = :oleh::uuid,
      diputus_at = :at, putusan_alasan = :alasan
    WHERE id = :id AND status = :dari AND putusan IS NULL RETURNING id`, { pegawaiId, ...answer })
  return rows.length === 1
}

/**
 * A unit that was mapped means nothing any more: events that name it wait again, and count by what it is mapped to next.
 * Whoever they placed stays where he is.
 */
export async function waitForUnit(
  trx: Knex.Transaction, { sumber, external_id }: { readonly sumber: string; readonly external_id: string },
): Promise<void> {
  await trx.raw(`
    UPDATE kepegawaian_peristiwa SET status = 'tertunda', alasan = 'unit-tidak-dikenal'
    WHERE sumber = :sumber AND unit = :external_id AND status IN ('diterapkan', 'terjadwal')`, { sumber, external_id })
}
