/** Brings the database to what a comparison says, with a bounded number of statements in the caller's transaction. */
import type { Knex } from 'knex'
import { isShut } from '../../pegawai/keadaan.rules.ts'
import { markHeld, releaseHeld } from '../../pegawai/tahan.queries.ts'
import { holdBackKontak } from '../../accounts/kontak/kontak.service.ts'
import { endEverythingOf } from '../../sessions/endings/index.ts'
import type { Comparison } from '../difference/comparison.ts'
import type { MissingDifference } from '../difference/missing.rules.ts'
import type { OnProgress } from '../feed.ts'
import { settleChanges } from '../kalender/settle.ts'
import { closeMissing } from '../missing.queries.ts'
import { changedPeople } from '../outcome.rules.ts'
import {
  closeNips, insertPeople, openNips, touchPeople, updatePeople, upsertFills, upsertSources,
} from './people.queries.ts'
import {
  applyJabatan, closePosts, correctPosts, endAssignments, openAssignments, openPosts,
} from './posts.queries.ts'
import { applyUnits } from './units.queries.ts'

export interface ApplyContext {
  /** id of the run, which is recorded already */
  readonly run: string
  readonly sumber: string
  readonly synthetic: boolean
  readonly today: string
  readonly at: Date
  readonly onProgress: OnProgress
}

export async function applyComparison(
  trx: Knex.Transaction, comparison: Comparison, missing: MissingDifference | undefined, context: ApplyContext,
): Promise<void> {
  const { units, jabatan, people, assignments } = comparison
  const { today, run, at } = context
  const fresh = people.filter(({ isNew }) => isNew)
  const changed = people.filter(({ isNew, changes }) => !isNew && changes.length > 0)
  const written = new Set(changed.map(({ id }) => id))
  const touched = changedPeople(comparison).map(({ id }) => id).filter((id) => !written.has(id))
  const filling = people.filter(({ filled }) => filled)
  const whole = people.filter(({ filled }) => !filled)
  const posts = people.flatMap(({ id, post }) => post ? [{ pegawai_id: id, ...post }] : [])
  const closedNips = people.flatMap(({ id, closeNips: nips }) => nips.map((nip) => ({ pegawai_id: id, nip })))
  const openedNips = people.flatMap(({ id, openNip: nip }) => nip === undefined ? [] : [{ pegawai_id: id, nip }])
  const closedPosts = posts.flatMap(({ pegawai_id, closeFrom }) =>
    closeFrom === undefined ? [] : [{ pegawai_id, ends: closeFrom }])
  const correctedPosts = posts.flatMap(({ correct }) => correct ?? [])
  const openedPosts = posts.flatMap(({ pegawai_id, open }) => open ? [{ pegawai_id, ...open }] : [])

  const kontak = people.flatMap(({ id, kontak: said }) => said.map((one) => ({ pegawai_id: id, ...one })))
  let held: readonly string[] = []

  const idsOf = (known: readonly { readonly pegawai_id: string }[] = []) => known.map(({ pegawai_id }) => pegawai_id)
  const lost = idsOf(missing?.held)
  const closed = idsOf(missing?.closed)
  const unmarked = [...idsOf(missing?.back), ...closed]
  // Also whose state ended by a date alone, before this run: nothing ended it on the day itself.
  const shutOut = [
    ...people.filter(({ isNew, keadaan: { ke } }) => !isNew && isShut(ke)).map(({ id }) => id), ...closed,
  ]

  // What ends goes before what begins: numbers and posts have one current row each.
  const steps: [rows: number, run: () => Promise<unknown>][] = [
    [1, () => applyUnits(trx, units, context)],
    [1, () => applyJabatan(trx, jabatan, context.sumber)],
    [fresh.length, () => insertPeople(trx, fresh, context)],
    [kontak.length, async () => { held = await holdBackKontak(trx, kontak, context) }],
    [changed.length, () => updatePeople(trx, changed, { ...context, held })],
    [touched.length, () => touchPeople(trx, touched, context)],
    [closedNips.length, () => closeNips(trx, closedNips, context)],
    [openedNips.length, () => openNips(trx, openedNips, context)],
    [whole.length, () => upsertSources(trx, whole, context)],
    [filling.length, () => upsertFills(trx, filling, { ...context, held })],
    [closedPosts.length, () => closePosts(trx, closedPosts, today)],
    [correctedPosts.length, () => correctPosts(trx, correctedPosts)],
    [openedPosts.length, () => openPosts(trx, openedPosts, context)],
    [assignments?.ended.length ?? 0, () => endAssignments(trx, (assignments?.ended ?? []).map(({ id }) => id), context)],
    [assignments?.opened.length ?? 0, () => openAssignments(trx, assignments?.opened ?? [], context)],
    [lost.length, () => markHeld(trx, { pegawaiIds: lost, sebab: 'hilang', at, run })],
    [unmarked.length, () => releaseHeld(trx, { pegawaiIds: unmarked, sebab: 'hilang', at })],
    [closed.length, () => closeMissing(trx, closed, context)],
    [shutOut.length, () => endEverythingOf(trx, { pegawaiIds: shutOut, reason: 'berhenti', at })],
    [changed.length + posts.length + (assignments?.ended.length ?? 0), () => settleChanges(trx, { today, at })],
  ]
  for (const [index, [rows, run]] of steps.entries()) {
    if (rows > 0) await run()
    context.onProgress({ step: 'apply', done: index + 1, total: steps.length })
  }
}
