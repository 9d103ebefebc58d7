import test from 'ava'
import { messagePerson } from '../../src/domain/accounts/pesan/index.ts'
import { browserOf, openPage, sendFrom } from '../helpers/akun.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { subOf } from '../sessions/people.ts'

// Which language somebody is written to in, and by which way first, is his own choice.

test('the next letter comes in the language and by the way that were chosen, and so do the pages elsewhere', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { db } = house
  const person = await demoPerson(db.app, 'Plt')
  const pegawaiId = await subOf(db, person.nip)
  await db.owner.query({
    text: `UPDATE pegawai SET email = 'plt@contoh.test', no_hp = '+6281200000123' WHERE id = $1`, values: [pegawaiId],
  })
  await db.owner.query({
    text: `UPDATE pegawai SET email_sejak = '2026-01-01', no_hp_sejak = '2026-01-01' WHERE id = $1`, values: [pegawaiId],
  })
  const letter = async (): Promise<{ saluran: string; bahasa: string } | undefined> => {
    await db.app.knex.transaction((trx) => messagePerson(trx, { pegawaiId, template: 'uji', at: house.clock.now() }))
    const [row] = await db.owner.query<{ saluran: string; bahasa: string }>({
      text: 'SELECT saluran, bahasa FROM surat_keluar WHERE pegawai_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1', values: [pegawaiId],
    })
    await db.owner.query({ text: 'DELETE FROM surat_keluar', values: [] })
    return row
  }
  t.deepEqual(await letter(), { saluran: 'email', bahasa: 'id' })
  const jar = await browserOf(house, person)
  const asked = await openPage(house, jar, '/akun/pilihan')
  t.regex(asked, /p\*\*\*@contoh\.test/)
  t.regex(asked, /id="utama-id"[^>]* checked/)
  const sent = await sendFrom(house, jar, '/akun/pilihan', { utama: 'en', saluran: 'sms' })
  t.is(sent.status, 303)
  const saved = await (await jar.follow(locationOf(sent).href)).text()
  t.regex(saved, /Your choice is saved\./)
  t.regex(saved, /id="saluran-sms"[^>]* checked/)
  t.deepEqual(await letter(), { saluran: 'sms', bahasa: 'en' })
  const [event] = await db.owner.query<{ data: object; actor: string }>({
    text: `SELECT data, actor FROM audit_event WHERE kind = 'akun.pilihan-diganti' AND subject = $1`, values: [pegawaiId],
  })
  t.deepEqual(event, { data: { bahasa: 'en', saluran: 'sms' }, actor: `pegawai:${pegawaiId}` })
  await house.heard()
  const other = cookieJar({ 'accept-language': 'id' })
  await other.follow(locationOf(await typePassword(other, `${house.issuer}/akun`, person)))
  t.regex(await openPage(house, other, '/akun'), /<html lang="en"/, 'the browser itself was told nothing')
  t.regex(await openPage(house, other, '/akun?bahasa=id'), /<html lang="id"/, 'and what it is told goes before')
  t.regex(await openPage(house, other, '/akun'), /<html lang="id"/)
})

test('what is no language and no way changes nothing', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const jar = await browserOf(house, await demoPerson(house.db.app, 'Plt'))
  for (const [utama, saluran] of [['xx', 'sms'], ['id', 'wa'], ['id', '']] as const) {
    t.is((await sendFrom(house, jar, '/akun/pilihan', { utama, saluran })).status, 400)
  }
  t.is((await sendFrom(house, jar, '/akun/pilihan', { utama: 'id', saluran: 'sms', csrf: 'x' })).status, 403)
  const [row] = await house.db.owner.query<{ n: number }>({
    text: 'SELECT count(*)::int AS n FROM account WHERE bahasa IS NOT NULL OR saluran_utama IS NOT NULL', values: [],
  })
  t.is(row?.n, 0)
})
