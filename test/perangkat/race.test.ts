import test from 'ava'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openNodes } from '../helpers/nodes.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest } from '../helpers/relying-party.ts'
import { inDays, putRule } from '../kebijakan/support.ts'
import { subOf } from '../sessions/people.ts'
import { devicesOf, later, open, send, type Shown, signInAs, skpOf, toldOfNew } from './support.ts'

const AT_ONCE = 20

test(`${AT_ONCE} sign-ins at once from one new browser, on two nodes: one device, and one word of it`, async (t) => {
  const house = await openNodes(t, 'penuh')
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const sub = await subOf(house.db, person.nip)
  await house.db.owner.knex('pegawai').where({ id: sub }).update({ email: 'siti@contoh.test' })
  await house.db.owner.knex('pegawai').where({ id: sub }).update({ email_sejak: new Date('2026-01-01') })
  const party = await skpOf(house)
  await signInAs(house, party, person)
  // The last page before the end of a sign-in is the reminder: as many passwords at once would look like guessing.
  await putRule(house.db, { id: 'uji-pengingat', siapa: { pegawai: [sub] }, kode_pesan: [], pendaftaran_sampai: inDays(20) })
  await house.heard()
  // It was opened once, and nobody ever signed in from it.
  const browser = cookieJar()
  await open(browser, (await authorizationRequest(party)).url)
  const pages: (Shown & { jar: typeof browser })[] = []
  for (let count = 0; count < AT_ONCE; count += 1) {
    const jar = await later(house, browser)
    const form = await open(jar, (await authorizationRequest(party)).url)
    pages.push({ jar, ...await open(jar, locationOf(await send(jar, form, { nip: person.nip, sandi: person.password }))) })
  }
  t.is((await devicesOf(house, sub)).length, 1, 'nothing is kept before the end')
  house.balancer.hold(AT_ONCE)
  const answers = await Promise.all(pages.map(({ jar, ...page }) => send(jar, page, { pasang: 'nanti' })))
  t.deepEqual(answers.map(({ status }) => status), answers.map(() => 303))
  t.true(answers.every((answer) => locationOf(answer).pathname.startsWith('/oidc/auth/')), 'each ends a sign-in')
  t.true(house.balancer.overlapped())
  t.is((await devicesOf(house, sub)).length, 2)
  t.deepEqual(await toldOfNew(house, sub), { sinyal: 1, surat: 1 })
})
