import type { Gelombang } from '../../domain/accounts/aktivasi/gelombang.queries.ts'
import type { OrangRow } from '../../domain/accounts/pembantu/orang.queries.ts'
import { maskNomor } from '../../domain/pegawai/nomor.rules.ts'
import type { UnitTree } from '../../domain/pegawai/unit/directory.rules.ts'
import { instantInWords, numberInWords } from '../kerja.rules.ts'

const unitName = (tree: UnitTree, id: string): string => tree.get(id)?.nama ?? 'Unit tidak dikenal'

/** @returns a wave as a row of the list */
export const waveRow = ({ id, unit_id: unitId, dibuat_at: at, orang, aktif }: Gelombang, tree: UnitTree) => [
  { teks: unitName(tree, unitId), href: `/pembantu/gelombang/${id}`, kecil: instantInWords(at) },
  numberInWords(orang), numberInWords(aktif),
]

/** Where somebody stands who has no account yet. */
const standing = ({ dibuka, bersurat, diundang }: OrangRow) => {
  if (dibuka) return { teks: 'Membuka', lencana: 'ok' }
  if (bersurat) return { teks: 'Surat dicetak', lencana: '' }
  return diundang ? { teks: 'Diundang', lencana: '' } : { teks: 'Belum diundang', lencana: 'warn' }
}

/** @returns somebody without an account, or with one, as a row of a list */
export const personRow = (orang: OrangRow, tree: UnitTree) => [
  { teks: orang.nama, href: `/pembantu/orang/${orang.id}`, kecil: maskNomor(orang.nomor) },
  unitName(tree, orang.unit_id), orang.aktif ? { teks: 'Aktif', lencana: 'ok' } : standing(orang),
]

/** @param people of the wave who have no account yet */
export function presentWave(wave: Gelombang, people: readonly OrangRow[], tree: UnitTree) {
  const { id, orang, aktif, diingatkan, tanpa_kontak: tanpaKontak } = wave
  return {
    judul: `${numberInWords(aktif)} dari ${numberInWords(orang)} orang sudah aktif`, unit: unitName(tree, wave.unit_id),
    mulai: instantInWords(wave.dibuat_at), orang, aktif, diingatkan, tanpaKontak, belum: orang - aktif, action: `/pembantu/gelombang/${id}`,
    tanpaSurat: people.filter(({ bersurat }) => !bersurat).length,
    baris: people.map((one) => personRow(one, tree)), lebih: orang - aktif > people.length,
  }
}
