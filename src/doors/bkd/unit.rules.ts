/** Units and their changes in words, and the form of a change read from an address or a form. */
import { z } from 'zod'
import type { Borne, DirectoryUnit } from '../../domain/pegawai/unit/directory.queries.ts'
import { isAlive, realCode, type UnitTree } from '../../domain/pegawai/unit/directory.rules.ts'
import { isOpdKind } from '../../domain/pegawai/unit/unit.rules.ts'
import type { Reorganisation } from '../../domain/kepegawaian/reorganisasi/plan.queries.ts'
import {
  KINDS, type Plan, type PlanError, type PlanField, type PlanMistake, type ReorganisationKind,
} from '../../domain/kepegawaian/reorganisasi/plan.rules.ts'
import { dayInWords } from '../kerja.rules.ts'

export const KIND_WORDS: Readonly<Record<ReorganisationKind, string>> = {
  gabung: 'Ditutup dan diteruskan unit lain', pecah: 'Dipecah ke beberapa unit', nama: 'Berganti nama',
}

const MISTAKES: Readonly<Record<PlanMistake, string>> = {
  'tidak-ada': 'Unit ini tidak ada.', 'sudah-tutup': 'Unit ini sudah ditutup, atau penutupannya sudah diumumkan.',
  'puncak': 'Pemerintah provinsi sendiri tidak dapat ditutup.', 'bukan-tanggal': 'Tulis tanggal yang ada di kalender.',
  'sudah-lewat': 'Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya.', 'kosong': 'Isian ini harus diisi.',
  'terlalu-panjang': 'Paling banyak 200 huruf.', 'sama': 'Sama dengan yang sekarang.',
  'penerus-tutup': 'Unit penerus tidak ada pada tanggal itu.', 'penerus-di-bawah': 'Penerus berada di bawah unit ini sendiri.',
  'penerus-bukan-opd': 'Sebuah OPD hanya dapat diteruskan oleh OPD.', 'bagian-lain': 'Hanya bagian langsung unit ini yang dapat dibagi, dan hanya bila unit dipecah.',
  'satu-penerus': 'Pemecahan memerlukan sedikitnya satu bagian yang pergi ke unit lain.',
}

/** Fields of the form by what the rule calls them. */
const INPUTS: Readonly<Record<PlanField, string>> = {
  unit: 'jenis', berlaku: 'berlaku', dasar: 'dasar', nama: 'nama', penerus: 'penerus', bagian: 'jenis',
}

export const mistakesByInput = (errors: readonly PlanError[]): Record<string, string> =>
  Object.fromEntries(errors.map(({ field, mistake }) => [INPUTS[field], MISTAKES[mistake]]))

const PART = /^bagian-([0-9a-f-]{36})$/

/** Text fields, and one `bagian-<id>` for each part of the unit. */
export const changeForm = z.looseObject({
  csrf: z.string().catch(''), jenis: z.enum(KINDS).catch('gabung'), penerus: z.string().catch(''),
  nama: z.string().catch(''), berlaku: z.string().catch(''), dasar: z.string().catch(''),
})

export function planOf(unitId: string, form: z.infer<typeof changeForm>): Plan {
  const { jenis, penerus, nama, berlaku, dasar } = form
  const bagian = Object.entries(form).flatMap(([name, value]) => {
    const bagianId = PART.exec(name)?.[1]
    return bagianId === undefined || typeof value !== 'string' || value === '' || value === penerus ? []
      : [{ bagianId, penerusId: value }]
  })
  return {
    jenis, unitId, berlaku, dasar, ...(jenis === 'nama' ? { namaBaru: nama } : { penerusId: penerus }),
    ...(jenis === 'pecah' && { bagian }),
  }
}

const titleOf = (unit: DirectoryUnit, tree: UnitTree): string => {
  const opd = tree.opdOf(unit.id)
  return opd && opd.id !== unit.id ? `${unit.nama}, ${opd.nama}` : unit.nama
}

/** Units that may take over: every OPD, and for a part of one what stands in the same OPD. */
export function successorChoices(unit: DirectoryUnit, tree: UnitTree, today: string): { nilai: string; teks: string }[] {
  const own = tree.opdOf(unit.id)?.id
  const fits = (one: DirectoryUnit): boolean => one.id !== unit.id && isAlive(one, today)
    && (isOpdKind(one.jenis) || (!isOpdKind(unit.jenis) && own !== undefined && tree.opdOf(one.id)?.id === own))
  return tree.units.filter(fits).map((one) => ({ nilai: one.id, teks: titleOf(one, tree) }))
}

/** A row of the list of units for `tabel`. */
export function presentUnit(unit: DirectoryUnit, tree: UnitTree, today: string): unknown[] {
  return [
    { teks: titleOf(unit, tree), href: `/bkd/unit/${unit.id}` }, unit.jenis, realCode(unit) ?? 'belum ada',
    isAlive(unit, today) ? (unit.valid_to === null ? 'Ada' : { teks: `Tutup ${dayInWords(unit.valid_to)}`, lencana: 'warn' })
      : { teks: 'Tutup', lencana: 'bad', kecil: tree.get(unit.successor_id ?? '')?.nama ?? '' },
  ]
}

const BORNE: Readonly<Record<string, string>> = { nama: 'Nama', kunker: 'Kode (kunker)', sinjab: 'Kode SINJAB', simral: 'Kode SIMRAL' }

export const presentBorne = ({ apa, nilai, valid_from, valid_to }: Borne): unknown[] =>
  [BORNE[apa] ?? apa, nilai, dayInWords(valid_from), valid_to === null ? 'sekarang' : `sebelum ${dayInWords(valid_to)}`]

/** A row of the list of changes for `tabel`. */
export function presentChange(change: Reorganisation, tree: UnitTree): unknown[] {
  const { id, jenis, unit_id, penerus_id, nama_baru, berlaku, dasar, diterapkan_at, dibatalkan_at } = change
  const keadaan = dibatalkan_at !== null ? { teks: 'Dibatalkan', lencana: 'warn' }
    : diterapkan_at !== null ? { teks: 'Sudah berlaku', lencana: 'ok' }
      : { teks: 'Diumumkan: batalkan', href: `/bkd/unit/perubahan/${id}` }
  return [
    dayInWords(berlaku), { teks: tree.get(unit_id)?.nama ?? '', kecil: KIND_WORDS[jenis] },
    nama_baru ?? tree.get(penerus_id ?? '')?.nama ?? '', dasar, keadaan,
  ]
}
