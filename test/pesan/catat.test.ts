import test from 'ava'
import {
  confirmContact, type ConfirmOutcome, recordContact, type RecordOutcome, refuseContact,
} from '../../src/domain/accounts/kontak/catat.service.ts'
import { readKontak } from '../../src/domain/accounts/kontak/catat.rules.ts'
import { contactsOf } from '../../src/domain/accounts/pesan/index.ts'
import { contactInForce, type OnFile, orderOf } from '../../src/domain/accounts/pesan/kontak-berlaku.rules.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import type { Scope } from '../helpers/scope.ts'
import { addPerson } from './support.ts'

const AT = new Date('2026-11-28T05:00:00Z')
const after = (minutes: number): Date => new Date(AT.getTime() + minutes * 60_000)
const days = (n: number): Date => after(n * 24 * 60)
const NEW = '+6281299999999'

type Order = Partial<Parameters<typeof recordContact>[1]>

interface Room {
  readonly db: TestDatabase
  readonly siti: string
  /** of BKD */
  readonly first: string
  readonly second: string
  readonly record: (more?: Order) => Promise<RecordOutcome>
  readonly confirm: (id: string, by?: string) => Promise<ConfirmOutcome>
}

async function openRoom(scope: Scope): Promise<Room> {
  const db = await testDatabase(scope, 'kosong')
  const siti = await addPerson(db, { email: 'siti@bkd.test', no_hp: '+6281111111111' })
  const [first, second] = [await addPerson(db), await addPerson(db)]
  await giveRole(db, first)
  await giveRole(db, second)
  const speaker = { sebagai: 'bkd', today: '2026-11-28', at: AT } as const
  return {
    db, siti, first, second,
    record: (more) => db.app.knex.transaction((trx) => recordContact(trx, {
      ...speaker, by: first, pegawaiId: siti, kolom: 'no_hp', nilai: '0812-9999-9999', alasan: 'datang sendiri', ...more,
    })),
    confirm: (id, by = second) => db.app.knex.transaction((trx) => confirmContact(trx, id, { ...speaker, by })),
  }
}

const giveRole = async ({ owner }: TestDatabase, pegawai_id: string, role = 'bkd'): Promise<void> => {
  await owner.knex('product_role').insert({ pegawai_id, role, valid_from: '2026-01-01', given_by: 'operator' })
}
const idOf = (outcome: RecordOutcome): string => 'id' in outcome ? outcome.id : ''

test('what one records and another confirms counts an hour later, and every old contact is told', async (t) => {
  const { db, siti, record, confirm } = await openRoom(t)
  const id = idOf(await record())
  t.like(await contactsOf(db.app, siti, days(1)), { noHp: '+6281111111111' }, 'one word is none')
  t.is(await confirm(id), 'selesai')
  const told = await db.owner.knex('surat_keluar').orderBy('saluran').select<{ saluran: string; kepada: string; data: object }[]>('*')
  t.deepEqual(told.map(({ saluran, kepada }) => [saluran, kepada]), [['email', 'siti@bkd.test'], ['sms', '+6281111111111']])
  t.false(JSON.stringify(told).includes(NEW), 'no letter holds the new one in full')
  t.like(await contactsOf(db.app, siti, after(59)), { noHp: '+6281111111111', usable: ['email', 'sms'] })
  t.like(await contactsOf(db.app, siti, after(60)), { noHp: NEW, usable: ['email', 'sms'] })
  const kinds = await db.owner.knex('audit_event').where({ subject: siti }).orderBy('kind').pluck<string[]>('kind')
  t.deepEqual(kinds, ['kontak.catatan-disetujui', 'kontak.dicatat'])
})

test('a contact that a feed brought yesterday opens nothing, but is told', async (t) => {
  const { db, record, confirm, siti } = await openRoom(t)
  await db.app.query({ text: `UPDATE pegawai SET no_hp = '+6281222222222' WHERE id = $1`, values: [siti] })
  await confirm(idOf(await record()))
  t.deepEqual((await db.owner.knex('surat_keluar').where({ saluran: 'sms' }).pluck<string[]>('kepada')), ['+6281222222222'])
})

test('it takes two of the staff, and nobody speaks for himself', async (t) => {
  const { db, first, second, siti, record, confirm } = await openRoom(t)
  t.like(await record({ by: siti }), { hasil: 'sendiri' })
  t.like(await record({ by: await addPerson(db) }), { hasil: 'tidak-bertugas' })
  t.like(await record({ nilai: '0254 200123' }), { hasil: 'tidak-terbaca' })
  const id = idOf(await record())
  t.is(await confirm(id, first), 'orang-yang-sama')
  await giveRole(db, siti)
  t.is(await confirm(id, siti), 'sendiri')
  t.is(await confirm(id, await addPerson(db)), 'tidak-bertugas')
  await db.owner.query({ text: 'UPDATE product_role SET revoked_at = now() WHERE pegawai_id = $1', values: [first] })
  t.is(await confirm(id, second), 'pencatat-tidak-bertugas')
  t.is((await db.owner.knex('surat_keluar')).length, 0)
})

