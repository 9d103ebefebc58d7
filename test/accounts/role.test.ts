import test from 'ava'
import { grantRole, takeRole } from '../../src/domain/accounts/role.service.ts'
import { findRoles } from '../../src/domain/accounts/role.queries.ts'
import { OperatorError } from '../../src/kernel/lib/operator-error.ts'
import type { Scope } from '../helpers/scope.ts'
import { testDatabase } from '../helpers/database.ts'
import { clockAt } from '../audit/support.ts'
import { addPerson, eventsOf } from './support.ts'

const NIP = '199001012015031001'
// 22 November in UTC, and the 23rd in Banten: official days are Banten's.
const clock = clockAt('2026-11-22T18:00:00Z')
const TODAY = '2026-11-23'
const [OPD, OTHER] = ['921300000000000', '921400000000000'] as const

/** Somebody without a role, in a directory of two OPDs. */
async function house(t: Scope) {
  const db = await testDatabase(t, 'kosong')
  const sub = await addPerson(db, { nip: NIP })
  const units: Record<string, string> = {}
  for (const kode of [OPD, OTHER]) {
    const [{ id } = { id: '' }] = await db.owner.knex('unit_kerja').insert({ jenis: 'dinas', valid_from: '2017-01-01' })
      .returning<{ id: string }[]>('id')
    await db.owner.knex('unit_nama').insert({ unit_id: id, nama: `Dinas ${kode}`, valid_from: '2017-01-01' })
    await db.owner.knex('unit_kode').insert({ unit_id: id, kode, kode_sumber: 'uji', valid_from: '2017-01-01' })
    units[kode] = id
  }
  return { db, sub, units }
}

test('a role is given from today and without an end', async (t) => {
  const { db, sub } = await house(t)
  t.deepEqual(await grantRole(db.app, clock, { nip: NIP, role: 'admin' }), [
    { role: 'admin', opd: null, valid_from: TODAY, until: null },
  ])
  t.deepEqual(await eventsOf(db), [{
    kind: 'peran.diberikan', stream: 'perbuatan', actor: 'operator', subject: sub, client_id: null,
    outcome: 'berhasil', data: { peran: 'admin' },
  }])
})

test('a role at an OPD is another one at another OPD', async (t) => {
  const { db, sub, units } = await house(t)
  await grantRole(db.app, clock, { nip: NIP, role: 'pengembang', opd: OPD })
  const roles = await grantRole(db.app, clock, { nip: NIP, role: 'pengembang', opd: OTHER, until: '2026-12-31' })
  t.deepEqual(roles.map(({ opd, until }) => [opd, until]).sort(), [[OPD, null], [OTHER, '2026-12-31']])
  t.deepEqual((await eventsOf(db)).map(({ data }) => data), [
    { peran: 'pengembang', unit: units[OPD] }, { peran: 'pengembang', unit: units[OTHER], sampai: '2026-12-31' },
  ])
  t.deepEqual((await takeRole(db.app, clock, { nip: NIP, role: 'pengembang', opd: OPD })).map(({ opd }) => opd), [OTHER])
  t.like((await eventsOf(db)).at(-1), {
    kind: 'peran.dicabut', subject: sub, data: { peran: 'pengembang', unit: units[OPD] },
  })
})

test('the last day counts whole, the day after not at all', async (t) => {
  const { db, sub } = await house(t)
  await grantRole(db.app, clock, { nip: NIP, role: 'admin', until: '2026-12-31' })
  for (const [day, roles] of [['2026-11-22', 0], [TODAY, 1], ['2026-12-31', 1], ['2027-01-01', 0]] as const) {
    t.is((await findRoles(db.app, sub, day)).length, roles, day)
  }
})

test('a role that is held gets another end, and keeps its beginning', async (t) => {
  const { db } = await house(t)
  await grantRole(db.app, clock, { nip: NIP, role: 'admin', until: '2026-12-31' })
  const later = clockAt('2026-12-31T05:00:00Z')
  t.deepEqual(await grantRole(db.app, later, { nip: NIP, role: 'admin' }), [
    { role: 'admin', opd: null, valid_from: TODAY, until: null },
  ])
  t.is((await db.owner.knex('product_role')).length, 1)
})

