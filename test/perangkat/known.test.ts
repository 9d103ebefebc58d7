import test, { type ExecutionContext } from 'ava'
import { createFindVisitor } from '../../src/domain/accounts/visitor.service.ts'
import { MOST_DEVICES } from '../../src/domain/mfa/perangkat/perangkat.rules.ts'
import { purgeExpired } from '../../src/domain/sessions/purge.service.ts'
import { openPage, sendFrom } from '../helpers/akun.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { listening, openHouse } from '../helpers/house.ts'
import { type Credentials, demoPerson } from '../helpers/people.ts'
import { until } from '../helpers/waiting.ts'
import { subOf } from '../sessions/people.ts'
import { devicesOf, later, signInAs, type SignIn, skpOf, toldOfNew } from './support.ts'

// Which devices a person has, and how he learns of a new one.

const CHROME = { 'user-agent': 'Mozilla/5.0 (Linux; Android 8.1.0; Redmi 6A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/91.0.4472.120 Mobile Safari/537.36' }
const LIAR = { 'user-agent': 'Batalkan di evil.example/x/1.0 (Windows NT 10.0)' }

async function stage(t: ExecutionContext) {
  const house = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const sub = await subOf(house.db, person.nip)
  await house.db.owner.knex('pegawai').where({ id: sub }).update({ email: 'siti@contoh.test', no_hp: '081200000000' })
  await house.db.owner.knex('pegawai').where({ id: sub }).update({ email_sejak: new Date('2026-01-01'), no_hp_sejak: new Date('2026-01-01') })
  const party = await skpOf(house)
  const signIn = (how: SignIn = {}, who: Credentials = person) => signInAs(house, party, who, how)
  return { house, person, sub, party, signIn }
}

test('the first device is told to nobody, each other one once, however often he signs in from it', async (t) => {
  const { house, sub, signIn } = await stage(t)
  const { jar } = await signIn({ jar: cookieJar(CHROME) })
  t.deepEqual(await toldOfNew(house, sub), { sinyal: 0, surat: 0 })
  await signIn({ jar: await later(house, jar) })
  t.deepEqual((await devicesOf(house, sub)).map(({ nama }) => nama), ['Chrome, Android'])
  const other = await signIn({ jar: cookieJar(LIAR) })
  t.deepEqual(await toldOfNew(house, sub), { sinyal: 1, surat: 1 })
  await signIn({ jar: await later(house, other.jar) })
  t.deepEqual(await toldOfNew(house, sub), { sinyal: 1, surat: 1 })
  t.deepEqual((await devicesOf(house, sub)).map(({ nama }) => nama), ['Chrome, Android', 'Windows'], 'no words of a stranger')
  const [{ data } = { data: {} }] = await house.db.owner.knex('surat_keluar').where({ template: 'perangkat-baru', saluran: 'email' })
    .select<{ data: Record<string, unknown> }[]>('data')
  t.is((data as { perangkat?: string }).perangkat, 'Windows')
})

test('a shared computer is no device, and is told of to nobody', async (t) => {
  const { house, sub, signIn } = await stage(t)
  await signIn()
  await signIn({ bersama: true })
  t.is((await devicesOf(house, sub)).length, 1)
  t.deepEqual(await toldOfNew(house, sub), { sinyal: 0, surat: 0 })
})

test('two people at one computer are two devices, and neither is told of the other', async (t) => {
  const { house, sub, signIn } = await stage(t)
  const other = await demoPerson(house.db.app, 'Plt')
  const { jar } = await signIn()
  await signIn({ jar: await later(house, jar) }, other)
  const theirs = await devicesOf(house, await subOf(house.db, other.nip))
  t.is(theirs.length, 1)
  t.deepEqual(await toldOfNew(house, await subOf(house.db, other.nip)), { sinyal: 0, surat: 0 })
  const sidik = await house.db.owner.knex('perangkat').pluck<Buffer[]>('sidik')
  t.false(sidik[0]?.equals(sidik[1] ?? Buffer.alloc(0)) ?? true, 'no row leads to the other')
  t.is((await devicesOf(house, sub)).length, 1)
})

test('when a device was seen last moves once a day', async (t) => {
  const { house, sub, signIn } = await stage(t)
  const { jar } = await signIn()
  const [first] = await devicesOf(house, sub)
  await signIn({ jar: await later(house, jar) })
  t.deepEqual((await devicesOf(house, sub))[0]?.terakhir, first?.terakhir)
})

