import test from 'ava'
import { checkRoleGrant, type RoleMistake, ROLES, SEATS } from '../../src/domain/accounts/role.rules.ts'

const TODAY = '2026-11-22'
const OPD = '921300000000000'

const NEVER = ['admin', 'keamanan', 'auditor', 'bkd', 'csirt']
const ALWAYS = ['admin-opd', 'pengembang', 'helper-mfa', 'pemilik-data']

test('the roles are those of architecture.md', (t) => {
  t.deepEqual(Object.keys(ROLES).sort(), [...NEVER, ...ALWAYS].sort())
})

for (const role of [...NEVER, ...ALWAYS]) {
  for (const opd of [undefined, OPD]) {
    const fits = ALWAYS.includes(role) === (opd !== undefined)
    test(`${role} ${opd ? 'at an OPD' : 'without an OPD'} ${fits ? 'may' : 'may not'} be given`, (t) => {
      t.deepEqual(checkRoleGrant({ role, opd, until: undefined }, TODAY) as unknown, fits
        ? { ok: true, role }
        : { ok: false, reason: opd === undefined ? 'needs-opd' : 'takes-no-opd' })
    })
  }
}

const GRANTS: [name: string, role: string, until: string | undefined, reason: RoleMistake | undefined][] = [
  ['until today', 'admin', TODAY, undefined],
  ['until tomorrow', 'admin', '2026-11-23', undefined],
  ['until a leap day', 'admin', '2028-02-29', undefined],
  ['until yesterday', 'admin', '2026-11-21', 'until-is-past'],
  ['until a day that is none', 'admin', '2027-02-29', 'bad-date'],
  ['until the 31st of June', 'admin', '2027-06-31', 'bad-date'],
  ['until a month that is none', 'admin', '2027-13-01', 'bad-date'],
  ['until a date the other way round', 'admin', '22-11-2027', 'bad-date'],
  ['until a date with a time', 'admin', '2027-11-22T00:00', 'bad-date'],
  ['until a short date', 'admin', '2027-1-1', 'bad-date'],
  ['until an empty date', 'admin', '', 'bad-date'],
  ...SEATS.map((seat): [string, string, undefined, RoleMistake] => [`the seat ${seat}`, seat, undefined, 'is-seat']),
  ['a role in capitals', 'ADMIN', undefined, 'unknown-role'],
  ['a role of every object', 'toString', undefined, 'unknown-role'],
  ['another one', '__proto__', undefined, 'unknown-role'],
  ['no role', '', undefined, 'unknown-role'],
]

for (const [name, role, until, reason] of GRANTS) {
  test(`a grant of ${name}: ${reason ?? 'good'}`, (t) => {
    t.deepEqual(checkRoleGrant({ role, opd: undefined, until }, TODAY) as unknown,
      reason === undefined ? { ok: true, role } : { ok: false, reason })
  })
}
