import test, { type ExecutionContext } from 'ava'
import { SEGAR } from '../../src/doors/segar.rules.ts'
import { colleague } from '../helpers/bantuan.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openDesk } from '../helpers/desk.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, post, typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { giveTotp, phoneShows } from '../helpers/totp.ts'
import { putRule } from '../kebijakan/support.ts'
import { subOf } from '../sessions/people.ts'

const SENSITIVE = '/akun/data/unduh'

/** As if the password had been typed so many seconds earlier. */
const age = ({ db: { owner } }: House, seconds: number) => owner.query({
  text: `UPDATE oidc_session SET payload =
           jsonb_set(payload::jsonb, '{loginTs}', to_jsonb((payload::jsonb->>'loginTs')::int - $1::int))::text
         WHERE account_id IS NOT NULL`,
  values: [seconds],
})

async function open(t: ExecutionContext) {
  const house = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const jar = cookieJar()
  await jar.follow(locationOf(await typePassword(jar, `${house.issuer}/`, person)))
  return { house, person, jar }
}

test('a sensitive page asks for the password when it was typed a quarter of an hour ago, and opens then', async (t) => {
  const { house, person, jar } = await open(t)
  const page = `${house.issuer}${SENSITIVE}`
  t.is((await jar.fetch(page)).status, 200)
  await age(house, 890)
  t.is((await jar.fetch(page)).status, 200)
  await age(house, 30)
  t.is((await jar.fetch(`${house.issuer}/akun`)).status, 200, 'the other pages stay open')
  const asked = await jar.fetch(page)
  t.is(asked.status, 303)
  t.is(locationOf(asked).searchParams.get('max_age'), '900')
  const opened = await jar.follow(locationOf(await typePassword(jar, page, person)))
  t.is(new URL(opened.url).pathname, SENSITIVE)
  t.is(opened.status, 200)
})

test('a staff door asks for what the policy demands, at the next page of a session that is there', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const desk = await openDesk(house)
  const page = `${house.issuer}/bkd`
  t.is((await desk.jar.fetch(page)).status, 200)
  const key = await giveTotp(house, await subOf(house.db, desk.person.nip))
  await putRule(house.db, { ke: { klien: ['portal'] } })
  await house.heard()
  const step = await desk.jar.follow(page)
  const html = await step.text()
  t.regex(html, /Buka aplikasi autentikator/)
  t.notRegex(html, /name="sandi"/)
  const answer = await post(desk.jar, new URL(actionOf(html), step.url), { ...hiddenFields(html), kode: phoneShows(key) })
  const opened = await desk.jar.follow(locationOf(answer))
  t.is(new URL(opened.url).pathname, '/bkd')
  t.is(opened.status, 200)
})

test('who cannot prove what a staff door asks for is told so, without going round', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const desk = await openDesk(house)
  await putRule(house.db, { ke: { klien: ['portal'] }, tuntutan: 'tahan-phishing' })
  await house.heard()
  const held = await desk.jar.follow(`${house.issuer}/bkd`)
  const html = await held.text()
  t.regex(html, /Buat passkey Anda/)
  const step = new URL(held.url)
  const back = await post(desk.jar, new URL(`${step.pathname}/kembali`, step), hiddenFields(html))
  const told = await desk.jar.follow(locationOf(back))
  t.is(told.status, 403)
  t.regex(await told.text(), /Halaman ini belum dibuka/)
})

test('no marked page or act of a staff door is had with an old password, and none does anything', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const desk = await openDesk(house)
  await age(house, 1_000)
  const id = await colleague(house)
  const before = (await house.db.owner.knex('audit_event')).length
  for (const key of SEGAR) {
    const [method = '', path = ''] = key.split(' ')
    const url = house.issuer + path.replace(':id', id)
    const answer = method === 'GET' ? await desk.jar.fetch(url) : await post(desk.jar, url, { csrf: desk.csrf, jawaban: 'setuju' })
    t.is(answer.status, 303, key)
    t.is(locationOf(answer).searchParams.get('max_age'), '900', key)
  }
  t.is((await house.db.owner.knex('audit_event')).length, before)
  t.is((await desk.jar.fetch(`${house.issuer}/pembantu`)).status, 200, 'the other pages stay open')
})
