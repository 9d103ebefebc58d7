import type { TestDatabase } from '../helpers/database.ts'
import { dumpTables } from '../helpers/dump.ts'

// What a form that was refused may not have changed.

/** Tables that a form writes to. Without the thousands of a wave: they come with its row, and are told by letter. */
const WRITTEN = [
  'oidc%', 'audit%', 'percobaan%', 'pengiriman%', 'kontak%', 'penugasan%', 'faktor%', 'tantangan%', 'perangkat', 'kode%', 'surat%',
  'tanpa_nip%', 'permintaan_bantuan%', 'gelombang_aktivasi', 'permintaan_aktivasi', 'bukan_saya', 'tautan%', 'account',
  'laporan_koreksi', 'permohonan%', 'kursi%', 'client%', 'aplikasi', 'peran%', 'product_role', 'coba_masuk',
]

/** @returns every row of these tables as text */
export const written = async ({ owner }: Pick<TestDatabase, 'owner'>): Promise<string[]> =>
  (await Promise.all(WRITTEN.map((tables) => dumpTables(owner, tables)))).flat()

/** Rows that came, went or changed. */
export function difference(before: readonly string[], after: readonly string[]): string[] {
  const [were, are] = [new Set(before), new Set(after)]
  return [...before.filter((row) => !are.has(row)), ...after.filter((row) => !were.has(row))]
}

/** That a session was in use is written down whatever came of it. */
export const isLivingSession = (row: string): boolean =>
  row.startsWith('oidc_session ') && row.includes('"destroyed_at": null')
