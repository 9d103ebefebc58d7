import { randomBytes } from 'node:crypto'
import test, { type ExecutionContext } from 'ava'
import { beginTotp, confirmTotp, findEnrolment } from '../../src/domain/mfa/totp/enrol.service.ts'
import { codeAt, stepAt } from '../../src/domain/mfa/totp/totp.rules.ts'
import { type TotpOutcome, verifyTotp } from '../../src/domain/mfa/totp/verify.service.ts'
import { openDatabase } from '../../src/kernel/db/database.ts'
import { perform } from '../../src/kernel/db/unit-of-work.ts'
import { dayInWib } from '../../src/kernel/lib/clock.ts'
import { createSeal } from '../../src/kernel/lib/seal.ts'
import { addPerson, eventsOf } from '../accounts/support.ts'
import { testDatabase } from '../helpers/database.ts'
import { reachable } from './support.ts'

const START = new Date('2026-11-28T05:00:12Z').getTime()

/** A person with an address, and a clock that goes when it is told to. */
async function setUp(t: ExecutionContext) {
  const db = await testDatabase(t, 'kosong')
  const seal = createSeal([{ id: 'uji', key: randomBytes(32) }])
  const sub = await addPerson(db, { nip: '199001012015031001', passwordHash: 'x' })
  await reachable(db, 'siti@contoh.test')
  let at = START
  const clock = { now: () => new Date(at), today: () => dayInWib(new Date(at)) }
  const dependencies = { database: db.app, seal, clock }
  const begin = async () => {
    const id = await beginTotp(dependencies, sub) ?? ''
    const enrolment = await findEnrolment(dependencies, { pegawaiId: sub, id, nomor: '199001012015031001' })
    return { id, secret: enrolment?.kunci.join('') ?? '', enrolment }
  }
  const verify = (code: string) => perform(db.app, () => verifyTotp(dependencies, { pegawaiId: sub, code }))
  /** The code that a phone shows whose clock is off by so many minutes. */
  const shown = (secret: string, minutesOff = 0) => codeAt(secret, stepAt(new Date(at + minutesOff * 60_000)))
  const enrol = async (nama?: string) => {
    const { id, secret } = await begin()
    await confirmTotp(dependencies, { pegawaiId: sub, id, code: shown(secret), nama })
    return { id, secret }
  }
  return { db, sub, dependencies, begin, enrol, verify, shown, later: (seconds: number) => { at += seconds * 1000 } }
}

test('a seed counts for nothing until its phone shows a right code; then the owner and the trail are told', async (t) => {
  const { db, sub, dependencies, begin, verify, shown } = await setUp(t)
  const { id, secret, enrolment } = await begin()
  t.regex(enrolment?.uri ?? '', /^otpauth:\/\/totp\/.*secret=[A-Z2-7]{32}/)
  t.notRegex(enrolment?.uri ?? '', /199001/, 'no NIP')
  t.is((await verify(shown(secret))).ok, false)
  t.deepEqual(await confirmTotp(dependencies, { pegawaiId: sub, id, code: '000000' }), { ok: false, alasan: 'salah' })
  t.deepEqual(await db.app.knex('surat_keluar'), [])
  t.deepEqual(await confirmTotp(dependencies, { pegawaiId: sub, id, code: shown(secret), nama: 'Ponsel merah' }),
    { ok: true, faktorId: id })
  t.like(await db.app.knex('faktor_totp').first(), { nama: 'Ponsel merah', langkah_terakhir: stepAt(new Date(START)) })
  t.deepEqual((await eventsOf(db)).filter(({ kind }) => kind === 'faktor.ditambahkan').map(({ actor, subject, data }) =>
    ({ actor, subject, data })), [{ actor: `pegawai:${sub}`, subject: sub, data: { jenis: 'totp', faktor: id } }])
  t.like(await db.app.knex('surat_keluar').first(), {
    kepada: 'siti@contoh.test', template: 'faktor-berubah',
    data: { kejadian: 'ditambahkan', faktor: 'Ponsel merah', saat: new Date(START).toISOString(), sisa: 0 },
  })
})

