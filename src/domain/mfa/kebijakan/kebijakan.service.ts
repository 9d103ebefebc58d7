/** Changing the policy at the command line: versioned, audited, and by two people where it becomes weaker. */
import { isDeepStrictEqual } from 'node:util'
import type { Database } from '../../../kernel/db/database.ts'
import { OperatorError } from '../../../kernel/lib/operator-error.ts'
import { actAs } from '../../audit/act.ts'
import type { TotpDependencies } from '../totp/verify.service.ts'
import type { Aturan } from './aturan.ts'
import { storedRule } from './aturan.schema.ts'
import { type Mistake, readRuleFile, resolveNames } from './berkas.rules.ts'
import { haveAgreed, NEEDS_SECOND, requireOnDuty, type Second } from './kedua.service.ts'
import { endRule, findRule, insertRule, lockPolicy, lookUpNames, type Tersimpan } from './kebijakan.queries.ts'
import { isWeaker } from './melemah.rules.ts'

/** What changing a rule needs; `seal` opens the authenticator of the second person. */
export type ChangeDependencies = TotpDependencies

/** Why, and who agrees beside the operator. */
export interface Order {
  readonly reason: string
  readonly second?: Second | undefined
}

/** What a change came to. */
export interface Changed {
  readonly id: string
  readonly versi: number
  readonly changed: boolean
  readonly weaker: boolean
}

const refused = (mistakes: readonly Mistake[]): OperatorError =>
  new OperatorError(`The rule cannot be taken:\n${mistakes.map(({ field, message }) => `  ${field} ${message}`).join('\n')}`)

function givenReason(reason: string): string {
  const given = reason.trim()
  if (given === '') throw new OperatorError('Give a reason: it stands in the audit trail.')
  return given
}

/**
 * Reads the file of a rule (docs/operating.md), OPD by their codes and people by their NIPs.
 * @param portal client_id of our own pages
 * @throws OperatorError with every mistake at once
 */
export async function readRule(
  database: Database, file: unknown, order: { readonly today: string; readonly portal: string },
): Promise<Aturan> {
  const read = readRuleFile(file)
  if ('mistakes' in read) throw refused(read.mistakes)
  const resolved = resolveNames(read.rule, await lookUpNames(database, read.rule, order))
  if ('mistakes' in resolved) throw refused(resolved.mistakes)
  // As it will be read again: a condition that is not named is not there.
  return storedRule.parse(JSON.parse(JSON.stringify(resolved.aturan)))
}

/**
 * Puts a rule into force, in the place of the one with its id; it counts from the next request on every node.
 * @throws OperatorError where it makes the policy weaker and no second person agreed
 */
export function setRule(dependencies: ChangeDependencies, aturan: Aturan, order: Order): Promise<Changed> {
  return change(dependencies, { id: aturan.id, after: aturan }, order)
}

/**
 * Takes a rule out of the policy; its versions stay on record.
 * @throws OperatorError when there is none, or no second person agreed
 */
export async function removeRule(dependencies: ChangeDependencies, id: string, order: Order): Promise<Changed> {
  if (!await findRule(dependencies.database.knex, id)) throw new OperatorError('There is no such rule: "kebijakan list" shows them.')
  return change(dependencies, { id, after: undefined }, order)
}

async function change(
  dependencies: ChangeDependencies, { id, after }: { id: string; after: Aturan | undefined }, { reason, second }: Order,
): Promise<Changed> {
  const { database, clock } = dependencies
  const alasan = givenReason(reason)
  const today = clock.today()
  const known = await findRule(database.knex, id)
  const disetujui = isWeaker(known?.aturan, after, today) ? await haveAgreed(dependencies, second) : undefined
  return actAs({ database, clock, actor: 'operator' }, async ({ trx, at, tell }) => {
    await lockPolicy(trx)
    const before = await findRule(trx, id)
    if (isSame(before, after)) return { id, versi: before?.versi ?? 0, changed: false, weaker: false }
    const weaker = isWeaker(before?.aturan, after, today)
    // Somebody changed it in the meantime: what was agreed to was another change.
    if (weaker && disetujui === undefined) throw new OperatorError(NEEDS_SECOND)
    if (disetujui !== undefined) await requireOnDuty(trx, disetujui, today)
    await endRule(trx, id, at)
    const versi = after ? await insertRule(trx, after, { alasan, oleh: 'operator', disetujui, at }) : before?.versi ?? 0
    tell({ kind: after ? 'kebijakan.ditetapkan' : 'kebijakan.dicabut', data: { aturan: id, versi, alasan, melemahkan: weaker, disetujui } })
    return { id, versi, changed: true, weaker }
  })
}

const isSame = (before: Tersimpan | undefined, after: Aturan | undefined): boolean => isDeepStrictEqual(before?.aturan, after)
