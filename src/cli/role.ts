import type { RoleRow } from '../domain/accounts/role.queries.ts'
import { ROLES } from '../domain/accounts/role.rules.ts'
import { grantRole, takeRole } from '../domain/accounts/role.service.ts'
import { command, type Outcome } from './kit/command.ts'
import { atWork } from './kit/database.ts'
import { alignColumns } from './kit/table.rules.ts'

const OPD = { value: 'kode', about: 'code of the OPD, for a role that is bound to one' } as const

function outcomeOf(roles: readonly RoleRow[]): Outcome {
  const rows = roles.map(({ role, opd, valid_from: from, until }) => [role, opd ?? '', from, until ?? ''])
  return {
    json: roles,
    text: roles.length === 0 ? 'This person has no role.' : alignColumns([['role', 'OPD', 'from', 'last day'], ...rows]),
  }
}

export const commands = [
  command({
    name: 'role grant', parameters: ['nip', 'role'],
    options: { opd: OPD, until: { value: 'date', about: 'last day, YYYY-MM-DD; without it the role has no end' } },
    about: `Gives a person a product role (${Object.keys(ROLES).join(', ')}).`,
    async run(grant, say) {
      return outcomeOf(await atWork(say, ({ database, clock }) => grantRole(database, clock, grant)))
    },
  }),
  command({
    name: 'role revoke', parameters: ['nip', 'role'], options: { opd: OPD },
    about: 'Ends a product role at once.',
    async run(grant, say) {
      return outcomeOf(await atWork(say, ({ database, clock }) => takeRole(database, clock, grant)))
    },
  }),
]
