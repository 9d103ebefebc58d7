import type { Knex } from 'knex'
import { newId } from '../../kernel/lib/ids.ts'
import { type AssignmentDifference, compareAssignments } from './difference/assignments.rules.ts'
import type { Comparison } from './difference/comparison.ts'
import { fillableColumns, fillPerson } from './difference/fill.rules.ts'
import { compareJabatan } from './difference/jabatan.rules.ts'
import { type MatchedRow, matchRows, placeRows, rowsToLookUp } from './difference/match.rules.ts'
import { comparePeople, type PersonDifference } from './difference/people.rules.ts'
import { doubtStrangers, strangersOf } from './difference/stranger.rules.ts'
import { followSuccessors } from './difference/successors.rules.ts'
import type { KnownPerson } from './difference/person-snapshot.ts'
import { compareUnits } from './difference/units.rules.ts'
import type { OnProgress } from './feed.ts'
import {
  loadAssignments, loadFills, loadJabatan, loadKnownPeople, loadLed, loadNamesakes, loadNipOwners, loadPeople, loadUnitSnapshot,
} from './snapshot.queries.ts'
import type { EventGround } from './peristiwa/snapshot.service.ts'
import { findUnknownUnits } from './pemetaan/unknown-units.rules.ts'
import type { Judged, ValidFeed } from './validation/validate.rules.ts'
import type { PenugasanRow } from './validation/penugasan.rules.ts'

export interface CompareContext extends EventGround {
  readonly sumber: string
  /** sources that come first: of whom they know, this one only fills what they never tell, so that nothing goes to and fro */
  readonly leading: readonly string[]
  readonly today: string
  readonly synthetic: boolean
  readonly onProgress: OnProgress
}

const STEPS = 4

/** Reads what a feed has to be compared with, and compares. Writes nothing. */
export async function compareFeed(
  trx: Knex.Transaction, { pegawai, unor, penugasan }: ValidFeed, context: CompareContext,
): Promise<Comparison> {
  const { sumber, today, synthetic } = context
  const { file } = pegawai
  const tell = (done: number): void => context.onProgress({ step: 'compare', done, total: STEPS })

  const snapshot = await loadUnitSnapshot(trx, sumber, today)
  const units = compareUnits(unor?.rows ?? [], snapshot, { file: unor?.file ?? '', sumber, synthetic, newId })
  const newNames = new Map(units.names.map(({ unit_id, nama }) => [unit_id, nama]))
  const unitName = (id: string): string | null => newNames.get(id) ?? snapshot.units.get(id)?.nama ?? null
  tell(1)

  const followed = followSuccessors(units.unitIdOf, snapshot.successors)
  const { placed, quarantined: unplaced, warnings: closed } = placeRows(file, pegawai.rows, followed)
  const known = await loadKnownPeople(trx, sumber, placed.map(({ row }) => row.externalId))
  const owners = await loadNipOwners(trx, rowsToLookUp(placed, known).map(({ row }) => row.nip))
  const { matched: found, quarantined: unmatched } = matchRows(file, placed, known, owners)
  const strangers = strangersOf(found).map(({ row }) => ({ nama: row.columns.nama ?? '', lahir: row.lahir }))
  const namesakes = strangers.length === 0 ? [] : await loadNamesakes(trx, strangers, placed.map(({ row }) => row.nip))
  const { believed: matched, quarantined: doubted, perhaps } = doubtStrangers(file, found, namesakes)
  tell(2)

  const led = await loadLed(trx, matched.flatMap(({ pegawaiId }) => pegawaiId ?? []), context.leading)
  const within = matched.filter(({ pegawaiId }) => pegawaiId === undefined || !context.beyond.has(pegawaiId))
  const differing = within.filter(({ isUnchanged, pegawaiId }) =>
    !isUnchanged && (pegawaiId === undefined || !led.has(pegawaiId)))
  const filled = await compareFills(trx, within, { led, known }, context)
  const storedPeople = new Map([...await loadPeople(trx, differing.flatMap(({ pegawaiId }) => pegawaiId ?? []))]
    .map(([id, person]) => [id, { ...person, post: context.presentPosts.get(id) ?? person.post }]))
  const jabatan = compareJabatan(matched, await loadJabatan(trx, sumber, jabatanIds(matched)), newId)
  const { differences, quarantined: unknown } =
    comparePeople(differing, storedPeople, { file, sumber, today, newId, jabatanIdOf: jabatan.idOf, unitName })
  tell(3)

  const personIdOf = new Map([
    ...matched.flatMap(({ row, pegawaiId }) => pegawaiId === undefined ? [] : [[row.externalId, pegawaiId] as const]),
    ...differences.map(({ externalId, id }) => [externalId, id] as const),
  ])
  const assignments = penugasan && await comparePenugasan(trx, penugasan, pegawai.ids, personIdOf, followed.unitIdOf, context)
  tell(STEPS)
  const unknownUnits = findUnknownUnits({
    pegawai: pegawai.rows, penugasan: penugasan?.rows ?? [], unor: unor?.rows ?? [],
  }, units.unitIdOf)
  return {
    units: { ...units, warnings: [...units.warnings, ...closed] }, jabatan, people: [...differences, ...filled], assignments, unknownUnits,
    names: { snapshot, unitName },
    quarantined: [...unplaced, ...unmatched, ...doubted, ...unknown], perhaps,
  }
}

/** What the feed fills of people whom a source that comes first leads, also where the line is the one of last time. */
async function compareFills(
  trx: Knex.Transaction, rows: readonly MatchedRow[],
  { led, known }: { led: ReadonlyMap<string, readonly ReadonlySet<string>[]>; known: ReadonlyMap<string, KnownPerson> },
  context: CompareContext,
): Promise<PersonDifference[]> {
  const wanted = rows.flatMap((one) => {
    const absences = led.get(one.pegawaiId ?? '')
    const fillable = absences ? fillableColumns(one, absences) : []
    return fillable.length > 0 && one.pegawaiId !== undefined ? [{ one, id: one.pegawaiId, fillable }] : []
  })
  if (wanted.length === 0) return []
  const ids = wanted.map(({ id }) => id)
  const stored = await loadPeople(trx, ids)
  const fills = await loadFills(trx, ids)
  return wanted.flatMap(({ one, id, fillable }) => {
    const before = stored.get(id)
    const ground = { fillable, fills: fills.get(id) ?? [], isKnown: known.has(one.row.externalId) }
    return (before && fillPerson(one, { ...before, post: context.presentPosts.get(id) ?? before.post }, ground, context)) ?? []
  })
}

function jabatanIds(matched: readonly MatchedRow[]): string[] {
  return [...new Set(matched.flatMap(({ row }) => row.post.jabatan?.externalId ?? []))]
}

async function comparePenugasan(
  trx: Knex.Transaction, judged: Judged<PenugasanRow>, peopleIds: ReadonlySet<string>,
  personIdOf: ReadonlyMap<string, string>, unitIdOf: ReadonlyMap<string, string>, { sumber, today, beyond }: CompareContext,
): Promise<AssignmentDifference> {
  const stored = await loadAssignments(trx, sumber, [...personIdOf.values()].filter((id) => !beyond.has(id)))
  const rows = judged.rows.filter(({ personExternalId }) => !beyond.has(personIdOf.get(personExternalId) ?? ''))
  return compareAssignments(rows, stored, {
    file: judged.file, read: judged.read, refused: judged.quarantined, refusedPeople: judged.badIds, today, personIdOf,
    quarantinedPeople: new Set([...peopleIds].filter((id) => !personIdOf.has(id))), unitIdOf,
  })
}
