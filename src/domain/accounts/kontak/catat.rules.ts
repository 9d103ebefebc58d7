/** What the staff types as somebody's address or number. */
import { parseSurel } from '../../pegawai/surel.rules.ts'
import { isSeluler, parseTelepon } from '../../pegawai/telepon.rules.ts'
import type { KontakKolom } from './kontak.rules.ts'

/** @returns the stored form, undefined for what no message can go to */
export function readKontak(kolom: KontakKolom, typed: string): string | undefined {
  const text = typed.trim()
  if (kolom === 'email') return parseSurel(text)
  const nomor = parseTelepon(text)
  return nomor !== undefined && isSeluler(nomor) ? nomor : undefined
}
