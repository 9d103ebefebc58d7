export interface NamedPerson {
  readonly nama: string
  readonly gelar_depan: string | null
  readonly gelar_belakang: string | null
}

/** @returns the name as it is written on a letter: "Dr. Siti Aminah, S.Kom., M.Si." */
export function namaLengkap({ nama, gelar_depan: depan, gelar_belakang: belakang }: NamedPerson): string {
  const front = depan ? `${depan} ${nama}` : nama
  return belakang ? `${front}, ${belakang}` : front
}

/**
 * Given and family name where they can be told. Most Indonesian names have no family name, and nothing in the data says
 * which do: only a single word is certain, it is a given name. Everything else is left out rather than guessed.
 */
export function bagianNama(nama: string): { given_name?: string; family_name?: string } {
  const words = nama.trim().split(/\s+/)
  return words.length === 1 && words[0] ? { given_name: words[0] } : {}
}

/** @returns the first word of a name that is no abbreviation, "Rizki" of "M. Rizki": enough for its bearer */
export function namaDepan(nama: string): string {
  const words = nama.trim().split(/\s+/)
  return words.find((word) => word.length > 2 && !word.endsWith('.')) ?? words[0] ?? ''
}
