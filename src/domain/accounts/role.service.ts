import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import { actAs } from '../audit/act.ts'
import { findUnitByKode } from '../pegawai/unit/unit.queries.ts'
import { requirePerson } from './person.service.ts'
import { findRoles, giveRole, holdsRole, revokeRole, type RoleRow } from './role.queries.ts'
import { checkRoleGrant, ROLES, type RoleMistake } from './role.rules.ts'

const SENTENCES: Record<RoleMistake, string> = {
  'unknown-role': `There is no such role. Roles are: ${Object.keys(ROLES).join(', ')}.`,
  'is-seat': 'This is a seat, not a role: it is bound to a post, and an admin confirms who holds it on /admin/kursi.',
  'needs-opd': 'This role is bound to an OPD: add --opd <kode>.',
  'takes-no-opd': 'This role is not bound to an OPD: leave out --opd.',
  'bad-date': 'The date must be a day of the calendar as YYYY-MM-DD.',
  'until-is-past': 'The last day lies in the past.',
}

/** Domain.md section 5: whoever is held keeps what he had. */
const HELD = 'This person is held (his place in the personnel data is in doubt): nothing new is given until BKD has cleared it.'

async function unitIdOf(
  database: Database, kode: string | undefined, today: string,
): Promise<string | undefined> {
  if (kode === undefined) return undefined
  const unit = await findUnitByKode(database, kode, today)
  if (!unit) throw new OperatorError(`No unit has the code ${kode}.`)
  return unit.id
}

/**
 * Gives a product role at the command line; who gives is `operator`, and the audit trail says so.
 * @param grant `opd` code of the unit the role is bound to, `until` last day as YYYY-MM-DD
 * @returns the person's roles today
 * @throws OperatorError for an unknown person, one who is held, or an unknown role, unit or date
 */
export async function grantRole(
  database: Database, clock: Clock,
  grant: { nip: string; role: string; opd?: string | undefined; until?: string | undefined },
): Promise<RoleRow[]> {
  const today = clock.today()
  const verdict = checkRoleGrant({ role: grant.role, opd: grant.opd, until: grant.until }, today)
  if (!verdict.ok) throw new OperatorError(SENTENCES[verdict.reason])
  const { pegawai_id: pegawaiId, tahan } = await requirePerson(database, grant.nip)
  if (tahan) throw new OperatorError(HELD)
  const unitId = await unitIdOf(database, grant.opd, today)
  await actAs({ database, clock, actor: 'operator' }, async ({ trx, tell }) => {
    const { role } = verdict
    await giveRole(trx, { pegawaiId, role, unitId, from: today, until: grant.until, by: 'operator' })
    tell({ kind: 'peran.diberikan', subject: pegawaiId, data: { peran: role, unit: unitId, sampai: grant.until } })
  })
  return findRoles(database, pegawaiId, today)
}

/**
 * Ends a product role at once.
 * @returns the roles that are left
 * @throws OperatorError when the person does not hold it
 */
export async function takeRole(
  database: Database, clock: Clock, { nip, role, opd }: { nip: string; role: string; opd?: string | undefined },
): Promise<RoleRow[]> {
  const { pegawai_id: pegawaiId } = await requirePerson(database, nip)
  const unitId = await unitIdOf(database, opd, clock.today())
  if (!await holdsRole(database, pegawaiId, role, unitId)) {
    throw new OperatorError('This person does not hold that role there.')
  }
  await actAs({ database, clock, actor: 'operator' }, async ({ trx, at, tell }) => {
    await revokeRole(trx, { pegawaiId, role, unitId, at })
    tell({ kind: 'peran.dicabut', subject: pegawaiId, data: { peran: role, unit: unitId } })
  })
  return findRoles(database, pegawaiId, clock.today())
}
