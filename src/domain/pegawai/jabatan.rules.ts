import { canHoldOffice } from './kategori.rules.ts'
import { readKedudukan } from './kedudukan.rules.ts'
import type { PersonToday } from './person.ts'

/**
 * Whether somebody acts in his post and assignments: on study leave or preparing for retirement nobody does (domain.md
 * section 5); who has no NIP is in one only when he was elected to it.
 */
export function holdsPost({ kategori, kedudukan_kode: kode }: Pick<PersonToday, 'kategori' | 'kedudukan_kode'>): boolean {
  if (kode === null) return canHoldOffice(kategori)
  const reading = readKedudukan(kode)
  return reading.tahan || !reading.kedudukan.tanpaJabatan
}
