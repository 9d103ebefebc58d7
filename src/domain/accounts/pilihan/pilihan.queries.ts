import type { Statement } from '../../../kernel/db/database.ts'

/** How somebody wants to be written to. */
export interface Pilihan {
  readonly bahasa: 'id' | 'en'
  /** the way that is tried first; null: letters by e-mail, codes by SMS */
  readonly saluran: 'email' | 'sms' | null
}

/** @returns what somebody chose, no row where he has no account */
export const selectPilihan = (pegawaiId: string): Statement => ({
  text: 'SELECT bahasa, saluran_utama AS saluran FROM account WHERE pegawai_id = $1', values: [pegawaiId],
})

/** Writes what somebody chose. */
export const updatePilihan = (pegawaiId: string, { bahasa, saluran }: Pilihan): Statement => ({
  text: 'UPDATE account SET bahasa = $2, saluran_utama = $3 WHERE pegawai_id = $1', values: [pegawaiId, bahasa, saluran],
})
