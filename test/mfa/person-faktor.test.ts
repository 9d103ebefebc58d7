import test from 'ava'
import { createFindVisitor } from '../../src/domain/accounts/visitor.service.ts'
import { findPersonToday } from '../../src/domain/pegawai/person.queries.ts'
import { endEverythingOf } from '../../src/domain/sessions/endings/index.ts'
import { purgeExpired } from '../../src/domain/sessions/purge.service.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { addPerson } from '../accounts/support.ts'
import { testDatabase } from '../helpers/database.ts'
import { heard, listening } from '../helpers/house.ts'
import { until } from '../helpers/waiting.ts'
import { addCodeRows, addTotpRow } from './support.ts'

const NIP = '199001012015031001'
const today = systemClock().today()

test('a person has the factors that were confirmed and not revoked, the oldest first, and the codes that are left', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const sub = await addPerson(db, { nip: NIP })
  t.like(await findPersonToday(db.app, sub, today), { faktor: [], kodePemulihan: 0 })
  const second = await addTotpRow(db, sub, { nama: 'Tablet', konfirmasi_at: new Date('2026-02-01T01:02:03Z') })
  const first = await addTotpRow(db, sub, { konfirmasi_at: new Date('2026-01-01T01:02:03Z') })
  await addTotpRow(db, sub, { konfirmasi_at: null })
  await addTotpRow(db, sub, { revoked_at: new Date(), rahasia_sealed: null })
  await addCodeRows(db, sub, 4)
  await db.owner.knex('kode_pemulihan').where({ awalan: 'U1' }).update({ used_at: new Date() })
  const before = db.app.statements
  const person = await findPersonToday(db.app, sub, today)
  t.is(db.app.statements - before, 1)
  t.deepEqual(person?.faktor, [
    { id: first, jenis: 'totp', nama: 'Ponsel', sejak: new Date('2026-01-01T01:02:03Z') },
    { id: second, jenis: 'totp', nama: 'Tablet', sejak: new Date('2026-02-01T01:02:03Z') },
  ])
  t.is(person?.kodePemulihan, 3)
})

test('every node hears of a factor that came, changed or went, and of none that was only used', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const sub = await addPerson(db, { nip: NIP, passwordHash: 'x' })
  const listener = await listening(t, db.appUrl)
  await until(() => listener.fresh())
  const find = createFindVisitor(db.app, listener, systemClock())
  const names = async () => {
    await heard(db)
    return (await find(sub))?.faktor.map(({ nama }) => nama)
  }
  t.deepEqual(await names(), [])
  const id = await addTotpRow(db, sub)
  t.deepEqual(await names(), ['Ponsel'])
  const before = db.app.statements
  await db.owner.knex('faktor_totp').where({ id }).update({ langkah_terakhir: 5, dipakai_at: new Date() })
  t.deepEqual(await names(), ['Ponsel'])
  t.is(db.app.statements - before, 1, 'a sign-in makes nobody read the person anew: it is the last run that is looked for')
  await db.owner.knex('faktor_totp').where({ id }).update({ nama: 'Ponsel baru' })
  t.deepEqual(await names(), ['Ponsel baru'])
  await db.owner.knex('faktor_totp').where({ id }).update({ revoked_at: new Date() })
  t.deepEqual(await names(), [])
  await addCodeRows(db, sub, 2)
  await heard(db)
  t.is((await find(sub))?.kodePemulihan, 2)
})

for (const [title, change, reason, left] of [
  ['was dismissed loses them, with their seeds', { keadaan: 'tutup' }, 'berhenti', 0],
  ['died loses them', { tgl_meninggal: '2026-01-01' }, 'berhenti', 0],
  ['is suspended keeps them', { keadaan: 'beku' }, 'berhenti', 1],
  ['is frozen keeps them', { keadaan: 'aktif' }, 'dibekukan', 1],
  ['got a new password keeps them', { keadaan: 'aktif' }, 'sandi-diganti', 1],
] as const) {
  test(`of factors and codes, who ${title}`, async (t) => {
    const db = await testDatabase(t, 'kosong')
    const sub = await addPerson(db, { nip: NIP })
    const other = await addPerson(db, { nip: '199001012015031002' })
    await db.owner.knex('pegawai').where({ id: sub }).update(change)
    for (const one of [sub, other]) {
      await addTotpRow(db, one)
      await addCodeRows(db, one, 1)
    }
    await db.app.knex.transaction((trx) => endEverythingOf(trx, { pegawaiIds: [sub], reason, at: new Date() }))
    const have = async (pegawai_id: string) => [
      (await db.app.knex('faktor_totp').where({ pegawai_id, revoked_at: null }).whereNotNull('rahasia_sealed')).length,
      (await db.app.knex('kode_pemulihan').where({ pegawai_id, revoked_at: null })).length,
    ]
    t.deepEqual(await have(sub), [left, left])
    t.deepEqual(await have(other), [1, 1])
    t.is((await db.app.knex('faktor_totp').where({ pegawai_id: sub }).whereNotNull('rahasia_sealed')).length, left)
  })
}

test('what was begun and not ended goes after an hour; spent codes a month later', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const sub = await addPerson(db, { nip: NIP })
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)
  await addTotpRow(db, sub, { konfirmasi_at: null, dibuat_at: ago(61) })
  await addTotpRow(db, sub, { konfirmasi_at: null, dibuat_at: ago(59) })
  await addTotpRow(db, sub, { dibuat_at: ago(61) })
  await addCodeRows(db, sub, 3)
  const month = 31 * 24 * 60
  await db.owner.knex('kode_pemulihan').where({ awalan: 'U0' }).update({ used_at: ago(month) })
  await db.owner.knex('kode_pemulihan').where({ awalan: 'U1' }).update({ revoked_at: ago(1) })
  t.like(await purgeExpired(db.app, systemClock()), { faktor_totp: 1, kode_pemulihan: 1 })
  t.is((await db.app.knex('faktor_totp')).length, 2)
  t.is((await db.app.knex('kode_pemulihan')).length, 2)
})
