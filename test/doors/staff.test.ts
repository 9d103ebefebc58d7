import test from 'ava'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openDesk } from '../helpers/desk.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { post, typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'

// The doors of product roles, over HTTP: who is let in, what the others read, and for how long.

const HTML = { headers: { accept: 'text/html' } }

async function change({ db, heard }: House, text: string, nip: string): Promise<void> {
  await db.owner.query({ text, values: [nip] })
  await heard()
}
const WHO = '(SELECT pegawai_id FROM pegawai_nip WHERE nip = $1 AND valid_to IS NULL)'

test('a role opens the door the moment it is given and closes it the moment it ends, on what is remembered as well', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const { jar, html } = await openDesk(house, { person })
  t.regex(html, /pengelola data kepegawaian \(BKD\)/)
  t.regex(html, /administrator Banten Satu Login/)
  const bkd = () => jar.fetch(`${house.issuer}/bkd`, HTML)
  const steps: [name: string, statement: string, status: number][] = [
    ['given', `INSERT INTO product_role (pegawai_id, role, valid_from, given_by) VALUES (${WHO}, 'bkd', '2026-01-01', 'uji')`, 200],
    ['over since today', `UPDATE product_role SET valid_to = (now() AT TIME ZONE 'Asia/Jakarta')::date WHERE pegawai_id = ${WHO}`, 403],
    ['without end', `UPDATE product_role SET valid_to = NULL WHERE pegawai_id = ${WHO}`, 200],
    ['from tomorrow', `UPDATE product_role SET valid_from = (now() AT TIME ZONE 'Asia/Jakarta')::date + 1 WHERE pegawai_id = ${WHO}`, 403],
    ['from today', `UPDATE product_role SET valid_from = (now() AT TIME ZONE 'Asia/Jakarta')::date WHERE pegawai_id = ${WHO}`, 200],
    ['another one', `UPDATE product_role SET role = 'auditor' WHERE pegawai_id = ${WHO}`, 403],
    ['the right one', `UPDATE product_role SET role = 'bkd' WHERE pegawai_id = ${WHO}`, 200],
    ['of somebody on tugas belajar', `UPDATE pegawai SET keadaan = 'terbatas' WHERE id = ${WHO}`, 403],
    ['of somebody who is back', `UPDATE pegawai SET keadaan = 'aktif' WHERE id = ${WHO}`, 200],
    ['taken', `UPDATE product_role SET revoked_at = now() WHERE pegawai_id = ${WHO}`, 403],
  ]
  for (const [name, statement, status] of steps) {
    await change(house, statement, person.nip)
    t.is((await bkd()).status, status, name)
  }
})

test('the refusal is a page in Indonesian whatever the browser speaks, and typed JSON for a program', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { jar } = await openDesk(house, { person: await demoPerson(house.db.app, 'PNS di sekolah') })
  const page = await jar.fetch(`${house.issuer}/bkd?bahasa=en`, { headers: { 'accept': 'text/html', 'accept-language': 'en' } })
  t.is(page.status, 403)
  t.regex(await page.text(), /<html lang="id">/)
  const json = await jar.fetch(`${house.issuer}/bkd`, { headers: { accept: 'application/json' } })
  t.is(json.status, 403)
  t.deepEqual(await json.json(), { error: 'role-needed' })
})

test('the launcher leads those who hold a role to their pages, and nobody else', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const desk = await openDesk(house)
  t.regex(desk.html, /aria-current="page">Ikhtisar/)
  t.regex(await (await desk.jar.fetch(`${house.issuer}/`, HTML)).text(), /href="\/bkd"/)
  const other = await openDesk(house, { path: '/', person: await demoPerson(house.db.app, 'PNS di sekolah') })
  t.notRegex(other.html, /href="\/bkd"/)
})

test('after an hour without a staff page the password is asked again, whatever else was used, and leads back', async (t) => {
  let ahead = 0
  const clock = { today: () => systemClock().today(), now: () => new Date(Date.now() + ahead * 60_000) }
  const house = await openHouse(t, { template: 'penuh', clock })
  const { jar, person } = await openDesk(house)
  const bkd = (path = '/bkd') => jar.fetch(house.issuer + path, HTML)
  for (ahead of [59, 118, 177]) t.is((await bkd()).status, 200, `at work, ${ahead} min`)
  for (ahead of [200, 230]) t.is((await jar.fetch(`${house.issuer}/`, HTML)).status, 200, 'the launcher stays open')
  ahead = 177 + 61
  t.is((await jar.fetch(`${house.issuer}/`, HTML)).status, 200)
  const asked = await bkd('/bkd?a=b')
  t.is(asked.status, 303)
  t.is(locationOf(asked).searchParams.get('prompt'), 'login', 'a session that still lasts does not answer')
  t.is(locationOf(asked).searchParams.get('state'), '/bkd?a=b')
  const page = await jar.follow(locationOf(asked))
  t.regex(await page.text(), /name="sandi"/)
  t.is((await bkd()).status, 303, 'having been asked is no use of the door')
  ahead = 0
  const back = await jar.follow(locationOf(await typePassword(jar, locationOf(asked), person)))
  t.is(back.url, `${house.issuer}/bkd?a=b`)
  t.is(back.status, 200)
})

test('a form sent too late leads back to its page', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const jar = cookieJar()
  const answer = await jar.fetch(`${house.issuer}/bkd`, { headers: { referer: 'https://evil.example/bkd' } })
  t.is(locationOf(answer).searchParams.get('state'), '/bkd')
  t.is((await post(jar, `${house.issuer}/keluar`, {})).status, 303)
})
