import test from 'ava'
import { openHouse } from '../helpers/house.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { actionOf, hiddenFields, post } from '../helpers/journey.ts'
import { readLogin } from '../../src/doors/masuk/langkah/kata-sandi.rules.ts'
import { cheapHasher } from './support.ts'

const RIGHT = 'kuda baterai stapler'

for (const [title, typed, read] of [
  ['the number of a person without a NIP', 'btn 4821 7730 98', { nip: 'BTN4821773098' }],
  ['its digits alone', '4821773098', { nip: 'BTN4821773098' }],
  ['one that is mistyped', 'BTN-4821-7730-99', { errors: { nip: { key: 'masuk.galat.btn' } } }],
  ['one that is too short', 'BTN-4821-7730', { errors: { nip: { key: 'masuk.galat.btn' } } }],
  ['ten digits that are no number of ours', '4821773099', {
    errors: { nip: { key: 'masuk.galat.nipJumlah', params: { jumlah: 10 } } },
  }],
] as const) {
  test(`at the login box: ${title}`, (t) => {
    t.deepEqual(readLogin({ nip: typed, sandi: 'x' }), read)
  })
}

test('a person without a NIP signs in with his number on his last day, and is signed in no more on the next', async (t) => {
  const { hasher, hashed } = cheapHasher()
  let today = '2026-11-22'
  const clock = { now: () => new Date(), today: () => today }
  const { issuer, db } = await openHouse(t, { clock, overrides: { hasher } })
  const id = '6f1f9c1e-4a63-4a8a-9a5e-0d6d3b3f0a11'
  await db.owner.knex('pegawai').insert({
    id, nama: 'Pengembang Contoh', kategori: 'pengembang-vendor', keadaan: 'aktif', berlaku_sampai: '2026-11-22',
    synthetic: true,
  })
  await db.owner.knex('pegawai_nip').insert({ nip: 'BTN4821773098', pegawai_id: id, valid_from: '2026-01-01' })
  await db.owner.knex('account').insert({ pegawai_id: id, password_hash: hashed(RIGHT) })

  const jar = cookieJar()
  const page = await jar.follow(issuer)
  const html = await page.text()
  const answer = await post(jar, new URL(actionOf(html), page.url), {
    ...hiddenFields(html), nip: 'btn-4821-7730-98', sandi: RIGHT,
  })
  t.is(answer.status, 303)
  const inside = await (await jar.follow(new URL(answer.headers.get('location') ?? '', page.url))).text()
  t.true(inside.includes('BTN ····3098'), inside)

  today = '2026-11-23'
  t.true((await jar.follow(issuer)).url.includes('/masuk/'))
})
