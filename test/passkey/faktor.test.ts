import test from 'ava'
import { createFindVisitor } from '../../src/domain/accounts/visitor.service.ts'
import { simulate } from '../../src/domain/mfa/kebijakan/simulasi/simulasi.service.ts'
import { findOwnFactors } from '../../src/domain/mfa/own.queries.ts'
import { renameOwnFactor } from '../../src/domain/mfa/rename.service.ts'
import { revokeAllFactors } from '../../src/domain/mfa/reset.ts'
import { findPersonToday } from '../../src/domain/pegawai/person.queries.ts'
import { endEverythingOf } from '../../src/domain/sessions/endings/index.ts'
import { purgeExpired } from '../../src/domain/sessions/purge.service.ts'
import { removeOwnFactor } from '../../src/domain/sessions/remove-factor.service.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { addPerson, eventsOf } from '../accounts/support.ts'
import { testDatabase } from '../helpers/database.ts'
import { heard, listening } from '../helpers/house.ts'
import { until } from '../helpers/waiting.ts'
import { ruleOf } from '../kebijakan/support.ts'
import { addPasskeyRow, addTotpRow, reachable } from '../mfa/support.ts'
import { openPasskeys } from './support.ts'

const NIP = '199001012015031001'
const clock = systemClock()
const today = clock.today()

test('passkeys that open something stand among the factors of a person, in one statement', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const sub = await addPerson(db, { nip: NIP })
  const totp = await addTotpRow(db, sub, { konfirmasi_at: new Date('2026-02-01T01:02:03Z') })
  const id = await addPasskeyRow(db, sub, { dibuat_at: new Date('2026-01-01T01:02:03Z') })
  await addPasskeyRow(db, sub, { revoked_at: new Date() })
  const stopped = await addPasskeyRow(db, sub, { nama: 'Ponsel lama', ditandai_at: new Date(), dibuat_at: new Date('2026-03-01T01:02:03Z') })
  const before = db.app.statements
  const person = await findPersonToday(db.app, sub, today)
  t.is(db.app.statements - before, 1)
  t.deepEqual(person?.faktor, [
    { id, jenis: 'passkey', nama: 'Laptop', sejak: new Date('2026-01-01T01:02:03Z') },
    { id: totp, jenis: 'totp', nama: 'Ponsel', sejak: new Date('2026-02-01T01:02:03Z') },
  ])
  const own = await findOwnFactors(db.app, sub)
  t.deepEqual(own.faktor, person?.faktor)
  t.deepEqual(own.dihentikan, [{ id: stopped, jenis: 'passkey', nama: 'Ponsel lama', sejak: new Date('2026-03-01T01:02:03Z') }],
    'its owner sees it, to take it away')
})

test('every node hears of a passkey that came, was renamed, stopped or taken away, and of none that was only used', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const sub = await addPerson(db, { nip: NIP, passwordHash: 'x' })
  const listener = await listening(t, db.appUrl)
  await until(() => listener.fresh())
  const find = createFindVisitor(db.app, listener, clock)
  const names = async () => {
    await heard(db)
    return (await find(sub))?.faktor.map(({ nama }) => nama)
  }
  t.deepEqual(await names(), [])
  const first = await addPasskeyRow(db, sub)
  const second = await addPasskeyRow(db, sub, { nama: 'Ponsel' })
  t.deepEqual((await names())?.toSorted(), ['Laptop', 'Ponsel'])
  const before = db.app.statements
  await db.owner.knex('faktor_passkey').update({ penghitung: 5, dipakai_at: new Date() })
  await names()
  t.is(db.app.statements - before, 1, 'a sign-in makes nobody read the person anew: it is the last run that is looked for')
  await db.owner.knex('faktor_passkey').where({ id: first }).update({ ditandai_at: new Date() })
  t.deepEqual(await names(), ['Ponsel'])
  await db.owner.knex('faktor_passkey').where({ id: second }).update({ nama: 'Ponsel baru' })
  t.deepEqual(await names(), ['Ponsel baru'])
  await db.owner.knex('faktor_passkey').where({ id: second }).update({ revoked_at: new Date() })
  t.deepEqual(await names(), [])
})

