/** Assignments as offices write them, in the order in which they are told: who stands in for a post says so first. */
export const PENUGASAN_LABELS = { PLT: 'Plt', PLH: 'Plh', PJ: 'Pj', TT: 'Tugas tambahan' } as const

/** What a letter says, whoever told it; official days, YYYY-MM-DD. */
export interface ToldAssignment {
  readonly jenis: keyof typeof PENUGASAN_LABELS
  readonly jabatan: string
  /** id or name, the same in all that are compared */
  readonly unit: string
  readonly mulai: string
  /** last day; null without an end */
  readonly selesai: string | null
  readonly sk: string | null
}

/** @returns the post without what sources write differently: capitals, blanks, and the kind that stands before it */
export function postWords(jabatan: string): string {
  return jabatan.trim().replace(/\s+/g, ' ').toLowerCase().replace(/^(?:plt|plh|pj)(?:\. ?| )/, '')
}

/**
 * Two sources tell one assignment in two letters: the same kind, post, unit and first day, of one person. Number and end may
 * differ: a letter with a number goes first, then the one that ends earlier, so that nothing lasts longer than both say.
 * @param read what an item says
 * @returns items that tell the same together, the one to show first; groups in the order of their first items
 */
export function groupSame<Item>(items: readonly Item[], read: (item: Item) => ToldAssignment): [Item, ...Item[]][] {
  const keyOf = (item: Item): string => {
    const { jenis, jabatan, unit, mulai } = read(item)
    return JSON.stringify([jenis, postWords(jabatan), unit, mulai])
  }
  return [...Map.groupBy(items, keyOf).values()]
    .map((group) => group.toSorted((one, other) => compareLetters(read(one), read(other))) as [Item, ...Item[]])
}

function compareLetters(one: ToldAssignment, other: ToldAssignment): number {
  const rank = ({ jabatan, selesai, sk }: ToldAssignment): string =>
    JSON.stringify([sk === null ? 1 : 0, selesai ?? 'tanpa akhir', sk, jabatan])
  return rank(one) < rank(other) ? -1 : rank(one) > rank(other) ? 1 : 0
}
