/**
 * Golongan and pangkat. Source: domain.md section 2.
 * The trap: "III" is a PPPK, "III/a" is a PNS. Only a PNS has a pangkat.
 */

export interface Golongan {
  jenis: 'PNS' | 'PPPK'
  /** "III/a" for a PNS, "IX" for a PPPK */
  golongan: string
  pangkat?: string
}

/** SIASN id, golongan and pangkat of every PNS rank, lowest first. */
const PNS_RANKS: readonly (readonly [string, string, string])[] = [
  ['11', 'I/a', 'Juru Muda'],
  ['12', 'I/b', 'Juru Muda Tingkat I'],
  ['13', 'I/c', 'Juru'],
  ['14', 'I/d', 'Juru Tingkat I'],
  ['21', 'II/a', 'Pengatur Muda'],
  ['22', 'II/b', 'Pengatur Muda Tingkat I'],
  ['23', 'II/c', 'Pengatur'],
  ['24', 'II/d', 'Pengatur Tingkat I'],
  ['31', 'III/a', 'Penata Muda'],
  ['32', 'III/b', 'Penata Muda Tingkat I'],
  ['33', 'III/c', 'Penata'],
  ['34', 'III/d', 'Penata Tingkat I'],
  ['41', 'IV/a', 'Pembina'],
  ['42', 'IV/b', 'Pembina Tingkat I'],
  ['43', 'IV/c', 'Pembina Utama Muda'],
  ['44', 'IV/d', 'Pembina Utama Madya'],
  ['45', 'IV/e', 'Pembina Utama'],
]

const PPPK_RANKS = [
  'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV', 'XV', 'XVI', 'XVII',
] as const

const byText = new Map<string, Golongan>()
const byId = new Map<string, Golongan>()
for (const [id, golongan, pangkat] of PNS_RANKS) {
  const rank: Golongan = Object.freeze({ jenis: 'PNS', golongan, pangkat })
  byId.set(id, rank)
  byText.set(golongan.toUpperCase(), rank)
}
for (const golongan of PPPK_RANKS) byText.set(golongan, Object.freeze({ jenis: 'PPPK', golongan }))

/**
 * Reads a golongan from its text ("III/a", "IX") or its SIASN id ("31").
 *
 * Give it the text where the source has one: an id always reads as a PNS rank, and public code shows exports
 * in which a PPPK carries the id of the PNS rank beside his own. The caller compares `jenis` with the NIP.
 *
 * @param value capitals and blanks do not matter
 * @returns undefined for a value nobody knows; it is never guessed
 */
export function readGolongan(value: string): Golongan | undefined {
  const key = value.replace(/\s/gu, '').toUpperCase()
  return byText.get(key) ?? byId.get(key)
}

/** The SIASN id of a PNS golongan ("III/a" gives "31"); undefined for a PPPK, who has none here. */
export function golonganId(golongan: string): string | undefined {
  return PNS_RANKS.find(([, text]) => text === golongan)?.[0]
}
