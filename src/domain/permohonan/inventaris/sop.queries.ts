import type { Database } from '../../../kernel/db/database.ts'
import type { Waktu } from '../alur/jam-langkah.rules.ts'
import type { Keadaan } from '../permohonan.ts'

/** An application that was filed, with every visit of its steps. */
export interface Filed {
  readonly prosedur: string
  readonly versi: number
  readonly keadaan: Keadaan
  readonly kunjungan: readonly Waktu[]
}

type Told = Omit<Waktu, 'mulai_at' | 'selesai_at'> & { readonly mulai_at: string; readonly selesai_at: string | null }

/**
 * @param since only of those that are not ended yet, or ended later than this
 * @returns in one statement, the oldest first
 */
export async function findFiled(database: Database, since: Date): Promise<Filed[]> {
  const rows = await database.query<Omit<Filed, 'kunjungan'> & { readonly kunjungan: readonly Told[] }>({
    text: `SELECT p.prosedur, p.versi, p.keadaan,
        jsonb_agg(jsonb_build_object('langkah', v.langkah, 'unit_id', v.unit_id, 'mulai_at', v.mulai_at,
          'selesai_at', v.selesai_at, 'batas_hari', v.batas_hari) ORDER BY v.mulai_at, v.ke) AS kunjungan
      FROM permohonan p JOIN permohonan_langkah v ON v.permohonan_id = p.id
      WHERE p.selesai_at IS NULL OR p.selesai_at > $1
      GROUP BY p.id ORDER BY p.diajukan_at, p.id`,
    values: [since],
  })
  return rows.map(({ kunjungan, ...row }) => ({
    ...row, kunjungan: kunjungan.map(({ mulai_at: from, selesai_at: to, ...one }) => (
      { ...one, mulai_at: new Date(from), selesai_at: to === null ? null : new Date(to) })),
  }))
}

/** @returns days on which nobody works, `YYYY-MM-DD` */
export async function findHolidays(database: Database): Promise<ReadonlySet<string>> {
  const rows = await database.query<{ tanggal: string }>({ text: 'SELECT tanggal::text FROM hari_libur', values: [] })
  return new Set(rows.map(({ tanggal }) => tanggal))
}
