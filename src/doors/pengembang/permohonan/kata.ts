import type { PermohonanDaftar } from '../../../domain/permohonan/alur/index.ts'
import { agoInWords } from '../../kerja.rules.ts'
import { jamInWords, KEADAAN } from '../../permohonan.kata.ts'
import { pathOf } from './permohonan.ts'

/** @returns a row of the list: application, state, whose desk, how long */
export function rowOf(row: PermohonanDaftar, now: Date) {
  const { id, nomor, nama, opd, keadaan, jenis, meja } = row
  const [first] = meja
  const isMine = keadaan === 'draf' || keadaan === 'dikembalikan'
  const kecil = [nomor ?? 'belum bernomor', ...jenis === 'perubahan' ? ['perubahan'] : []].join(', ')
  return [
    { teks: nama === '' ? 'Permohonan tanpa nama' : nama, href: pathOf(id), kecil }, opd, KEADAAN[keadaan],
    isMine ? 'Anda' : meja.map(({ judul }) => judul).join(', ') || 'tidak ada',
    first && !isMine ? { ...jamInWords(first.jam), kecil: `${jamInWords(first.jam).sisa}, sejak ${agoInWords(first.sejak, now)}` }
      : agoInWords(row.selesai_at ?? row.created_at, now),
  ]
}
