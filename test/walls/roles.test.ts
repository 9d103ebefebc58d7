import test from 'ava'
import { ROLES, SEATS } from '../../src/domain/accounts/role.rules.ts'
import { AUTHORIZATION } from '../../src/doors/authorization.ts'
import { isStaff, rolesOf } from '../../src/doors/requirement.rules.ts'
import { type Desk, openDesk } from '../helpers/desk.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { demoPerson } from '../helpers/people.ts'
import { pathOf } from '../helpers/rows.ts'
import { fileScope } from '../helpers/scope.ts'

// The authorization table over HTTP: every row behind a role, asked for by somebody who holds one role and no other.

const file = fileScope(test)
let house: House
let desk: Desk

const ROWS = Object.entries(AUTHORIZATION).flatMap(([key, requirement]) => {
  const [method = '', pattern = ''] = key.split(' ')
  return isStaff(requirement) ? [{ key, method, pattern, roles: rolesOf(requirement) }] : []
})

test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
  desk = await openDesk(house, { path: '/', person: await demoPerson(house.db.app, 'PNS di sekolah') })
})

/** Gives the one person this role, at Dinas Pendidikan where it is bound to an OPD, and no other. */
async function holdOnly(role: string | undefined): Promise<void> {
  const who = '(SELECT pegawai_id FROM pegawai_nip WHERE nip = $1 AND valid_to IS NULL)'
  await house.db.owner.query({ text: `DELETE FROM product_role WHERE pegawai_id = ${who}`, values: [desk.person.nip] })
  if (role !== undefined) {
    await house.db.owner.query({
      text: `INSERT INTO product_role (pegawai_id, role, unit_id, valid_from, given_by)
        VALUES (${who}, $2, CASE WHEN $3 THEN (SELECT id FROM unit_kerja WHERE slug = 'dindikbud') END, '2026-01-01', 'uji')`,
      values: [desk.person.nip, role, Object.entries(ROLES).some(([name, { opd }]) => name === role && opd === 'always')],
    })
  }
  await house.heard()
}

/** @returns the rows that did not let the person in for want of a role */
async function refusedAt({ jar }: Desk): Promise<string[]> {
  const refused: string[] = []
  for (const { key, method, pattern } of ROWS) {
    const answer = await jar.fetch(house.issuer + pathOf(pattern), { method, headers: { accept: 'application/json' } })
    const text = await answer.text()
    if (answer.status === 403 && text === '{"error":"role-needed"}') refused.push(key)
  }
  return refused
}

const closedTo = (role: string | undefined): string[] =>
  ROWS.filter(({ roles }) => !roles.some((one) => one === role)).map(({ key }) => key)

for (const role of [undefined, ...Object.keys(ROLES)]) {
  test.serial(`somebody with ${role ?? 'no role'} comes where the table says, and nowhere else`, async (t) => {
    await holdOnly(role)
    t.deepEqual(await refusedAt(desk), closedTo(role))
  })
}

for (const seat of SEATS) {
  test.serial(`whoever sits in the seat ${seat} comes where the table says, and nowhere else`, async (t) => {
    const sitting = await openDesk(house, { path: '/', person: await demoPerson(house.db.app, seat) })
    t.deepEqual(await refusedAt(sitting), closedTo(seat))
  })
}
