import test, { type ExecutionContext } from 'ava'
import { currentRules } from '../../src/domain/mfa/kebijakan/kebijakan.queries.ts'
import type { Orang } from '../../src/domain/mfa/kebijakan/aturan.ts'
import { demandOf, isReminderDue } from '../../src/domain/mfa/kebijakan/tuntutan.rules.ts'
import { dayInWib } from '../../src/kernel/lib/clock.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { testDatabase } from '../helpers/database.ts'
import { openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, post, typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { giveTotp, phoneShows } from '../helpers/totp.ts'
import { subOf } from '../sessions/people.ts'
import { beginWithDefaults, personOf } from './support.ts'

const later = (day: string, days: number): string => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

const CHIEF: Partial<Orang> = { jabatan: { id: 'x', nama: 'Kepala', jenis: 'struktural', eselon: 'II.a', tmt: null } }

test('product roles at once, eselon I and II within a week, everybody within a quarter, reminded in its last thirty days', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await beginWithDefaults(db)
  const rules = (await currentRules(db.app)).map(({ aturan }) => aturan)
  t.deepEqual(rules.map(({ id }) => id), ['eselon-i-ii', 'peran-produk', 'semua-pegawai'])
  const begin = rules[0]?.sejak ?? ''
  const asked = (person: Partial<Orang>, days: number) => {
    const today = later(begin, days)
    const client = { client_id: 'skp', berisiko: false, kelompok: null }
    const demand = demandOf(rules, { person: personOf(person), client, network: '10.0.0.1', today })
    if (demand.pendaftaranSampai === undefined) return demand.acr.replace('urn:bantenprov:acr:', '')
    return isReminderDue(demand, today) ? 'diingatkan' : 'tenggang'
  }
  t.deepEqual([asked({ roles: [{ role: 'auditor' }] }, 0), asked({ roles: [{ role: 'auditor' }] }, 400)], ['mfa', 'mfa'])
  t.deepEqual([0, 7, 8].map((days) => asked(CHIEF, days)), ['diingatkan', 'diingatkan', 'mfa'])
  t.deepEqual([0, 60, 61, 90, 91].map((days) => asked({}, days)), ['tenggang', 'tenggang', 'diingatkan', 'diingatkan', 'mfa'])
  t.is(asked({ faktor: [{ jenis: 'totp' }] }, 0), 'mfa', 'who has a factor is asked for it from the first day')
  t.is(asked({}, -1), 'sandi')
})

async function open(t: ExecutionContext) {
  const house = await openHouse(t, { template: 'penuh' })
  const jar = cookieJar()
  const pageAt = async (url: URL | string) => {
    const page = await jar.follow(url)
    return { url: new URL(page.url), html: await page.text(), status: page.status }
  }
  const send = (page: { url: URL; html: string }, fields: Record<string, string>) =>
    post(jar, new URL(actionOf(page.html), page.url), { ...hiddenFields(page.html), ...fields })
  return { house, jar, pageAt, send }
}

test('who holds a role and has no factor sets one up before the staff door opens', async (t) => {
  const { house, jar, pageAt } = await open(t)
  await beginWithDefaults(house.db)
  await house.heard()
  const person = await demoPerson(house.db.app, 'bkd')
  const step = await pageAt(locationOf(await typePassword(jar, `${house.issuer}/bkd`, person)))
  t.regex(step.html, /href="otpauth:\/\/totp\//)
  t.is((await house.db.app.knex('oidc_session').whereNotNull('account_id')).length, 0)
  t.regex((await pageAt(`${house.issuer}/bkd`)).html, /name="sandi"/)
})

test('a policy that begins is asked at the next page of a living session: the code alone, then the page that was wanted', async (t) => {
  const { house, jar, pageAt, send } = await open(t)
  const person = await demoPerson(house.db.app, 'bkd')
  await jar.follow(locationOf(await typePassword(jar, `${house.issuer}/bkd`, person)))
  t.is((await pageAt(`${house.issuer}/bkd/pegawai`)).status, 200)
  const key = await giveTotp(house, await subOf(house.db, person.nip))
  t.is((await pageAt(`${house.issuer}/bkd/pegawai`)).url.pathname, '/bkd/pegawai', 'no rule asks yet')
  await beginWithDefaults(house.db)
  await house.heard()
  const step = await pageAt(`${house.issuer}/bkd/pegawai`)
  t.regex(step.url.pathname, /^\/masuk\//)
  t.notRegex(step.html, /name="sandi"/)
  const back = await pageAt(locationOf(await send(step, { kode: phoneShows(key) })))
  t.is(back.url.pathname, '/bkd/pegawai')
  t.is((await pageAt(`${house.issuer}/bkd`)).url.pathname, '/bkd')
})

test('a form sent after the policy began is not obeyed: it leads through the code to its page', async (t) => {
  const { house, jar, pageAt } = await open(t)
  const person = await demoPerson(house.db.app, 'bkd')
  await jar.follow(locationOf(await typePassword(jar, `${house.issuer}/bkd/pegawai`, person)))
  const page = await pageAt(`${house.issuer}/bkd/pegawai`)
  await giveTotp(house, await subOf(house.db, person.nip))
  await beginWithDefaults(house.db)
  await house.heard()
  const sent = await post(jar, new URL('/bkd/pegawai', house.issuer), { ...hiddenFields(page.html), cari: 'contoh' })
  t.is(sent.status, 303)
  t.is(locationOf(sent).pathname, '/oidc/auth')
})

test('who is in a grace of a quarter meets no page more, a chief is told his day and goes on', async (t) => {
  const { house, jar, pageAt, send } = await open(t)
  await beginWithDefaults(house.db)
  await house.heard()
  const clerk = await demoPerson(house.db.app, 'PNS di sekolah')
  const plain = cookieJar()
  const home = await plain.follow(locationOf(await typePassword(plain, `${house.issuer}/`, clerk)))
  t.is(new URL(home.url).pathname, '/')
  const chief = await demoPerson(house.db.app, 'pimpinan')
  const step = await pageAt(locationOf(await typePassword(jar, `${house.issuer}/`, chief)))
  t.regex(step.html, /value="nanti"/)
  const until = later(dayInWib(new Date()), 7)
  t.true(step.html.includes(new Intl.DateTimeFormat('id', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(until))))
  t.is((await pageAt(locationOf(await send(step, { pasang: 'nanti' })))).url.pathname, '/')
})
