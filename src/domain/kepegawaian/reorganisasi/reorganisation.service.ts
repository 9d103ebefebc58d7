/** Units close with a successor, are split or renamed, on a day and by themselves; BKD looks at what that moved. */
import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { newId } from '../../../kernel/lib/ids.ts'
import { mailToRole } from '../../accounts/role-mail.queries.ts'
import { actAs, type Act } from '../../audit/act.ts'
import type { Actor } from '../../audit/index.ts'
import { allUnits } from '../../pegawai/unit/directory.queries.ts'
import { treeOf } from '../../pegawai/unit/directory.rules.ts'
import { lockImports } from '../run.queries.ts'
import {
  claimDue, type Closing, dueIds, moveApplications, moveAssignments, moveNames, moveParts, movePosts, moveProcedure,
  moveProposals, moveRoles, moveSeats, type MovedItem, touchMoved,
} from './apply.queries.ts'
import {
  announceEnd, announceName, cancelPlan, insertPlan, type Reorganisation, withdrawEnd, withdrawName,
} from './plan.queries.ts'
import { checkPlan, type Plan, type PlanError } from './plan.rules.ts'
import { closeReview, openReview } from './review.queries.ts'

export interface ReorganisationContext {
  readonly database: Database
  readonly clock: Clock
  readonly actor: Actor
}

export type PlanOutcome =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly errors: readonly PlanError[] }

/**
 * Announces a reorganisation. One person of BKD is enough: it takes nobody's access away, it can be cancelled until its
 * day, and what it moved waits in a task that BKD has to look at.
 * @returns what is wrong with the plan; nothing was written then
 */
export async function announce(context: ReorganisationContext, plan: Plan): Promise<PlanOutcome> {
  const { database, clock, actor } = context
  const errors = checkPlan(plan, treeOf(await allUnits(database, clock.today())), clock.today())
  if (errors.length > 0) return { ok: false, errors }
  const { jenis, unitId, penerusId, berlaku } = plan
  const outcome = await actAs(context, async ({ trx, at, tell }): Promise<PlanOutcome> => {
    const id = newId()
    if (jenis === 'nama') await announceName(trx, plan)
    else if (!await announceEnd(trx, plan)) return { ok: false, errors: [{ field: 'unit', mistake: 'sudah-tutup' }] }
    await insertPlan(trx, plan, { id, by: actor, at })
    tell({ kind: 'reorganisasi.diumumkan', data: { reorganisasi: id, jenis, unit: unitId, penerus: penerusId, berlaku } })
    return { ok: true, id }
  })
  if (outcome.ok) await applyDue({ database, clock })
  return outcome
}

/** Cancels what is not done yet. @returns false when it is done or cancelled already */
export function cancel(context: ReorganisationContext, id: string): Promise<boolean> {
  return actAs(context, async ({ trx, at, tell }) => {
    const plan = await cancelPlan(trx, id, { by: context.actor, at })
    if (!plan) return false
    await (plan.jenis === 'nama' ? withdrawName(trx, plan) : withdrawEnd(trx, plan))
    tell({ kind: 'reorganisasi.dibatalkan', data: { reorganisasi: id, unit: plan.unit_id } })
    return true
  })
}

/**
 * Does what is due, each reorganisation in its own transaction and once, whichever node comes first. While a run of a
 * source is being applied it waits for the next call: both write posts.
 * @returns how many were done
 */
export async function applyDue({ database, clock }: Pick<ReorganisationContext, 'database' | 'clock'>): Promise<number> {
  let done = 0
  for (const id of await dueIds(database.knex, clock.today())) {
    done += await actAs({ database, clock, actor: 'sistem' }, (act) => applyOne(act, id, clock.today()))
  }
  return done
}

async function applyOne({ trx, at, tell }: Act, id: string, today: string): Promise<number> {
  if (!await lockImports(trx)) return 0
  const plan = await claimDue(trx, id, { today, at })
  if (!plan) return 0
  const items = isClosing(plan) ? await moveAll(trx, plan, at) : []
  await openReview(trx, { id: newId(), rujukan: id, items, at })
  for (const { jenis, pegawai_id: subject, keterangan: peran, ke_id: ke } of items) {
    if (jenis === 'peran' && subject !== null && peran !== null) {
      tell({ kind: 'peran.dipindahkan', subject, data: { peran, dari: plan.unit_id, ke } })
    }
  }
  tell({ kind: 'reorganisasi.diterapkan', data: { reorganisasi: id, unit: plan.unit_id, ...countItems(items) } })
  await mailToRole(trx, 'bkd', {
    today, template: 'tugas-tinjau', data: { dasar: plan.dasar, berlaku: plan.berlaku, jumlah: `${items.length}` },
    dedupKey: `tugas-tinjau:${id}`,
  })
  return 1
}

const isClosing = (plan: Reorganisation): plan is Closing => plan.penerus_id !== null

async function moveAll(trx: Knex.Transaction, closing: Closing, at: Date): Promise<MovedItem[]> {
  const items = [
    ...await moveParts(trx, closing), ...await movePosts(trx, closing, at), ...await moveAssignments(trx, closing),
    ...await moveApplications(trx, closing), ...await moveRoles(trx, closing, at),
  ]
  await moveSeats(trx, closing, at)
  await moveProcedure(trx, closing, at)
  await moveProposals(trx, closing)
  await moveNames(trx, closing)
  await touchMoved(trx, items, at)
  return items
}

function countItems(items: readonly MovedItem[]): Record<MovedItem['jenis'], number> {
  const counts = { bagian: 0, pegawai: 0, penugasan: 0, aplikasi: 0, peran: 0 }
  for (const { jenis } of items) counts[jenis] += 1
  return counts
}

/** Says that somebody has looked at what moved. @returns false when somebody else has */
export function finishReview(context: ReorganisationContext, id: string, catatan: string): Promise<boolean> {
  return actAs(context, async ({ trx, at, tell }) => {
    const closed = await closeReview(trx, id, { by: context.actor, at, catatan: catatan.trim() })
    if (closed) tell({ kind: 'tinjauan.selesai', data: { tugas: id } })
    return closed
  })
}
