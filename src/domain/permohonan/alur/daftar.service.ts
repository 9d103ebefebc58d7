import type { Database } from '../../../kernel/db/database.ts'
import type { ListPage, ListWindow } from '../../../kernel/db/keyset.ts'
import { type DaftarRow, findDaftar } from './daftar.queries.ts'
import { langkahOf, prosedurOf } from './definisi.ts'
import { clockOfVisit } from './jam-langkah.rules.ts'
import type { Jam } from './jam.rules.ts'

/** A desk that has it now, since when, and its clock. */
export interface MejaDaftar {
  readonly langkahId: string
  readonly judul: string
  readonly sejak: Date
  readonly jam: Jam
}

export type PermohonanDaftar = Omit<DaftarRow, 'kunjungan' | 'libur'> & { readonly meja: readonly MejaDaftar[] }

function tell({ kunjungan, libur, ...row }: DaftarRow, now: Date): PermohonanDaftar {
  const prosedur = prosedurOf(row)
  const open = kunjungan.filter(({ selesai_at: end }) => end === null)
  return {
    ...row,
    meja: open.map((one) => ({
      langkahId: one.id, judul: langkahOf(prosedur, one.langkah).judul, sejak: one.mulai_at,
      jam: clockOfVisit(one, { prosedur, semua: kunjungan, libur: new Set(libur), now }),
    })),
  }
}

/**
 * Applications of some units and all below, the newest first, with the desks that have them and for how long: one statement.
 * @param order `units` of whoever asks; `today` official day in WIB; `window` from `readWindow` with PERMOHONAN_KEY
 */
export async function applicationsOf(
  database: Database,
  { units, today, now, window }: { units: readonly string[]; today: string; now: Date; window: ListWindow },
): Promise<ListPage<PermohonanDaftar>> {
  const page = await findDaftar(database, { units, today }, window)
  return { ...page, rows: page.rows.map((row) => tell(row, now)) }
}
