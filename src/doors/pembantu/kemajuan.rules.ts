import { groupOf, type Jangkauan } from '../../domain/accounts/pembantu/jangkauan.rules.ts'
import type { UnitProgress } from '../../domain/accounts/pembantu/orang.queries.ts'
import type { UnitTree } from '../../domain/pegawai/unit/directory.rules.ts'
import { barsOf, numberInWords } from '../kerja.rules.ts'

type Counts = Omit<UnitProgress, 'unit_id'>

const NONE: Counts = { orang: 0, diundang: 0, dibuka: 0, aktif: 0, berfaktor: 0 }

const add = (one: Counts, other: Counts): Counts => ({
  orang: one.orang + other.orang, diundang: one.diundang + other.diundang, dibuka: one.dibuka + other.dibuka,
  aktif: one.aktif + other.aktif, berfaktor: one.berfaktor + other.berfaktor,
})

const percent = (part: number, whole: number): number => whole === 0 ? 0 : Math.round(part / whole * 100)

/** @returns what the page of the progress shows: all together, and each OPD (or part of the one OPD), the furthest behind first */
export function presentProgress(rows: readonly UnitProgress[], tree: UnitTree, jangkauan: Jangkauan, today: string) {
  const groups = new Map<string, { nama: string; hitungan: Counts }>()
  for (const { unit_id: unitId, ...counts } of rows) {
    const unit = groupOf(tree, jangkauan, unitId, today)
    const key = unit?.id ?? ''
    const before = groups.get(key)
    groups.set(key, { nama: unit?.nama ?? 'Unit tidak dikenal', hitungan: add(before?.hitungan ?? NONE, counts) })
  }
  const all = [...groups.values()].map(({ hitungan }) => hitungan).reduce(add, NONE)
  const sorted = [...groups].toSorted(([, one], [, other]) =>
    percent(one.hitungan.aktif, one.hitungan.orang) - percent(other.hitungan.aktif, other.hitungan.orang)
    || one.nama.localeCompare(other.nama, 'id'))
  return {
    judul: all.orang === 0 ? 'Belum ada orang dalam jangkauan Anda'
      : `${numberInWords(all.aktif)} dari ${numberInWords(all.orang)} orang sudah aktif`,
    jumlah: all.orang,
    tahap: barsOf([
      { label: 'Terdaftar', nilai: all.orang }, { label: 'Diundang', nilai: all.diundang },
      { label: 'Membuka', nilai: all.dibuka }, { label: 'Aktif', nilai: all.aktif },
      { label: 'Dengan langkah kedua', nilai: all.berfaktor },
    ]),
    persen: barsOf(sorted.map(([, { nama, hitungan }]) => ({ label: nama, nilai: percent(hitungan.aktif, hitungan.orang) }))),
    baris: sorted.map(([, { nama, hitungan: { orang, diundang, dibuka, aktif, berfaktor } }]) => [
      nama, ...[orang, diundang, dibuka, aktif, berfaktor].map(numberInWords),
    ]),
  }
}
