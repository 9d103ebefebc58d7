/** People decide what a source means: unknown units, and jabatan that another source names differently. */
import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { actAs, type Act } from '../../audit/act.ts'
import type { Actor } from '../../audit/index.ts'
import { allUnits } from '../../pegawai/unit/directory.queries.ts'
import { isAlive, realCode, treeOf } from '../../pegawai/unit/directory.rules.ts'
import { waitForUnit } from '../peristiwa/daftar.queries.ts'
import { lockDirectory } from '../peristiwa/terapkan.queries.ts'
import { allJabatan, bindJabatan, type JabatanPair, type SourceJabatan, unbindJabatan } from './jabatan.queries.ts'
import {
  bindUnits, type Mapped, revokeMapping, type TakenBack, unbindUnit, type UnitPair, type WaitingUnit, waitingUnits,
} from './mapping.queries.ts'
import {
  type Candidate, type CandidateIndex, exactSuggestion, indexCandidates, type Suggestion,
} from './suggestion.rules.ts'

/** Who decides, and on what. */
export interface MappingContext {
  readonly database: Database
  readonly clock: Clock
  readonly actor: Actor
}

/** More than a person looks through before he says yes to all of them. */
const MOST_AT_ONCE = 500

function tellMapped(tell: Act['tell'], jenis: 'unit' | 'jabatan', mapped: readonly Mapped[]): void {
  for (const { sumber, external_id, sasaran } of mapped) {
    tell({ kind: 'pemetaan.ditetapkan', data: { jenis, sumber, external_id, sasaran } })
  }
}

/**
 * Maps unknown units of a source. Their people are applied with the next run of it, and events that wait for them within
 * seconds (peristiwa/ulang.service.ts).
 * @returns what was mapped: what waits no more, or a target that is closed, is left out
 */
export function mapUnits(context: MappingContext, pairs: readonly UnitPair[]): Promise<Mapped[]> {
  const { actor, clock } = context
  return actAs(context, async ({ trx, at, tell }) => {
    const mapped = await bindUnits(trx, pairs, { by: actor, at, today: clock.today() })
    tellMapped(tell, 'unit', mapped)
    return mapped
  })
}

/** Says of jabatan which ones of another source they mean: tokens tell the `jabatan.id` of those from then on. */
export function mapJabatan(context: MappingContext, pairs: readonly JabatanPair[]): Promise<Mapped[]> {
  return actAs(context, async ({ trx, at, tell }) => {
    const mapped = await bindJabatan(trx, pairs, { by: context.actor, at })
    tellMapped(tell, 'jabatan', mapped)
    return mapped
  })
}

/**
 * Takes a decision back. Lines of an unmapped unit go to quarantine with the next run, and events that name it wait again;
 * their people keep what they have.
 * @returns undefined when it holds no more
 */
export function takeBackMapping(context: MappingContext, id: string): Promise<TakenBack | undefined> {
  return actAs(context, async ({ trx, at, tell }) => {
    // Nobody applies an event by what is taken back here.
    await lockDirectory(trx)
    const taken = await revokeMapping(trx, id, { by: context.actor, at })
    if (!taken) return undefined
    if (taken.jenis === 'unit') {
      await unbindUnit(trx, taken)
      await waitForUnit(trx, taken)
    } else await unbindJabatan(trx, taken)
    const { jenis, sumber, external_id, sasaran } = taken
    tell({ kind: 'pemetaan.dibatalkan', data: { jenis, sumber, external_id, sasaran } })
    return taken
  })
}

/** A unit that a person may choose. */
export interface UnitChoice extends Candidate {
  readonly jenis: string
  readonly opd: string | null
}

/** Living units with what tells them apart, and the index to look them up by. */
export async function unitChoices(
  { database, clock }: Pick<MappingContext, 'database' | 'clock'>,
): Promise<{ readonly byId: ReadonlyMap<string, UnitChoice>; readonly index: CandidateIndex }> {
  const today = clock.today()
  const tree = treeOf(await allUnits(database, today))
  const choices = tree.units.filter((unit) => isAlive(unit, today)).map((unit): UnitChoice => {
    const opd = tree.opdOf(unit.id)
    return {
      id: unit.id, nama: unit.nama, jenis: unit.jenis, aliases: unit.aliases, kode: realCode(unit),
      akar: (opd && realCode(opd))?.slice(0, 4) ?? null, opd: opd && opd.id !== unit.id ? opd.nama : null,
    }
  })
  return { byId: new Map(choices.map((choice) => [choice.id, choice])), index: indexCandidates(choices) }
}

/** A waiting thing with the one that it must be. */
export interface SurePair<Waiting> {
  readonly waiting: Waiting
  readonly suggestion: Suggestion
}

/** @returns the waiting units of which code or words leave no doubt, those of most people first */
export async function sureUnits(
  { database }: Pick<MappingContext, 'database'>, index: CandidateIndex,
): Promise<SurePair<WaitingUnit>[]> {
  const waiting = await waitingUnits(database, { most: MOST_AT_ONCE })
  return waiting.flatMap((unit) => {
    const suggestion = exactSuggestion({ externalId: unit.external_id, nama: unit.nama }, index)
    return suggestion ? [{ waiting: unit, suggestion }] : []
  })
}

/** A jabatan of one source and what it may be in the others. */
export interface UnmappedJabatan {
  readonly jabatan: SourceJabatan
  readonly index: CandidateIndex
}

/** The source whose ids of jabatan are the ones that tokens tell; others are mapped onto it. */
export const LEADING_SOURCE = 'siasn'

/** Jabatan of the other sources that stand for themselves, each with the leading source's of its kind to choose from. */
export async function unmappedJabatan(
  { database, clock }: Pick<MappingContext, 'database' | 'clock'>,
): Promise<{ readonly unmapped: readonly UnmappedJabatan[]; readonly byId: ReadonlyMap<string, SourceJabatan> }> {
  const all = await allJabatan(database, clock.today())
  const leading = Map.groupBy(all.filter(({ sumber }) => sumber === LEADING_SOURCE), ({ jenis }) => jenis)
  const indexes = new Map([...leading].map(([jenis, list]) => [jenis, indexCandidates(list.map(({ id, nama }) =>
    ({ id, nama, aliases: [], kode: null, akar: null })))]))
  const none = indexCandidates([])
  return {
    byId: new Map(all.map((jabatan) => [jabatan.id, jabatan])),
    unmapped: all.filter(({ sumber, padanan_id }) => sumber !== LEADING_SOURCE && padanan_id === null)
      .map((jabatan) => ({ jabatan, index: indexes.get(jabatan.jenis) ?? none })),
  }
}

/** @returns the jabatan of which the words leave no doubt */
export function sureJabatan(unmapped: readonly UnmappedJabatan[]): SurePair<SourceJabatan>[] {
  return unmapped.flatMap(({ jabatan, index }) => {
    const suggestion = exactSuggestion({ externalId: jabatan.external_id, nama: jabatan.nama }, index)
    return suggestion ? [{ waiting: jabatan, suggestion }] : []
  })
}