test('the seed is kept sealed, bound to its row', async (t) => {
  const { db, begin } = await setUp(t)
  const { secret } = await begin()
  const row = await db.app.knex('faktor_totp').first<{ rahasia_sealed: string }>('rahasia_sealed')
  t.regex(row.rahasia_sealed, /^v1\.uji\./)
  t.false(row.rahasia_sealed.includes(secret))
})

test('what was begun belongs to its person, to one confirmation and to an hour', async (t) => {
  const { db, sub, dependencies, begin, shown, later } = await setUp(t)
  const other = await addPerson(db, { nip: '199001012015031002' })
  const { id, secret } = await begin()
  t.is(await findEnrolment(dependencies, { pegawaiId: other, id, nomor: null }), undefined)
  t.deepEqual(await confirmTotp(dependencies, { pegawaiId: other, id, code: shown(secret) }), { ok: false, alasan: 'hilang' })
  later(3599)
  t.truthy(await findEnrolment(dependencies, { pegawaiId: sub, id, nomor: null }))
  later(1)
  t.deepEqual(await confirmTotp(dependencies, { pegawaiId: sub, id, code: shown(secret) }), { ok: false, alasan: 'hilang' })
  const second = await begin()
  const confirm = () => confirmTotp(dependencies, { pegawaiId: sub, id: second.id, code: shown(second.secret) })
  const both = await Promise.all([confirm(), confirm()])
  t.deepEqual(both.map(({ ok }) => ok).toSorted(), [false, true])
  t.not(second.secret, secret, 'each begins with a seed of its own')
})

test('a clock that is four minutes off is told at enrolment', async (t) => {
  const { sub, dependencies, begin, shown } = await setUp(t)
  const { id, secret } = await begin()
  t.deepEqual(await confirmTotp(dependencies, { pegawaiId: sub, id, code: shown(secret, -4) }),
    { ok: false, alasan: 'meleset', selisih: { arah: 'lambat', menit: 4 } })
})

test('a code signs in once; the next one does again', async (t) => {
  const { db, enrol, verify, shown, later } = await setUp(t)
  const { id, secret } = await enrol()
  t.deepEqual(await verify(shown(secret)), { ok: false, alasan: 'terpakai', tungguDetik: 18 }, 'used to confirm')
  later(30)
  t.deepEqual(await verify(shown(secret)), { ok: true, faktorId: id })
  t.like(await verify(shown(secret)), { alasan: 'terpakai' })
  later(30)
  const before = db.app.statements
  t.true((await verify(shown(secret))).ok)
  t.is(db.app.statements - before, 4, 'the try, the seeds, the step with the try given back, the event')
  const tries = await db.app.knex('percobaan_masuk').first<{ percobaan: unknown[] }>('percobaan')
  t.is(tries.percobaan.length, 2, 'of the right ones none is left')
  const events = (await eventsOf(db)).filter(({ kind }) => kind.startsWith('faktor.') && kind !== 'faktor.ditambahkan')
  t.deepEqual(events.map(({ kind, stream, data }) => [kind, stream, data['alasan']]), [
    ['faktor.gagal', 'masuk', 'terpakai'], ['faktor.terbukti', 'masuk', undefined],
    ['faktor.gagal', 'masuk', 'terpakai'], ['faktor.terbukti', 'masuk', undefined],
  ])
})

test('the meter accepts nothing, and what it told of too early never becomes good', async (t) => {
  const { enrol, verify, shown, later } = await setUp(t)
  const { secret } = await enrol()
  later(600)
  t.deepEqual(await verify(shown(secret, -4)), { ok: false, alasan: 'meleset', selisih: { arah: 'lambat', menit: 4 } })
  const early = shown(secret, 4)
  t.deepEqual(await verify(early), { ok: false, alasan: 'meleset', selisih: { arah: 'cepat', menit: 4 } })
  later(240)
  t.is(shown(secret), early)
  t.like(await verify(early), { alasan: 'terpakai' })
  later(30)
  t.true((await verify(shown(secret))).ok)
})

