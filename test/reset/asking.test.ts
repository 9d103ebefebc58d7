import test from 'ava'
import { freezePerson } from '../../src/domain/sessions/freeze.service.ts'
import { openPage, send, sendForm } from '../helpers/aktivasi.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { typePassword } from '../helpers/journey.ts'
import { authorizationRequest } from '../helpers/relying-party.ts'
import { askForReset, forgetful, linkSent, messagesSent, resetHouse } from '../helpers/reset.ts'

// Who is sent what gives a new password, and that nobody can tell.

test('who has a product role gets no code by SMS, also when he asks for one', async (t) => {
  const { house, party, jar } = await resetHouse(t)
  const who = await forgetful(house, 'csirt', { email: null })
  await askForReset(jar, (await authorizationRequest(party)).url, who)
  t.deepEqual(await messagesSent(house), [])
})

test('the same answer and the same work for everybody, and something is sent to the right one alone', async (t) => {
  const { house, party } = await resetHouse(t)
  const right = await forgetful(house)
  const frozen = await forgetful(house, 'Kepala Seksi')
  await freezePerson(house.db.app, house.clock, { nip: frozen.nip, reason: 'uji' })
  const closed = await forgetful(house, 'Pegawai RSUD')
  await house.db.owner.knex('pegawai').where({ id: closed.sub }).update({ keadaan: 'tutup' })
  const silent = await forgetful(house, 'Plt', { email: null, no_hp: null })
  const fresh = await forgetful(house, 'PPPK di Dinas Kesehatan', { email: null })
  await house.db.owner.knex('pegawai').where({ id: fresh.sub }).update({ no_hp_sejak: new Date() })
  await house.db.owner.knex('kepegawaian_run').update({ finished_at: new Date(Date.now() - 60 * 86_400_000) })
  const { rows: [newcomer] } = await house.db.owner.knex.raw<{ rows: { nip: string }[] }>(
    `SELECT n.nip FROM pegawai_nip n JOIN pegawai p ON p.id = n.pegawai_id WHERE n.valid_to IS NULL AND p.keadaan = 'aktif'
       AND p.kategori = 'asn' AND NOT EXISTS (SELECT FROM account a WHERE a.pegawai_id = p.id) LIMIT 1`)
  const asks: [string, { nip: string; empat?: string }][] = [
    ['unknown', { nip: '199001012015031999' }], ['wrong digits', { nip: right.nip, empat: '0000' }],
    ['frozen', frozen], ['closed', closed], ['no contact', silent], ['a number of today', fresh],
    ['never activated', { nip: newcomer?.nip ?? '' }], ['right', right],
  ]
  const answers: string[] = []
  for (const [name, { nip, empat = '6789' }] of asks) {
    const jar = cookieJar()
    const begun = await send(await openPage(jar, (await authorizationRequest(party)).url), '/reset')
    const before = house.db.app.statements
    const answer = await sendForm(begun, '/reset/nomor', { nip, empat })
    const statements = house.db.app.statements - before
    const page = await openPage(jar, locationOf(answer))
    const headers = answer.headers.getSetCookie().map((line) => line.replaceAll(/=[^;]*/g, '')).join()
    answers.push(`${answer.status} ${statements} ${headers} ${page.html.replaceAll(/[\w-]{20,}/g, '').replaceAll(/\d+ detik|class="code">\w+/g, '')}`)
    t.is(answers.at(-1), answers[0], name)
  }
  t.deepEqual((await messagesSent(house)).map(({ kepada, template }) => [kepada, template]), [['pelupa@contoh.test', 'lupa-sandi']])
})

test('asking counts as every try at him; a sixth message within the hour is not sent, and the link before stays good', async (t) => {
  const { house, party } = await resetHouse(t)
  const who = await forgetful(house)
  const { url } = await authorizationRequest(party)
  const begun = await send(await openPage(cookieJar(), url), '/reset')
  let last = ''
  for (let n = 1; n <= 10; n += 1) {
    const again = await send(await openPage(cookieJar(), url), '/reset')
    t.is((await sendForm(again, '/reset/nomor', { nip: who.nip, empat: '6789' })).status, 303, `try ${n}`)
    last = await linkSent(house)
  }
  t.is((await sendForm(begun, '/reset/nomor', { nip: who.nip, empat: '6789' })).status, 429)
  t.is((await typePassword(cookieJar(), url, who)).status, 429, 'one limiter over every way in')
  t.is((await messagesSent(house)).filter(({ template }) => template === 'lupa-sandi').length, 5)
  t.regex((await openPage(cookieJar(), last)).html, /Tekan Lanjut/)
})

test('a message is asked for again after a minute, not before; then the page says whom to see', async (t) => {
  const { house, party, jar } = await resetHouse(t)
  const asked = await askForReset(jar, (await authorizationRequest(party)).url, await forgetful(house))
  const early = await send(asked, '/reset/ulang', { lewat: 'sms' })
  t.is(early.status, 429)
  t.regex(early.html, /href="\/bantuan\/pembantu"/)
})