test('to whoever holds a product role no helper leads, not even with BKD', async (t) => {
  const { db, siti, record, confirm } = await openRoom(t)
  const helper = await addPerson(db)
  await db.owner.query({
    text: `INSERT INTO product_role (pegawai_id, role, valid_from, given_by) VALUES ($1, 'helper-mfa', '2026-01-01', 'operator')`,
    values: [helper],
  })
  const id = idOf(await record({ by: helper, sebagai: 'helper-mfa' }))
  await giveRole(db, siti, 'auditor')
  t.like(await record({ by: helper, sebagai: 'helper-mfa' }), { hasil: 'hanya-bkd' })
  t.is(await confirm(id), 'hanya-bkd')
  t.is(await confirm(idOf(await record())), 'selesai')
})

test('one person refuses, also what was confirmed, until it is in force', async (t) => {
  const { db, second, siti, record, confirm } = await openRoom(t)
  const refuse = (id: string, at: Date): Promise<boolean> =>
    db.app.knex.transaction((trx) => refuseContact(trx, id, { by: second, at }))
  const waiting = idOf(await record())
  t.true(await refuse(waiting, AT))
  t.false(await refuse(waiting, AT))
  t.is(await confirm(waiting), 'sudah-diputus')
  const confirmed = idOf(await record())
  await confirm(confirmed)
  t.true(await refuse(confirmed, after(30)))
  t.like(await contactsOf(db.app, siti, days(1)), { noHp: '+6281111111111' })
  const late = idOf(await record())
  await confirm(late)
  t.false(await refuse(late, after(60)))
  t.like(await contactsOf(db.app, siti, days(1)), { noHp: NEW })
})

test('of ten confirmations at the same time one counts, and of ten records one waits', async (t) => {
  const { db, siti, record, confirm } = await openRoom(t)
  await Promise.all(Array.from({ length: 10 }, () => record()))
  const waiting = await db.owner.knex('kontak_dicatat').where({ pegawai_id: siti }).whereNull('putusan').pluck<string[]>('id')
  t.is(waiting.length, 1)
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => confirm(waiting[0] ?? '')))
  t.deepEqual(outcomes.toSorted(), ['selesai', ...Array<string>(9).fill('sudah-diputus')])
  t.is((await db.owner.knex('surat_keluar')).length, 2)
})

test('without its event nothing is recorded', async (t) => {
  const { db, record } = await openRoom(t)
  await db.owner.knex.raw('REVOKE INSERT ON audit_event FROM satu_login_app')
  await t.throwsAsync(record(), { code: '42501' })
  t.is((await db.owner.knex('kontak_dicatat')).length, 0)
})

const OLD = { nilai: 'lama', sejak: days(-100) }
const FRESH = { nilai: 'lama', sejak: days(-6) }
const HAND = { nilai: 'catatan', diputus: days(-20), berlaku: days(-19) }
const IN_FORCE: [name: string, file: Partial<OnFile>, expected: ReturnType<typeof contactInForce>][] = [
  ['nothing on file', {}, undefined],
  ['known for long', { feed: OLD }, { nilai: 'lama', boleh: true }],
  ['known for seven days to the instant', { feed: { ...OLD, sejak: days(-7) } }, { nilai: 'lama', boleh: true }],
  ['known for six days', { feed: FRESH }, { nilai: 'lama', boleh: false }],
  ['new with the first import', { feed: FRESH, awal: days(-6) }, { nilai: 'lama', boleh: true }],
  ['new after the first import', { feed: FRESH, awal: days(-6.01) }, { nilai: 'lama', boleh: false }],
  ['recorded by hand, the feed older', { feed: OLD, dicatat: HAND }, { nilai: 'catatan', boleh: true }],
  ['recorded by hand, nothing in the feed', { dicatat: HAND }, { nilai: 'catatan', boleh: true }],
  ['recorded by hand, the feed changed six days ago', { feed: FRESH, dicatat: HAND }, { nilai: 'catatan', boleh: true }],
  ['recorded by hand, the feed changed afterwards and long enough ago', { feed: { nilai: 'lama', sejak: days(-8) }, dicatat: HAND }, { nilai: 'lama', boleh: true }],
  ['recorded and not in force yet', { feed: OLD, dicatat: { ...HAND, berlaku: after(1) } }, { nilai: 'lama', boleh: true }],
  ['recorded, in force now', { feed: OLD, dicatat: { ...HAND, berlaku: AT } }, { nilai: 'catatan', boleh: true }],
]
for (const [name, file, expected] of IN_FORCE) {
  test(`a contact that is ${name}`, (t) => {
    t.deepEqual(contactInForce({ feed: undefined, dicatat: undefined, awal: undefined, ...file }, AT), expected)
  })
}

test('the person\'s own order goes before that of the message', (t) => {
  t.deepEqual(orderOf(null, 'surat'), ['email', 'sms'])
  t.deepEqual(orderOf(null, 'kode'), ['sms', 'email'])
  t.deepEqual(orderOf('email', 'kode'), ['email', 'sms'])
  t.deepEqual(orderOf('sms', 'surat'), ['sms', 'email'])
})

test('what is typed is read as it is stored', (t) => {
  t.is(readKontak('no_hp', ' 0812 3456 7890 '), '+6281234567890')
  t.is(readKontak('no_hp', '021 555 1234'), undefined)
  t.is(readKontak('email', ' siti@bkd.test '), 'siti@bkd.test')
  t.is(readKontak('email', 'siti@bkd'), undefined)
})
