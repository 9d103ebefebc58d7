/** Works out what the events of one person change, from everything that was loaded. Pure. */
import type { StoredPerson } from '../difference/person-snapshot.ts'
import { fold, type Folded, type Kept, type Post, postOf, type Told } from './fold.rules.ts'
import { externalKey } from './kenal.rules.ts'
import { compareTimeline, isAbsorbed, type TimelineChange } from './linimasa.rules.ts'
import { heldBack } from './nasib.rules.ts'
import { changeOf, type PersonChange } from './orang.rules.ts'
import type { IdsOfSources, Surroundings } from './orang.queries.ts'
import { type AssignmentChange, compareLetters } from './penugasan.rules.ts'
import type { Stored } from './simpan.queries.ts'

/** What one person's events come to, against what the directory has. */
export interface Worked {
  readonly id: string
  /** all events of the person, those that cannot be folded yet too */
  readonly events: readonly Stored[]
  readonly change: PersonChange
  readonly posts: TimelineChange | undefined
  readonly letters: AssignmentChange
  /** the brake holds what would end his service */
  readonly isHeld: boolean
}

/** What the events of people are worked out with. */
export interface Stock {
  readonly people: ReadonlyMap<string, StoredPerson>
  readonly surroundings: ReadonlyMap<string, Surroundings>
  readonly units: IdsOfSources
  readonly jabatan: IdsOfSources
  readonly today: string
}

const NOTHING_AROUND: Surroundings = { asOf: null, announced: [], posts: [], assignments: [] }

/** @returns whether the event names no unit, or one of ours */
export const isUnitKnown = ({ sumber, unit }: Stored, units: IdsOfSources): boolean =>
  unit === null || units.has(externalKey(sumber, unit))

/** @param isHeld leaves out what would end the person's service and is not in force yet */
export function work(id: string, events: readonly Stored[], stock: Stock, isHeld: boolean): Worked {
  const { units, jabatan, today } = stock
  const { asOf, announced, posts, assignments } = stock.surroundings.get(id) ?? NOTHING_AROUND
  const before = stock.people.get(id)
  const usable = events.filter((event) => isUnitKnown(event, units) && !(isHeld && heldBack(event)))
  const folded: Folded = fold(usable, today)
  const letters = [...folded.assignments].filter(([, { by }]) => !isAbsorbed(by as Kept & Stored, asOf))
  return {
    id, events, isHeld,
    change: changeOf(folded, { id, events: usable, before, asOf, announced, today }),
    posts: compareTimeline(folded, posts, {
      jabatan: (told) => jabatanIdOf(told, jabatan),
      unit: ({ value, by }) => units.get(externalKey(by.sumber, value)) ?? null,
    }),
    letters: compareLetters(letters, assignments, (sumber, unit) => units.get(externalKey(sumber, unit))),
  }
}

/** A jabatan by the id that the source has for it, or by everything that the event says of one that is in no list. */
interface NamedJabatan extends Post {
  readonly sumber: string
  readonly byItself: string
}

const named = (sumber: string, post: Post): NamedJabatan =>
  ({ ...post, sumber, byItself: `peristiwa:${post.externalId}:${post.jenis}:${post.nama}` })

/** Every jabatan that these events name. */
export const jabatanIn = (events: readonly Stored[]): NamedJabatan[] => events.flatMap((event) => {
  const post = postOf(event)
  return post ? [named(event.sumber, post)] : []
})

function jabatanIdOf({ value, by }: Told<Post | null>, ids: IdsOfSources): string | null {
  if (value === null) return null
  const { externalId, byItself } = named(by.sumber, value)
  return ids.get(externalKey(by.sumber, externalId)) ?? ids.get(externalKey(by.sumber, byItself)) ?? null
}

/** @returns whether anything of the person is another after this */
export function changesAnything({ change: { difference, cancelled, scheduled }, posts, letters }: Worked): boolean {
  return difference.isNew || difference.changes.length > 0 || cancelled.length > 0 || scheduled.length > 0
    || posts !== undefined || letters.ended.length > 0 || letters.opened.length > 0
}
