/** People without a NIP, and what is asked for them, as the staff's pages read them. */
import type { Database } from '../../../kernel/db/database.ts'
import { cutPage, keysetSql, type ListPage, type ListWindow } from '../../../kernel/db/keyset.ts'
import type { TanpaNip } from '../../pegawai/kategori.rules.ts'
import { reachCte } from '../petugas.queries.ts'
import type { Petugas } from '../petugas.ts'

/** What has become of an entry on a day: it waits or was refused, or its person is active, over or ended. */
export const OUTSIDE_STATUS = ['menunggu', 'aktif', 'berakhir', 'diakhiri', 'ditolak'] as const
export type OutsideStatus = (typeof OUTSIDE_STATUS)[number]

/** One row of the list: a person with what brought him in, or something that waits. */
export interface OutsideEntry {
  readonly id: string
  readonly jenis: 'baru' | 'perpanjangan'
  readonly pegawai_id: string | null
  readonly nama: string
  readonly kategori: TanpaNip
  readonly jabatan: string | null
  readonly unit: string
  readonly sampai: string
  readonly status: OutsideStatus
  readonly dibuat_at: Date
  /** The same to the microsecond, for the cursor. */
  readonly kunci: string
}

/** Something asked for, in full. */
export interface OutsideDetail extends OutsideEntry {
  readonly unit_id: string
  readonly gelar_depan: string | null
  readonly gelar_belakang: string | null
  readonly tanggal_lahir: string | null
  readonly jenis_kelamin: 'L' | 'P' | null
  readonly email: string | null
  readonly dasar: string | null
  readonly keadaan: 'menunggu' | 'dikonfirmasi' | 'ditolak'
  readonly dibuat_oleh: string
  readonly pencatat: string
  readonly pemutus: string | null
  readonly diputus_at: Date | null
  readonly alasan: string | null
}

/** One act of a person's history. */
export interface OutsideAct {
  readonly id: string
  readonly jenis: 'baru' | 'perpanjangan' | 'pengakhiran'
  readonly keadaan: 'menunggu' | 'dikonfirmasi' | 'ditolak'
  readonly dasar: string | null
  readonly sampai: string | null
  readonly alasan: string | null
  readonly pencatat: string
  readonly dibuat_at: Date
  readonly pemutus: string | null
  readonly diputus_at: Date | null
}

export interface OutsideFilter {
  readonly status: '' | OutsideStatus
  readonly kategori: string
  /** A part of the name. */
  readonly cari: string
}

const STATUS = `CASE WHEN u.keadaan <> 'dikonfirmasi' THEN u.keadaan WHEN o.keadaan = 'tutup' THEN 'diakhiri'
  WHEN o.berlaku_sampai < $1 OR o.keadaan = 'beku' THEN 'berakhir' ELSE 'aktif' END`

const ENTRY = `u.id, u.jenis, u.pegawai_id, u.nama, u.kategori, u.jabatan,
  (SELECT n.nama FROM unit_nama n WHERE n.unit_id = u.unit_id AND n.valid_from <= $1 ORDER BY n.valid_from DESC LIMIT 1)
    AS unit,
  CASE WHEN u.keadaan = 'dikonfirmasi' THEN o.berlaku_sampai ELSE u.sampai END AS sampai, ${STATUS} AS status,
  u.dibuat_at, u.dibuat_at::text AS kunci`

/**
 * One page, newest first, of OPD in his reach: one statement. A person stands there once, beside what waits for him.
 * @param today official day, YYYY-MM-DD
 */
export async function listOutside(
  database: Database, { isBkd, unitIds }: Petugas, { status, kategori, cari }: OutsideFilter, window: ListWindow,
  today: string,
): Promise<ListPage<OutsideEntry>> {
  const pattern = cari === '' ? '' : `%${cari.replace(/[\\%_]/g, '\\$&')}%`
  const values = [today, isBkd, [...unitIds], kategori, pattern, status]
  const keyset = keysetSql(['u.dibuat_at', 'u.id'], window, values.length)
  const rows = await database.query<OutsideEntry>({
    text: `WITH RECURSIVE ${reachCte('$3::uuid[]')}
      SELECT ${ENTRY} FROM tanpa_nip_usulan u LEFT JOIN pegawai o ON o.id = u.pegawai_id
      WHERE (u.jenis = 'baru' OR u.jenis = 'perpanjangan' AND u.keadaan = 'menunggu')
        AND ($2::boolean OR u.unit_id IN (SELECT id FROM jangkauan)) AND ($4::text = '' OR u.kategori = $4)
        AND ($5::text = '' OR u.nama ILIKE $5) AND ($6::text = '' OR ${STATUS} = $6)
        AND ${keyset.where} ${keyset.order}`,
    values: [...values, ...keyset.values],
  })
  return cutPage(rows, window, ({ kunci, id }) => [kunci, id])
}

/** @returns undefined when nothing of this id is asked for in his reach */
export async function findOutside(
  database: Database, { isBkd, unitIds }: Petugas, id: string, today: string,
): Promise<OutsideDetail | undefined> {
  const [row] = await database.query<OutsideDetail>({
    text: `WITH RECURSIVE ${reachCte('$3::uuid[]')}
      SELECT ${ENTRY}, u.unit_id, u.gelar_depan, u.gelar_belakang, u.tanggal_lahir, u.jenis_kelamin, u.email, u.dasar,
        u.keadaan, u.dibuat_oleh, pencatat.nama AS pencatat, pemutus.nama AS pemutus, u.diputus_at, u.alasan
      FROM tanpa_nip_usulan u LEFT JOIN pegawai o ON o.id = u.pegawai_id
      JOIN pegawai pencatat ON pencatat.id = u.dibuat_oleh LEFT JOIN pegawai pemutus ON pemutus.id = u.diputus_oleh
      WHERE u.id = $4 AND u.jenis <> 'pengakhiran' AND ($2::boolean OR u.unit_id IN (SELECT id FROM jangkauan))`,
    values: [today, isBkd, [...unitIds], id],
  })
  return row
}

/** @returns what was asked and decided about a person, newest first */
export function historyOf(database: Database, pegawaiId: string): Promise<OutsideAct[]> {
  return database.query<OutsideAct>({
    text: `SELECT u.id, u.jenis, u.keadaan, u.dasar, u.sampai, u.alasan, pencatat.nama AS pencatat, u.dibuat_at,
        pemutus.nama AS pemutus, u.diputus_at
      FROM tanpa_nip_usulan u JOIN pegawai pencatat ON pencatat.id = u.dibuat_oleh
      LEFT JOIN pegawai pemutus ON pemutus.id = u.diputus_oleh
      WHERE u.pegawai_id = $1 ORDER BY u.dibuat_at DESC, u.id`,
    values: [pegawaiId],
  })
}

/** The last day and the state that the person's row gives, beside what `findPersonToday` says of today. */
export async function findLastDay(database: Database, pegawaiId: string): Promise<string | undefined> {
  const [row] = await database.query<{ berlaku_sampai: string | null }>({
    text: `SELECT berlaku_sampai FROM pegawai WHERE id = $1 AND kategori <> 'asn'`, values: [pegawaiId],
  })
  return row?.berlaku_sampai ?? undefined
}
