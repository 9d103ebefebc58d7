/** What of a person's data can be said to be wrong, in the order of the page. */
export const BIDANG = ['nama', 'jabatan', 'unit', 'golongan', 'kontak', 'lain'] as const

export type Bidang = typeof BIDANG[number]

/** Open reports of one person: more tell BKD nothing that one does not. */
export const MOST_OPEN = 5

export const LONGEST = 1000

/** Too short to mend anything by. */
export const SHORTEST = 10

export type KoreksiMistake = { readonly field: 'bidang' | 'uraian'; readonly reason: 'kosong' | 'pendek' | 'panjang' }

const isBidang = (text: string): text is Bidang => (BIDANG as readonly string[]).includes(text)

/** @returns the report as it is kept, or everything that is wrong with it */
export function readKoreksi(
  input: { bidang: string; uraian: string },
): { readonly bidang: Bidang; readonly uraian: string } | { readonly mistakes: readonly KoreksiMistake[] } {
  const uraian = input.uraian.trim()
  const mistakes: KoreksiMistake[] = []
  if (!isBidang(input.bidang)) mistakes.push({ field: 'bidang', reason: 'kosong' })
  if (uraian.length < SHORTEST) mistakes.push({ field: 'uraian', reason: 'pendek' })
  if (uraian.length > LONGEST) mistakes.push({ field: 'uraian', reason: 'panjang' })
  return isBidang(input.bidang) && mistakes.length === 0 ? { bidang: input.bidang, uraian } : { mistakes }
}