test('its owner renames a passkey and takes it away, a stopped one too; nobody else does', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const sub = await addPerson(db, { nip: NIP, passwordHash: 'x' })
  const other = await addPerson(db, { nip: '199001012015031002', passwordHash: 'x' })
  await reachable(db, 'siti@contoh.test')
  const id = await addPasskeyRow(db, sub, { ditandai_at: new Date() })
  const deps = { database: db.app, clock }
  const faktor = { id, jenis: 'passkey', nama: 'Laptop' } as const
  t.false(await renameOwnFactor(deps, { pegawaiId: other, faktor, nama: 'Milik saya' }))
  t.false(await renameOwnFactor(deps, { pegawaiId: sub, faktor: { ...faktor, jenis: 'totp' }, nama: 'Lain' }))
  t.false(await renameOwnFactor(deps, { pegawaiId: sub, faktor, nama: ' \n ' }))
  t.true(await renameOwnFactor(deps, { pegawaiId: sub, faktor, nama: ' Laptop   kantor ' }))
  t.like(await db.app.knex('faktor_passkey').first(), { nama: 'Laptop kantor' })
  t.false(await removeOwnFactor(deps, { pegawaiId: other, faktor }))
  t.true(await removeOwnFactor(deps, { pegawaiId: sub, faktor }))
  t.false(await removeOwnFactor(deps, { pegawaiId: sub, faktor }))
  const events = await eventsOf(db)
  t.deepEqual(events.map(({ kind, subject, data }) => [kind, subject, data]).toSorted(), [
    ['faktor.dicabut', sub, { jenis: 'passkey', faktor: id }], ['faktor.dinamai', sub, { jenis: 'passkey', faktor: id }],
  ])
  t.like(await db.app.knex('surat_keluar').first(), { data: { kejadian: 'dicabut', faktor: 'Laptop' } })
})

test('a reset takes passkeys with everything else', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const sub = await addPerson(db, { nip: NIP })
  const totp = await addTotpRow(db, sub)
  const passkeys = [await addPasskeyRow(db, sub), await addPasskeyRow(db, sub, { ditandai_at: new Date() })]
  const { faktor } = await db.app.knex.transaction((trx) => revokeAllFactors(trx, sub, new Date()))
  t.deepEqual(faktor.toSorted(), [totp, ...passkeys].toSorted())
  t.is((await db.app.knex('faktor_passkey').where({ revoked_at: null })).length, 0)
})

for (const [title, change, reason, left] of [
  ['was dismissed loses them', { keadaan: 'tutup' }, 'berhenti', 0],
  ['is suspended keeps them', { keadaan: 'beku' }, 'berhenti', 1],
  ['is frozen keeps them', { keadaan: 'aktif' }, 'dibekukan', 1],
] as const) {
  test(`of passkeys, who ${title}`, async (t) => {
    const db = await testDatabase(t, 'kosong')
    const sub = await addPerson(db, { nip: NIP })
    const other = await addPerson(db, { nip: '199001012015031002' })
    await db.owner.knex('pegawai').where({ id: sub }).update(change)
    for (const one of [sub, other]) await addPasskeyRow(db, one)
    await db.app.knex.transaction((trx) => endEverythingOf(trx, { pegawaiIds: [sub], reason, at: new Date() }))
    const have = async (pegawai_id: string) => (await db.app.knex('faktor_passkey').where({ pegawai_id, revoked_at: null })).length
    t.deepEqual([await have(sub), await have(other)], [left, 1])
  })
}

test('challenges go a minute after they are over', async (t) => {
  const { db, ask, later } = await openPasskeys(t)
  await ask()
  later(60)
  await ask()
  later(-60)
  const at = new Date(Date.now() + 6 * 60_000 + 1_000)
  t.like(await purgeExpired(db.app, { now: () => at, today: () => today }), { tantangan_passkey: 1 })
  t.is((await db.app.knex('tantangan_passkey')).length, 1)
})

test('the simulation counts a passkey as fitting for a second factor and for what withstands phishing', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const people = (await db.app.query<{ id: string }>({
    text: `SELECT p.id FROM pegawai p JOIN account a ON a.pegawai_id = p.id WHERE p.keadaan = 'aktif' ORDER BY p.id LIMIT 3`, values: [],
  })).map(({ id }) => id)
  await addPasskeyRow(db, people[0] ?? '')
  await addTotpRow(db, people[1] ?? '')
  await addPasskeyRow(db, people[2] ?? '', { ditandai_at: new Date() })
  for (const [tuntutan, berfaktor] of [['faktor-kedua', 2], ['tahan-phishing', 1]] as const) {
    const { total } = await simulate(db.app, ruleOf({ siapa: { pegawai: people }, tuntutan, sejak: today }), today)
    t.like(total, { berfaktor, terkunci: 3 - berfaktor }, tuntutan)
  }
})
