/** The whole file of an application on one page: what it says, every step with its clock, who decided what, whose desk it is. */
import type { Database } from '../../../kernel/db/database.ts'
import { type Isian, readIsian } from '../formulir/isian.schema.ts'
import type { Permohonan } from '../permohonan.ts'
import { type BerkasRow, findBerkas, type KunjunganBerkas, type Lampiran } from './berkas.queries.ts'
import { type Langkah, type Prosedur, prosedurOf } from './definisi.ts'
import { clockOfVisit } from './jam-langkah.rules.ts'
import type { Jam } from './jam.rules.ts'
import { type Diputus, isPassed } from './langkah.rules.ts'
import { type OrangMeja, peopleAt } from './pemegang.service.ts'

export interface KunjunganBerjam extends KunjunganBerkas {
  readonly jam: Jam
}

/** A step of the procedure and how far this application is with it. */
export interface LangkahBerkas {
  readonly langkah: Langkah
  readonly keadaan: 'lewat' | 'sekarang' | 'belum' | 'tidak-perlu'
  /** the oldest first */
  readonly kunjungan: readonly KunjunganBerjam[]
}

/** A desk that has it now, and who sits there; nobody: it is vacant and has no substitute. */
export interface MejaSekarang {
  readonly langkahId: string
  readonly langkah: Langkah
  /** whose desk, where it is one of an OPD */
  readonly unit: string | null
  readonly pemegang: readonly OrangMeja[]
}

export interface PermohonanFile {
  readonly permohonan: Permohonan
  readonly isian: Isian
  /** what it said when it was filed the time before; undefined: it was filed once at most */
  readonly sebelumnya: Isian | undefined
  readonly prosedur: Prosedur
  readonly opd: string
  readonly pemohon: string
  readonly aplikasi: string | null
  readonly klien: string | null
  readonly langkah: readonly LangkahBerkas[]
  readonly meja: readonly MejaSekarang[]
  readonly lampiran: readonly Lampiran[]
}

function stepsOf(row: BerkasRow, prosedur: Prosedur, now: Date): LangkahBerkas[] {
  const { permohonan, kunjungan } = row
  const libur = new Set(row.libur)
  const keputusan = kunjungan.flatMap(({ langkah, unit_id, keputusan: one }): Diputus[] => one ? [{ ...one, langkah, unit_id }] : [])
  return prosedur.langkah.map((langkah) => {
    const own = kunjungan.filter((one) => one.langkah === langkah.kunci)
    const isUnused = langkah.jenis === 'gerbang' && !permohonan.gerbang.includes(langkah.kunci)
    const keadaan = own.some(({ selesai_at: end }) => end === null) ? 'sekarang' as const
      : isUnused ? 'tidak-perlu' as const
        : isPassed(langkah.kunci, { prosedur, permohonan, keputusan }) ? 'lewat' as const : 'belum' as const
    return {
      langkah, keadaan,
      kunjungan: own.map((one) => ({ ...one, jam: clockOfVisit(one, { prosedur, semua: kunjungan, libur, now }) })),
    }
  })
}

/**
 * One statement, and one more for each desk that has it now.
 * @param order `today` official day in WIB, `now` of which the clocks are told
 * @returns undefined when there is none of this id
 */
export async function fileOf(
  database: Database, { id, today, now }: { readonly id: string; readonly today: string; readonly now: Date },
): Promise<PermohonanFile | undefined> {
  const row = await findBerkas(database, { id, today })
  if (row === undefined) return undefined
  const { permohonan, opd, pemohon, aplikasi, klien, lampiran, sebelumnya } = row
  const prosedur = prosedurOf(permohonan)
  const langkah = stepsOf(row, prosedur, now)
  const open = langkah.flatMap((one) => one.kunjungan.filter(({ selesai_at: end }) => end === null).map((visit) => ({ ...one, visit })))
  return {
    permohonan, prosedur, opd, pemohon, aplikasi, klien, langkah, lampiran, isian: readIsian(permohonan.isi),
    sebelumnya: sebelumnya === undefined ? undefined : readIsian(sebelumnya),
    meja: await Promise.all(open.map(async ({ langkah: one, visit }) => ({
      langkahId: visit.id, langkah: one, unit: visit.unit,
      pemegang: await peopleAt(database, { peran: one.peran, unitId: visit.unit_id, today }),
    }))),
  }
}
