/** What may be shown of an address to whoever has to recognise it. */

export type KontakKolom = 'email' | 'no_hp'

export const KONTAK_LABELS: Readonly<Record<KontakKolom, string>> = { email: 'alamat surel', no_hp: 'nomor telepon' }

/**
 * @param value an e-mail address or a telephone number; null: the source has none any more
 * @returns enough to recognise one's own, not enough to use it
 */
export function maskKontak(value: string | null): string {
  if (value === null) return '(dihapus)'
  const at = value.lastIndexOf('@')
  return at > 0 ? `${value.slice(0, 1)}***${value.slice(at)}` : `***${value.slice(-3)}`
}
