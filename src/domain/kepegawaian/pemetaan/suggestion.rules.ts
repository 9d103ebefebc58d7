/** What an unknown unit or jabatan of a source may be: proposals for a person, who decides. */
import { nameKey } from '../../pegawai/unit/unit-name.rules.ts'
import { likeness, tellingWords, trigramsOf } from './likeness.rules.ts'

/** Something that it may be. */
export interface Candidate {
  readonly id: string
  readonly nama: string
  /** other spellings that documents print */
  readonly aliases: readonly string[]
  /** its real code; null for an invented one or none */
  readonly kode: string | null
  /** first four digits of the real code of its OPD: kunker[0:4] (domain.md section 4) */
  readonly akar: string | null
}

/** What is to be told: the name may be missing, the id may be a code of 15 digits. */
export interface Wanted {
  readonly externalId: string
  readonly nama: string | null
}

/** `kode`: the same code; `alias`, `nama`: the same words; `mirip`: alike. */
export type SuggestionReason = 'kode' | 'alias' | 'nama' | 'mirip'

export interface Suggestion {
  readonly id: string
  readonly sebab: SuggestionReason
  /** 0 to 1 */
  readonly skor: number
  /** nothing else fits as well, so that it may be accepted together with others; never for what is only alike */
  readonly pasti: boolean
}

export interface CandidateIndex {
  readonly all: readonly (Candidate & { readonly trigrams: ReadonlySet<string> })[]
  readonly byCode: ReadonlyMap<string, readonly string[]>
  readonly byName: ReadonlyMap<string, readonly string[]>
  readonly byAlias: ReadonlyMap<string, readonly string[]>
  readonly rootOf: ReadonlyMap<string, string | null>
}

const LEAST_LIKENESS = 0.4
const SCORES = { kode: 1, alias: 0.98, nama: 0.95 } as const
/** What is alike is never as sure as the same words. */
const MOST_ALIKE = 0.9
/** Another OPD by the digits: the same name in another house. */
const OTHER_ROOT = 0.5

const KUNKER = /^\d{15}$/

function group(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const grouped = new Map<string, string[]>()
  for (const [key, id] of pairs) if (key !== '') grouped.set(key, [...grouped.get(key) ?? [], id])
  return grouped
}

/** Prepares what many are compared with. */
export function indexCandidates(candidates: readonly Candidate[]): CandidateIndex {
  return {
    all: candidates.map((one) => ({ ...one, trigrams: trigramsOf(tellingWords(one.nama)) })),
    byCode: group(candidates.flatMap(({ id, kode }) => kode === null ? [] : [[kode, id] as const])),
    byName: group(candidates.map(({ id, nama }) => [nameKey(nama), id] as const)),
    byAlias: group(candidates.flatMap(({ id, aliases }) => aliases.map((alias) => [nameKey(alias), id] as const))),
    rootOf: new Map(candidates.map(({ id, akar }) => [id, akar])),
  }
}

/** @returns the one that it must be by code or words, undefined when none or several fit */
export function exactSuggestion(wanted: Wanted, index: CandidateIndex): Suggestion | undefined {
  const key = nameKey(wanted.nama ?? '')
  const ways: readonly (readonly [keyof typeof SCORES, readonly string[]])[] = [
    ['kode', index.byCode.get(wanted.externalId) ?? []],
    ['nama', index.byName.get(key) ?? []],
    ['alias', index.byAlias.get(key) ?? []],
  ]
  for (const [sebab, ids] of ways) {
    const fitting = sebab === 'kode' ? ids : ids.filter((id) => isSameHouse(wanted, index.rootOf.get(id) ?? null))
    const [only, ...others] = new Set(fitting)
    if (only !== undefined && others.length === 0) return { id: only, sebab, skor: SCORES[sebab], pasti: true }
  }
  return undefined
}

/** A code that names another OPD speaks against; without a code, or an OPD without one, nothing does. */
function isSameHouse({ externalId }: Wanted, akar: string | null): boolean {
  return akar === null || !KUNKER.test(externalId) || externalId.startsWith(akar)
}

/** @returns proposals, the best first; ties in the order of the candidates */
export function suggest(wanted: Wanted, index: CandidateIndex, most = 5): Suggestion[] {
  const sure = exactSuggestion(wanted, index)
  const key = nameKey(wanted.nama ?? '')
  const runs = trigramsOf(tellingWords(wanted.nama ?? ''))
  const same = new Set([...index.byName.get(key) ?? [], ...index.byAlias.get(key) ?? []])
  const others = index.all.filter(({ id }) => id !== sure?.id).flatMap(({ id, akar, trigrams }): Suggestion[] => {
    const alike = likeness(runs, trigrams)
    const isSame = same.has(id)
    if (!isSame && alike < LEAST_LIKENESS) return []
    const base = isSame ? SCORES.nama : MOST_ALIKE * alike
    const skor = isSameHouse(wanted, akar) ? base : base * OTHER_ROOT
    return [{ id, sebab: isSame ? 'nama' : 'mirip', skor, pasti: false }]
  })
  return [...sure ? [sure] : [], ...others.toSorted((a, b) => b.skor - a.skor)].slice(0, most)
}
