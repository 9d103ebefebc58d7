/** The posts of a person as his events tell them, on the post that the last snapshot left: past, present and to come. */
import { dayInWib } from '../../../kernel/lib/clock.ts'
import type { Kept, Post, Told } from './fold.rules.ts'

/** A row of `pegawai_jabatan`, in the order in which they were recorded. */
export interface PostRow {
  readonly id: string
  readonly jabatan_id: string | null
  readonly unit_id: string | null
  readonly eselon: string | null
  readonly tmt: string | null
  readonly valid_from: string
  readonly valid_to: string | null
  /** an event brought it, no snapshot */
  readonly ofEvent: boolean
  /** when the reading began that brought it, ISO 8601 in UTC */
  readonly asOf: string | null
}

export type NewPost = Omit<PostRow, 'id' | 'ofEvent' | 'asOf'>

export interface TimelineChange {
  /** rows that end on another day than they did; one that ends where it begins never was */
  readonly ends: readonly { readonly id: string; readonly valid_to: string | null }[]
  readonly opened: readonly NewPost[]
  readonly fields: readonly ('jabatan' | 'unit')[]
}

export interface ToldPosts {
  readonly posts: readonly Told<Post | null>[]
  readonly units: readonly Told<string>[]
}

/** An event that a snapshot has seen: it came before the reading began, and its day had come. */
export const isAbsorbed = (by: Kept & { readonly diterima_at: string }, asOf: string | null): boolean =>
  asOf !== null && by.diterima_at <= asOf && by.hari <= dayInWib(new Date(asOf))

/** Our ids of what events name: of a jabatan and of a unit, as the source of the event knows them. */
export interface OurIds {
  readonly jabatan: (told: Told<Post | null>) => string | null
  readonly unit: (told: Told<string>) => string | null
}

interface Fact {
  /** first day of the row that it makes */
  readonly from: string
  /** day on which it takes effect by itself */
  readonly hari: string
  readonly changes: Partial<Pick<NewPost, 'jabatan_id' | 'unit_id' | 'eselon'>>
}

/**
 * @param rows of the person, the last recorded one last
 * @returns undefined where events have nothing to say on the post
 */
export function compareTimeline(
  { posts, units }: ToldPosts, rows: readonly PostRow[],
  ids: OurIds,
): TimelineChange | undefined {
  const baseAt = rows.findLastIndex(({ ofEvent }) => !ofEvent)
  const base = rows[baseAt]
  const counts = ({ by }: Told<unknown>): boolean => base === undefined
    || (!isAbsorbed(by as Kept & { diterima_at: string }, base.asOf) && by.hari >= (base.tmt ?? ''))
  const clamp = (day: string): string => base !== undefined && day < base.valid_from ? base.valid_from : day
  const factOf = (by: Kept, changes: Fact['changes']): Fact => ({ hari: by.hari, from: clamp(by.hari), changes })
  const facts: Fact[] = [
    ...posts.filter(counts).map((told) =>
      factOf(told.by, { jabatan_id: ids.jabatan(told), eselon: told.value?.eselon ?? null })),
    ...units.filter(counts).map((told) => factOf(told.by, { unit_id: ids.unit(told) })),
  ]
  if (facts.length === 0) return undefined

  const wanted = timelineOf(facts.toSorted((a, b) => a.hari < b.hari ? -1 : Number(a.hari > b.hari)), base)
  const first = facts.reduce((day, { from }) => from < day ? from : day, facts[0]?.from ?? '')
  const ofEvents = rows.slice(baseAt + 1)
  const kept = new Map(ofEvents.flatMap((row) => {
    const same = wanted.find((one) => keyOf(one) === keyOf(row))
    return same ? [[keyOf(row), row] as const] : []
  }))
  const ends = [
    ...base ? [{ id: base.id, was: base.valid_to, valid_to: first as string | null }] : [],
    ...ofEvents.map((row) => ({
      id: row.id, was: row.valid_to,
      valid_to: kept.get(keyOf(row)) === row ? wanted.find((one) => keyOf(one) === keyOf(row))?.valid_to ?? null : row.valid_from,
    })),
  ].filter(({ was, valid_to }) => was !== valid_to).map(({ id, valid_to }) => ({ id, valid_to }))
  const opened = wanted.filter((one) => !kept.has(keyOf(one)))
  if (ends.length + opened.length === 0) return undefined
  return {
    ends, opened,
    fields: [...facts.some(({ changes }) => 'jabatan_id' in changes) ? ['jabatan' as const] : [],
      ...facts.some(({ changes }) => 'unit_id' in changes) ? ['unit' as const] : []],
  }
}

/** The rows from the first change on, each ending where the next begins. @param facts by day */
function timelineOf(facts: readonly Fact[], base: PostRow | undefined): NewPost[] {
  const { jabatan_id = null, unit_id = null, eselon = null } = base ?? {}
  let state = { jabatan_id, unit_id, eselon }
  const byDay = new Map<string, Omit<NewPost, 'valid_to'>>()
  for (const { from, hari, changes } of facts) {
    state = { ...state, ...changes }
    byDay.set(from, { ...state, tmt: hari, valid_from: from })
  }
  return [...byDay.values()].map((row, index, all) => ({ ...row, valid_to: all[index + 1]?.valid_from ?? null }))
    .filter((row) => row.jabatan_id !== null || row.unit_id !== null)
}

const keyOf = ({ jabatan_id, unit_id, eselon, tmt, valid_from }: Omit<NewPost, 'valid_to'>): string =>
  JSON.stringify([jabatan_id, unit_id, eselon, tmt, valid_from])
