import test from 'ava'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openDesk } from '../helpers/desk.ts'
import { openHouse } from '../helpers/house.ts'
import { post, typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { putRule } from '../kebijakan/support.ts'
import { subOf } from '../sessions/people.ts'

// Whoever cannot go on reads a name, a room and a telephone: the helper writes them himself.

test('a card is read at once by everybody, and by his own people where they are held', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { db } = house
  const helper = await demoPerson(db.app, 'Pembantu faktor kedua')
  const [unit] = await db.owner.query<{ id: string }>({ text: `SELECT id FROM unit_kerja WHERE slug = 'dindikbud'`, values: [] })
  const colleague = await demoPerson(db.app, 'PNS di sekolah')
  await putRule(db, { id: 'uji', siapa: { pegawai: [await subOf(db, colleague.nip)] }, tuntutan: 'tahan-phishing' })
  await house.heard()
  const { jar, csrf, html } = await openDesk(house, { path: '/pembantu', person: helper })
  t.regex(html, /belum tahu di mana menemui Anda/)
  const publish = (fields: Record<string, string>) => post(jar, `${house.issuer}/pembantu/kartu`, { csrf, unit: unit?.id ?? '', ...fields })
  const refused = await publish({ ruang: '<b>', telepon: 'tanya' })
  t.is(refused.status, 400)
  const again = await refused.text()
  t.true(again.includes('id="telepon-0-galat"') && again.includes('value="&lt;b&gt;"'))
  const list = async () => (await cookieJar().fetch(`${house.issuer}/bantuan/pembantu`)).text()
  t.notRegex(await list(), /ruang 204/)
  const held = async () => {
    const other = cookieJar()
    return (await other.follow(locationOf(await typePassword(other, `${house.issuer}/akun`, colleague)))).text()
  }
  t.notRegex(await held(), /ruang 204/)
  t.is((await publish({ ruang: 'Gedung B lantai 2, ruang 204', telepon: '0254 123456 pes 12' })).status, 303)
  for (const page of [await list(), await held()]) t.regex(page, /Gedung B lantai 2, ruang 204[\s\S]*0254 123456 pes 12/)
  t.notRegex(await (await jar.fetch(`${house.issuer}/pembantu`)).text(), /belum tahu di mana/)
  const told = await db.owner.knex('audit_event').where({ kind: 'pembantu.kartu-ditulis' }).pluck<object[]>('data')
  t.deepEqual(told, [{ unit: unit?.id }])
})

test('nobody writes a card for a unit that he does not help', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const other = await demoPerson(house.db.app, 'Pembantu faktor kedua (kedua)')
  const [unit] = await house.db.owner.query<{ id: string }>({ text: `SELECT id FROM unit_kerja WHERE slug = 'dindikbud'`, values: [] })
  const { jar, csrf } = await openDesk(house, { path: '/pembantu', person: other })
  for (const id of [unit?.id ?? '', 'x', '00000000-0000-7000-8000-000000000000']) {
    const answer = await post(jar, `${house.issuer}/pembantu/kartu`, { csrf, unit: id, ruang: 'Ruang siapa', telepon: '0254 123456' })
    t.is(answer.status, 404)
  }
  t.is((await house.db.owner.knex('product_role').whereNotNull('ruang')).length, 0)
})
