import type { Database } from '../../../kernel/db/database.ts'
import { cutPage, KEY_PARTS, keysetSql, type ListPage, type ListWindow } from '../../../kernel/db/keyset.ts'
import type { KunciLangkah, Permohonan } from '../permohonan.ts'
import type { Waktu } from './jam-langkah.rules.ts'
import { HOLIDAYS, unitName, withInstants } from './meja.queries.ts'

export interface DaftarRow extends Pick<Permohonan, 'id' | 'nomor' | 'jenis' | 'keadaan' | 'prosedur' | 'versi' | 'created_at' | 'diajukan_at' | 'selesai_at'> {
  readonly client_id: string | null
  readonly nama: string
  readonly opd: string
  readonly kunjungan: readonly (Waktu & { readonly id: string; readonly langkah: KunciLangkah })[]
  readonly libur: readonly string[]
}

/** Forms of the key of a row of the list. */
export const PERMOHONAN_KEY = [KEY_PARTS.instant, KEY_PARTS.uuid]

const LIST = `
  SELECT p.created_at::text AS key, p.id, p.nomor, p.jenis, p.keadaan, p.prosedur, p.versi, p.created_at, p.diajukan_at, p.selesai_at,
    p.client_id, coalesce(p.isi ->> 'nama', '') AS nama, ${unitName('p.unit_id')} AS opd, ${HOLIDAYS} AS libur,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'langkah', s.langkah, 'unit_id', s.unit_id, 'mulai_at', s.mulai_at,
       'selesai_at', s.selesai_at, 'batas_hari', s.batas_hari) ORDER BY s.mulai_at, s.ke), '[]')
     FROM permohonan_langkah s WHERE s.permohonan_id = p.id) AS kunjungan
  FROM permohonan p
  WHERE p.unit_id IN (
    WITH RECURSIVE below AS (
      SELECT id FROM unit_kerja WHERE id = ANY($2::uuid[])
      UNION SELECT u.id FROM unit_kerja u JOIN below ON u.induk_id = below.id
    ) SELECT id FROM below)`

type Raw = Omit<DaftarRow, 'kunjungan'> & {
  readonly key: string
  readonly kunjungan: readonly (Omit<DaftarRow['kunjungan'][number], 'mulai_at' | 'selesai_at'> & {
    readonly mulai_at: string; readonly selesai_at: string | null
  })[]
}

/**
 * @param units ids of units whose applications are meant, and of all below them
 * @param window from `readWindow` with the parts of PERMOHONAN_KEY
 */
export async function findDaftar(
  database: Database, { units, today }: { readonly units: readonly string[]; readonly today: string }, window: ListWindow,
): Promise<ListPage<DaftarRow>> {
  const { where, order, values } = keysetSql(['p.created_at', 'p.id'], window, 2)
  const found = await database.query<Raw>({ text: `${LIST} AND ${where} ${order}`, values: [today, [...units], ...values] })
  const page = cutPage(found, window, ({ key, id }) => [key, id])
  return { ...page, rows: page.rows.map((row) => ({ ...row, kunjungan: row.kunjungan.map(withInstants) })) }
}
