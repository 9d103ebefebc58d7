/** Contacts that the staff recorded by hand, and that wait for a second one of them. */
import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import { cutPage, keysetSql, type ListPage, type ListWindow } from '../../../kernel/db/keyset.ts'
import type { Leftovers } from '../../../kernel/db/leftovers.ts'
import type { KontakKolom } from './kontak.rules.ts'

export interface RecordedKontak {
  readonly id: string
  readonly pegawai_id: string
  readonly nama: string
  readonly kolom: KontakKolom
  readonly nilai: string
  /** what the feed says */
  readonly lama: string | null
  readonly alasan: string
  /** of a helper; null: BKD recorded it */
  readonly tiket: string | null
  readonly dicatat_oleh: string
  readonly pencatat: string
  readonly dicatat_sebagai: string
  readonly dicatat_at: Date
  readonly putusan: 'disetujui' | 'ditolak' | 'diganti' | null
  readonly berlaku_at: Date | null
}

const RECORDED = `
  SELECT d.id, d.pegawai_id, p.nama, d.kolom, d.nilai, CASE d.kolom WHEN 'email' THEN p.email ELSE p.no_hp END AS lama, d.alasan, d.tiket,
    d.dicatat_oleh, o.nama AS pencatat, d.dicatat_sebagai, d.dicatat_at, d.putusan, d.berlaku_at
  FROM kontak_dicatat d JOIN pegawai p ON p.id = d.pegawai_id JOIN pegawai o ON o.id = d.dicatat_oleh`

/** @returns what was recorded under this id, whatever became of it */
export async function findRecorded(database: Database | Knex.Transaction, id: string): Promise<RecordedKontak | undefined> {
  const knex = 'knex' in database ? database.knex : database
  const { rows } = await knex.raw<{ rows: RecordedKontak[] }>(`${RECORDED} WHERE d.id = :id`, { id })
  return rows[0]
}

/**
 * What waits for a second word, and what can still be taken back.
 * @param window from `readWindow` with the parts of KONTAK_KEY
 * @param scope of a helper: the units whose people are meant today
 */
export async function listRecorded(
  database: Database, window: ListWindow, { unitIds, today }: { unitIds?: readonly string[]; today?: string } = {},
): Promise<ListPage<RecordedKontak>> {
  const { where, order, values } = keysetSql(['d.dicatat_at', 'd.id'], window, 2)
  const found = await database.query<RecordedKontak & { key: string }>({
    text: `${RECORDED.replace('SELECT', 'SELECT d.dicatat_at::text AS key,')} WHERE d.putusan IS NULL
      AND ($1::uuid[] IS NULL OR (SELECT pj.unit_id FROM pegawai_jabatan pj WHERE pj.pegawai_id = d.pegawai_id
        AND pj.valid_from <= $2 AND (pj.valid_to IS NULL OR pj.valid_to > $2) ORDER BY pj.valid_from DESC LIMIT 1) = ANY($1))
      AND ${where} ${order}`,
    values: [unitIds ?? null, today ?? null, ...values],
  })
  return cutPage(found, window, ({ key, id }) => [key, id])
}

/** Keeps what was recorded; what waited about the same column of the person is replaced. @returns its id */
export async function keepRecorded(
  trx: Knex.Transaction, record: {
    readonly pegawaiId: string; readonly kolom: KontakKolom; readonly nilai: string; readonly alasan: string; readonly tiket: string | undefined
    readonly by: string; readonly sebagai: string; readonly at: Date
  },
): Promise<string> {
  // Whoever records at the same time about the same person waits here.
  await trx.raw('SELECT FROM pegawai WHERE id = :pegawaiId FOR NO KEY UPDATE', { pegawaiId: record.pegawaiId })
  await trx.raw(`UPDATE kontak_dicatat SET putusan = 'diganti', diputus_oleh = :by, diputus_at = :at
    WHERE pegawai_id = :pegawaiId AND kolom = :kolom AND putusan IS NULL`, { pegawaiId: record.pegawaiId, kolom: record.kolom, by: record.by, at: record.at })
  const { rows } = await trx.raw<{ rows: [{ id: string }] }>(
    `INSERT INTO kontak_dicatat (pegawai_id, kolom, nilai, alasan, tiket, dicatat_oleh, dicatat_sebagai, dicatat_at)
     VALUES (:pegawaiId, :kolom, :nilai, :alasan, :tiket, :by, :sebagai, :at) RETURNING id`,
    { ...record, tiket: record.tiket ?? null })
  return rows[0].id
}

/** Confirms what waits, once. @returns whether it was this one */
export async function confirmRecorded(
  trx: Knex.Transaction, order: { readonly id: string; readonly by: string; readonly at: Date; readonly inForce: Date },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE kontak_dicatat SET putusan = 'disetujui', diputus_oleh = :by, diputus_at = :at, berlaku_at = :inForce
     WHERE id = :id AND putusan IS NULL AND dicatat_oleh <> :by RETURNING id`, { ...order })
  return rows.length > 0
}

/** Refuses what waits, or takes back what was confirmed and is not in force yet. @returns whether it was this one */
export async function refuseRecorded(
  trx: Knex.Transaction, order: { readonly id: string; readonly by: string; readonly at: Date },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE kontak_dicatat SET putusan = 'ditolak', diputus_oleh = :by, diputus_at = :at, berlaku_at = NULL
     WHERE id = :id AND (putusan IS NULL OR (putusan = 'disetujui' AND berlaku_at > :at)) RETURNING id`, { ...order })
  return rows.length > 0
}

/** What nobody is reached at. */
export const REFUSED_RECORDS: Leftovers = {
  table: 'kontak_dicatat', over: `putusan IN ('ditolak', 'diganti') AND diputus_at < $1`,
}
