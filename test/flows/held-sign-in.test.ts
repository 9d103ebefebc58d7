import test from 'ava'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { typePassword } from '../helpers/journey.ts'
import { withoutPasskey } from '../helpers/passkey.ts'
import { demoPerson } from '../helpers/people.ts'
import { putRule } from '../kebijakan/support.ts'
import { subOf } from '../sessions/people.ts'

test('who cannot prove what is asked reads which helper of his own OPD to see, and of no other', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  await putRule(house.db, {
    id: 'uji-passkey', siapa: { pegawai: [await subOf(house.db, person.nip)] }, tuntutan: 'tahan-phishing',
  })
  await house.db.owner.query({
    text: `UPDATE product_role r SET ruang = 'Ruang ' || u.slug, telepon = '0254 000' FROM unit_kerja u
           WHERE u.id = r.unit_id AND r.role = 'helper-mfa'`,
    values: [],
  })
  await house.heard()
  const jar = cookieJar()
  const answer = await typePassword(jar, `${house.issuer}/`, person)
  const page = await jar.follow(locationOf(answer))
  const html = await page.text()
  t.regex(html, /Buat passkey Anda/)
  t.true(html.includes('Ruang dindikbud'))
  t.true(html.includes('0254 000'))
  t.false(html.includes('Ruang dinkes'))
  const held = await jar.follow(locationOf(await withoutPasskey(jar, { url: page.url, html })))
  t.is(held.status, 403)
  t.true((await held.text()).includes('Ruang dindikbud'))
})
