import test from 'ava'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, post } from '../helpers/journey.ts'
import { addPerson, cheapHasher, eventsOf } from './support.ts'

// Decision 34: equal answers by equal work. Whoever types here learns the same from each of these.
const RIGHT = 'kuda baterai stapler'

/** What may differ between two answers that say the same: drawn for this page, or typed by the person. */
const neutral = (html: string, nip: string): string => html
  .replace(/(name="csrf" value=")[\w-]+/g, '$1…')
  .replace(/\/masuk\/[\w-]{20,}/g, '/masuk/…')
  .replace(/(<b class="code">)[A-Z0-9]{6}/g, '$1…')
  .replaceAll(nip, '…')

test('every way to fail has the same page, headers, cookies and work', async (t) => {
  const { hasher, calls, hashed } = cheapHasher()
  const { issuer, db } = await openHouse(t, { overrides: { hasher } })
  const passwordHash = hashed(RIGHT)
  const people = {
    salah: '199001012015031001', belum: '199001012015031002', beku: '199001012015031003', frozen: '199001012015031004',
    tutup: '199001012015031005', calon: '199001012015031006',
  }
  await addPerson(db, { nip: people.salah, passwordHash })
  await addPerson(db, { nip: people.belum })
  await addPerson(db, { nip: people.beku, passwordHash, keadaan: 'beku' })
  await addPerson(db, { nip: people.frozen, passwordHash, frozen: true })
  await addPerson(db, { nip: people.tutup, passwordHash, keadaan: 'tutup' })
  await addPerson(db, { nip: people.calon, passwordHash, keadaan: 'calon' })

  const attempts: [nip: string, password: string, alasan: string][] = [
    [people.salah, 'kuda baterai staples', 'sandi-salah'],
    [people.salah, 'x'.repeat(3_000), 'sandi-salah'],
    [people.belum, RIGHT, 'belum-aktivasi'],
    [people.beku, RIGHT, 'keadaan'],
    [people.frozen, RIGHT, 'dibekukan'],
    [people.tutup, RIGHT, 'keadaan'],
    [people.calon, RIGHT, 'keadaan'],
    ['199001012015031999', RIGHT, 'nip-tidak-dikenal'],
    ['000000000000000000', RIGHT, 'nip-tidak-dikenal'],
  ]
  const outcomes = new Set<string>()
  for (const [nip, password] of attempts) {
    const jar = cookieJar()
    const page = await jar.follow(issuer)
    const html = await page.text()
    const [statements, commits] = [db.app.statements, calls.length]
    const answer = await post(jar, new URL(actionOf(html), page.url), { ...hiddenFields(html), nip, sandi: password })
    const headers = [...answer.headers].filter(([name]) => name !== 'date')
    outcomes.add(JSON.stringify({
      status: answer.status, headers, cookies: Object.keys(await jar.cookies(issuer)),
      statements: db.app.statements - statements, hashes: calls.slice(commits),
      html: neutral(await answer.text(), nip),
    }))
  }
  t.is(outcomes.size, 1, [...outcomes].join('\n\n'))
  const [outcome = '{}'] = outcomes
  t.like(JSON.parse(outcome), { status: 400, hashes: ['verify'] })
  t.true(outcome.includes('tidak cocok'))
  t.false(outcome.includes(RIGHT), 'what was typed as a password does not come back')
  const events = (await eventsOf(db)).filter(({ stream }) => stream === 'masuk')
  t.deepEqual(events.map(({ kind, data }) => [kind, data['alasan']]), attempts.map(([, , alasan]) => ['masuk.gagal', alasan]))
  t.true(events.every(({ client_id }) => client_id === 'portal'))
})