test('a role whose end has passed begins anew, not in between', async (t) => {
  const { db, sub } = await house(t)
  await grantRole(db.app, clock, { nip: NIP, role: 'admin', until: '2026-12-31' })
  const later = clockAt('2027-03-01T05:00:00Z')
  t.deepEqual(await grantRole(db.app, later, { nip: NIP, role: 'admin' }), [
    { role: 'admin', opd: null, valid_from: '2027-03-01', until: null },
  ])
  t.deepEqual(await findRoles(db.app, sub, '2027-02-01'), [])
})

test('a role that was taken is gone at once, and can be given again', async (t) => {
  const { db } = await house(t)
  await grantRole(db.app, clock, { nip: NIP, role: 'admin' })
  t.deepEqual(await takeRole(db.app, clock, { nip: NIP, role: 'admin' }), [])
  t.is((await grantRole(db.app, clock, { nip: NIP, role: 'admin' })).length, 1)
  t.deepEqual((await eventsOf(db)).map(({ kind }) => kind), ['peran.diberikan', 'peran.dicabut', 'peran.diberikan'])
})

test('a role is its holder\'s and nobody else\'s', async (t) => {
  const { db } = await house(t)
  const other = await addPerson(db, { nip: '199001012015031002' })
  await grantRole(db.app, clock, { nip: NIP, role: 'admin' })
  t.deepEqual(await findRoles(db.app, other, TODAY), [])
})

const REFUSALS: [name: string, act: 'grant' | 'take', order: { nip?: string; role: string; opd?: string; until?: string }, sentence: RegExp][] = [
  ['a NIP of nobody', 'grant', { nip: '199001012015031009', role: 'admin' }, /^Nobody has this NIP/],
  ['an unknown role', 'grant', { role: 'raja' }, /^There is no such role\. Roles are: admin, /],
  ['a role without its OPD', 'grant', { role: 'pengembang' }, /add --opd/],
  ['a role with an OPD too many', 'grant', { role: 'admin', opd: OPD }, /leave out --opd/],
  ['a code of no unit', 'grant', { role: 'pengembang', opd: '000000000000000' }, /^No unit has the code 000000000000000/],
  ['a day that is none', 'grant', { role: 'admin', until: '2027-02-30' }, /day of the calendar/],
  ['yesterday in Banten', 'grant', { role: 'admin', until: '2026-11-22' }, /lies in the past/],
  ['a role that is not held', 'take', { role: 'admin' }, /does not hold that role there/],
  ['a role that is held elsewhere', 'take', { role: 'helper-mfa', opd: OTHER }, /does not hold that role there/],
]

for (const [name, act, order, sentence] of REFUSALS) {
  test(`${name} is refused in a sentence, and nothing is written`, async (t) => {
    const { db } = await house(t)
    await grantRole(db.app, clock, { nip: NIP, role: 'helper-mfa', opd: OPD })
    const before = [await db.owner.knex('product_role'), await eventsOf(db)]
    const attempt = (act === 'grant' ? grantRole : takeRole)(db.app, clock, { nip: NIP, ...order })
    await t.throwsAsync(attempt, { instanceOf: OperatorError, message: sentence })
    t.deepEqual([await db.owner.knex('product_role'), await eventsOf(db)], before)
  })
}

for (const act of ['grant', 'take'] as const) {
  test(`what cannot be told of is not done: ${act}`, async (t) => {
    const { db } = await house(t)
    await grantRole(db.app, clock, { nip: NIP, role: 'admin' })
    const before = await db.owner.knex('product_role')
    await db.owner.knex.raw('REVOKE INSERT ON audit_event FROM satu_login_app')
    const attempt = act === 'grant' ? grantRole(db.app, clock, { nip: NIP, role: 'bkd' })
      : takeRole(db.app, clock, { nip: NIP, role: 'admin' })
    await t.throwsAsync(attempt, { code: '42501' })
    t.deepEqual(await db.owner.knex('product_role'), before)
  })
}