test('several phones, each with its name and its own steps; no more than five', async (t) => {
  const { db, sub, dependencies, enrol, verify, shown, later } = await setUp(t)
  const one = await enrol('Ponsel')
  const two = await enrol('Tablet')
  later(30)
  t.deepEqual(await verify(shown(one.secret)), { ok: true, faktorId: one.id })
  t.deepEqual(await verify(shown(two.secret)), { ok: true, faktorId: two.id })
  for (let count = 0; count < 3; count += 1) await enrol()
  t.is(await beginTotp(dependencies, sub), undefined)
  t.is((await db.app.knex('faktor_totp')).length, 5)
})

test('ten wrong codes in a quarter of an hour, whatever else is tried; a hundred in a row, and only another way is left', async (t) => {
  const { db, enrol, verify, shown, later } = await setUp(t)
  const { secret } = await enrol()
  later(60)
  const outcomes: TotpOutcome[] = []
  for (let count = 0; count < 11; count += 1) outcomes.push(await verify('000000'))
  t.deepEqual(outcomes.map((one) => 'alasan' in one ? one.alasan : 'ok'), [...Array<string>(10).fill('salah'), 'ditahan'])
  await db.owner.knex('percobaan_masuk').delete()
  await db.owner.knex('faktor_totp').update({ gagal_beruntun: 98 })
  t.like(await verify('000000'), { alasan: 'salah' })
  t.is((await eventsOf(db)).filter(({ kind }) => kind === 'faktor.terkunci').length, 0)
  t.like(await verify('000000'), { alasan: 'salah' })
  t.is((await eventsOf(db)).filter(({ kind }) => kind === 'faktor.terkunci').length, 1)
  t.is((await db.app.knex('surat_keluar').whereRaw(`data->>'kejadian' = 'terkunci'`)).length, 1)
  t.like(await verify(shown(secret)), { alasan: 'terkunci' })
})

test('a right code begins the count of wrong ones anew', async (t) => {
  const { db, enrol, verify, shown, later } = await setUp(t)
  const { secret } = await enrol()
  later(60)
  await verify('000000')
  t.like(await db.app.knex('faktor_totp').first(), { gagal_beruntun: 1 })
  await verify(shown(secret))
  t.like(await db.app.knex('faktor_totp').first(), { gagal_beruntun: 0 })
})

test('a code that cannot be told of is not accepted', async (t) => {
  const { db, enrol, verify, shown, later } = await setUp(t)
  const { secret } = await enrol()
  later(60)
  await db.owner.knex.raw('REVOKE INSERT ON audit_event FROM satu_login_app')
  await t.throwsAsync(verify(shown(secret)), { code: '42501' })
})

test('of twenty uses of one step at the same time, from two nodes, one signs in', async (t) => {
  const { db, sub, dependencies, enrol, shown, later } = await setUp(t)
  const { secret } = await enrol()
  later(60)
  const code = shown(secret)
  const other = openDatabase(db.appUrl)
  t.teardown(() => other.close())
  const outcomes = await Promise.all(Array.from({ length: 20 }, (_, index) => {
    const database = index % 2 === 0 ? db.app : other
    return perform(database, () => verifyTotp({ ...dependencies, database }, { pegawaiId: sub, code }))
  }))
  t.is(outcomes.filter(({ ok }) => ok).length, 1)
  const refused = outcomes.flatMap((one) => 'alasan' in one ? [one.alasan] : [])
  t.true(refused.every((alasan) => alasan === 'terpakai' || alasan === 'ditahan'), refused.join())
  t.true(refused.includes('terpakai'), 'some came as far as the step')
})
