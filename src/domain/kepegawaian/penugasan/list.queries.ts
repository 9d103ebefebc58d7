/** Recorded assignments as the staff's pages read them. */
import type { Database } from '../../../kernel/db/database.ts'
import { cutPage, keysetSql, type ListPage, type ListWindow } from '../../../kernel/db/keyset.ts'
import { reachCte } from '../petugas.queries.ts'
import type { Petugas } from '../petugas.ts'
import type { LetterStatus } from './letter.rules.ts'

/** One row of the list. */
export interface LetterEntry {
  readonly id: string
  readonly jenis: 'PLT' | 'PLH' | 'PJ' | 'TT'
  readonly jabatan: string
  readonly unit: string
  readonly nama: string
  readonly mulai: string
  readonly selesai: string
  readonly sk: string
  readonly keadaan: string
  readonly digantikan: boolean
  readonly dibuat_at: Date
  /** The same to the microsecond, for the cursor. */
  readonly kunci: string
}

/** One in full, with who did what and when. */
export interface LetterDetail extends LetterEntry {
  readonly pegawai_id: string
  readonly unit_id: string
  readonly dibuat_oleh: string
  readonly pencatat: string
  readonly pemutus: string | null
  readonly diputus_at: Date | null
  readonly alasan: string | null
  readonly pencabut: string | null
  readonly dicabut_at: Date | null
  readonly alasan_cabut: string | null
  readonly sumber_pengganti: string | null
  readonly digantikan_at: Date | null
  readonly pindaian: { readonly jenis: string; readonly ukuran: number } | null
}

/** What the list is narrowed to; an empty text is everything. */
export interface LetterFilter {
  readonly status: '' | LetterStatus
  readonly jenis: string
  /** A part of the name, the SK or the post. */
  readonly cari: string
}

/** Conditions on `u` and its assignment `p`, with the day as $1; the same as `statusOf`. */
const STATUS: Record<LetterStatus, string> = {
  'menunggu': `u.keadaan = 'menunggu'`,
  'ditolak': `u.keadaan = 'ditolak'`,
  'dicabut': `u.keadaan = 'dicabut'`,
  'digantikan': `u.keadaan = 'dikonfirmasi' AND p.digantikan_oleh IS NOT NULL`,
  'akan-datang': `u.keadaan = 'dikonfirmasi' AND p.digantikan_oleh IS NULL AND u.mulai > $1`,
  'berlaku': `u.keadaan = 'dikonfirmasi' AND p.digantikan_oleh IS NULL AND u.mulai <= $1 AND u.selesai >= $1`,
  'selesai': `u.keadaan = 'dikonfirmasi' AND p.digantikan_oleh IS NULL AND u.selesai < $1`,
}

const unitName = (unit: string): string => `(SELECT n.nama FROM unit_nama n WHERE n.unit_id = ${unit}
  AND n.valid_from <= $1 ORDER BY n.valid_from DESC LIMIT 1)`

const ENTRY = `u.id, u.jenis, u.jabatan, ${unitName('u.unit_id')} AS unit, o.nama, u.mulai, u.selesai, u.sk, u.keadaan,
  p.digantikan_oleh IS NOT NULL AS digantikan, u.dibuat_at, u.dibuat_at::text AS kunci`

const FROM = `FROM penugasan_usulan u JOIN pegawai o ON o.id = u.pegawai_id
  LEFT JOIN penugasan p ON p.id = u.penugasan_id`

/** A part of a text, whatever stands in it: a per cent sign is one. */
const part = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/**
 * One page, newest first, of units in his reach: one statement.
 * @param today official day, YYYY-MM-DD
 */
export async function listLetters(
  database: Database, { isBkd, unitIds }: Petugas, { status, jenis, cari }: LetterFilter, window: ListWindow, today: string,
): Promise<ListPage<LetterEntry>> {
  const values = [today, isBkd, [...unitIds], jenis, cari === '' ? '' : part(cari)]
  const keyset = keysetSql(['u.dibuat_at', 'u.id'], window, values.length)
  const rows = await database.query<LetterEntry>({
    text: `WITH RECURSIVE ${reachCte('$3::uuid[]')} SELECT ${ENTRY} ${FROM}
      WHERE ($2::boolean OR u.unit_id IN (SELECT id FROM jangkauan)) AND ${status === '' ? '$1::date IS NOT NULL' : STATUS[status]}
        AND ($4::text = '' OR u.jenis = $4) AND ($5::text = '' OR o.nama ILIKE $5 OR u.sk ILIKE $5 OR u.jabatan ILIKE $5)
        AND ${keyset.where} ${keyset.order}`,
    values: [...values, ...keyset.values],
  })
  return cutPage(rows, window, ({ kunci, id }) => [kunci, id])
}

/** @returns undefined when there is none of this id in his reach */
export async function findLetter(
  database: Database, { isBkd, unitIds }: Petugas, id: string, today: string,
): Promise<LetterDetail | undefined> {
  const [row] = await database.query<LetterDetail>({
    text: `WITH RECURSIVE ${reachCte('$3::uuid[]')}
      SELECT ${ENTRY}, u.pegawai_id, u.unit_id, u.dibuat_oleh, u.diputus_at, u.alasan, u.dicabut_at, u.alasan_cabut,
        pencatat.nama AS pencatat, pemutus.nama AS pemutus, pencabut.nama AS pencabut,
        pengganti.sumber AS sumber_pengganti, CASE WHEN pengganti.id IS NOT NULL THEN p.ended_at END AS digantikan_at,
        (SELECT json_build_object('jenis', s.jenis, 'ukuran', s.ukuran) FROM penugasan_pindaian s WHERE s.usulan_id = u.id)
          AS pindaian
      ${FROM} JOIN pegawai pencatat ON pencatat.id = u.dibuat_oleh
      LEFT JOIN pegawai pemutus ON pemutus.id = u.diputus_oleh LEFT JOIN pegawai pencabut ON pencabut.id = u.dicabut_oleh
      LEFT JOIN penugasan pengganti ON pengganti.id = p.digantikan_oleh
      WHERE u.id = $4 AND ($2::boolean OR u.unit_id IN (SELECT id FROM jangkauan))`,
    values: [today, isBkd, [...unitIds], id],
  })
  return row
}
