import type { Knex } from 'knex'
import type { Statement } from '../../../kernel/db/database.ts'
import { keysetSql, type ListWindow } from '../../../kernel/db/keyset.ts'
import type { Bidang } from './koreksi.rules.ts'

/** A report as its writer sees it. */
export interface OwnLaporan {
  readonly id: string
  readonly bidang: Bidang
  readonly uraian: string
  readonly createdAt: Date
  readonly jawaban: string | null
  readonly dijawabAt: Date | null
}

/** A report as BKD sees it. */
export interface Laporan extends OwnLaporan {
  /** With all its digits, for the cursor of a page. */
  readonly kunci: string
  readonly pegawaiId: string
  readonly nama: string
  readonly nomor: string | null
}

const OWN = `l.id, l.bidang, l.uraian, l.created_at AS "createdAt", l.jawaban, l.dijawab_at AS "dijawabAt"`

const FOR_BKD = `SELECT ${OWN}, l.created_at::text AS kunci, l.pegawai_id AS "pegawaiId", p.nama,
    (SELECT n.nip FROM pegawai_nip n WHERE n.pegawai_id = p.id AND n.valid_to IS NULL ORDER BY n.valid_from DESC LIMIT 1)
      AS nomor
  FROM laporan_koreksi l JOIN pegawai p ON p.id = l.pegawai_id`

/** The latest reports of a person. */
export function selectOwnLaporan(pegawaiId: string, most: number): Statement {
  return {
    text: `SELECT ${OWN} FROM laporan_koreksi l WHERE l.pegawai_id = $1 ORDER BY l.created_at DESC, l.id LIMIT $2`,
    values: [pegawaiId, most],
  }
}

/** Reports that wait for an answer, one page, newest first. */
export function selectOpenLaporan(window: ListWindow): Statement {
  const { where, order, values } = keysetSql(['l.created_at', 'l.id'], window, 0)
  return { text: `${FOR_BKD} WHERE l.dijawab_at IS NULL AND ${where} ${order}`, values }
}

export const selectLaporan = (id: string): Statement => ({ text: `${FOR_BKD} WHERE l.id = $1`, values: [id] })

/**
 * Keeps a report, unless the person has as many open ones already as one desk can be asked to read. Reports of one person
 * come one after the other.
 * @returns its id; undefined where too many wait
 */
export async function insertLaporan(
  trx: Knex.Transaction, { pegawaiId, bidang, uraian, at, most }:
  { pegawaiId: string; bidang: Bidang; uraian: string; at: Date; most: number },
): Promise<string | undefined> {
  await trx.raw('SELECT FROM pegawai WHERE id = ? FOR NO KEY UPDATE', [pegawaiId])
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `INSERT INTO laporan_koreksi (pegawai_id, bidang, uraian, created_at)
     SELECT :pegawaiId, :bidang, :uraian, :at
     WHERE (SELECT count(*) FROM laporan_koreksi WHERE pegawai_id = :pegawaiId AND dijawab_at IS NULL) < :most
     RETURNING id`,
    { pegawaiId, bidang, uraian, at, most },
  )
  return rows[0]?.id
}

/** Answers a report that waits. @returns whom it is about, undefined where somebody was quicker */
export async function answerLaporan(
  trx: Knex.Transaction, { id, jawaban, oleh, at }: { id: string; jawaban: string; oleh: string; at: Date },
): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { pegawai_id: string }[] }>(
    `UPDATE laporan_koreksi SET jawaban = :jawaban, dijawab_at = :at, dijawab_oleh = :oleh
     WHERE id = :id AND dijawab_at IS NULL RETURNING pegawai_id`,
    { id, jawaban, oleh, at },
  )
  return rows[0]?.pegawai_id
}