test('a forgotten device is new the next time', async (t) => {
  const { house, sub, signIn } = await stage(t)
  const { jar } = await signIn()
  await signIn()
  const [device] = await devicesOf(house, sub)
  await sendFrom(house, jar, '/akun/perangkat', { perangkat: device?.id ?? '', aksi: 'lupakan' })
  await house.heard()
  await signIn({ jar: await later(house, jar) })
  t.deepEqual(await toldOfNew(house, sub), { sinyal: 2, surat: 2 })
  t.is((await devicesOf(house, sub)).filter((one) => one.dicabut_at === null).length, 2)
})

test('a list has room for so many, whichever was unseen longest goes; and every node hears of it', async (t) => {
  const { house, sub, signIn } = await stage(t)
  const at = new Date('2026-01-01')
  await house.db.owner.knex('perangkat').insert(Array.from({ length: MOST_DEVICES }, (_, n) => (
    { pegawai_id: sub, sidik: Buffer.from(`uji ${n}`), pertama: at, terakhir: new Date(at.getTime() + n * 1000) })))
  await house.heard()
  const listener = await listening(t, house.db.appUrl)
  await until(() => listener.fresh())
  const find = createFindVisitor(house.db.app, listener, house.clock)
  const known = async () => {
    await house.heard()
    return (await find(sub))?.perangkat.map(({ sidik }) => Buffer.from(sidik, 'hex').toString()) ?? []
  }
  t.true((await known()).includes('uji 0'))
  await signIn()
  const left = await known()
  t.is(left.length, MOST_DEVICES)
  t.deepEqual([left.includes('uji 0'), left.includes('uji 1')], [false, true])
  const before = house.db.app.statements
  await house.db.owner.knex('perangkat').where({ pegawai_id: sub }).update({ terakhir: new Date() })
  await known()
  t.true(house.db.app.statements - before <= 1, 'that one was seen makes nobody read the person anew')
})

test('what nobody saw for longer than a cookie lives is purged', async (t) => {
  const { house, sub, signIn } = await stage(t)
  await signIn()
  await signIn()
  const [first] = await devicesOf(house, sub)
  await house.db.owner.knex('perangkat').where({ id: first?.id }).update({ terakhir: new Date(Date.now() - 401 * 86_400_000) })
  t.is((await purgeExpired(house.db.app, house.clock))['perangkat'], 1)
  t.is((await devicesOf(house, sub)).length, 1)
})

test('the page of one\'s devices, the history and the copy of one\'s data tell of them', async (t) => {
  const { house, sub, signIn } = await stage(t)
  const other = await demoPerson(house.db.app, 'Plt')
  const { jar } = await signIn({ jar: cookieJar(CHROME) })
  await signIn()
  const html = await openPage(house, jar, '/akun/perangkat')
  t.is(html.split('name="perangkat"').length - 1, 2)
  t.regex(html, /<b>Chrome, Android<\/b> <b class="badge">Perangkat ini<\/b>/)
  t.regex(await openPage(house, jar, '/akun/riwayat'), /Masuk dari perangkat baru/)
  const copy = JSON.parse(await openPage(house, jar, '/akun/data/unduh')) as { perangkat: object[] }
  t.deepEqual(copy.perangkat.map((one) => Object.keys(one).toSorted()), [0, 1].map(() => ['dilupakan', 'dipercaya_sampai', 'nama', 'pertama', 'terakhir']))
  // A device of somebody else is none of his.
  const { jar: theirs } = await signIn({}, other)
  const [device] = await devicesOf(house, sub)
  for (const aksi of ['cabut', 'lupakan']) {
    const answer = await sendFrom(house, theirs, '/akun/perangkat', { perangkat: device?.id ?? '', aksi })
    t.is(answer.headers.get('location'), '/akun/perangkat?pesan=perangkat-sudah')
  }
  t.is((await devicesOf(house, sub))[0]?.dicabut_at, null)
  for (const fields of [{ perangkat: 'x', aksi: 'lupakan' }, { perangkat: device?.id ?? '', aksi: 'x' }]) {
    t.is((await sendFrom(house, jar, '/akun/perangkat', fields)).status, 400)
  }
})
