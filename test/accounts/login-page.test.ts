import test from 'ava'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, post } from '../helpers/journey.ts'
import { addPerson, cheapHasher, eventsOf, type Somebody } from './support.ts'

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

test('who is held back learns the same of everybody: page, headers, cookies and work', async (t) => {
  const { hasher, calls, hashed } = cheapHasher()
  const { issuer, db } = await openHouse(t, { overrides: { hasher } })
  const passwordHash = hashed(RIGHT)
  const people: Record<string, Omit<Somebody, 'nip'> | undefined> = {
    '199001012015031001': { passwordHash },
    '199001012015031002': {},
    '199001012015031003': { passwordHash, frozen: true },
    '199001012015031004': { passwordHash, keadaan: 'tutup' },
    '199001012015031005': undefined,
    '000000000000000000': undefined,
  }
  for (const [nip, person] of Object.entries(people)) if (person) await addPerson(db, { nip, ...person })
  const jar = cookieJar()
  const page = await jar.follow(issuer)
  const html = await page.text()
  const send = (nip: string, sandi: string) => post(jar, new URL(actionOf(html), page.url), { ...hiddenFields(html), nip, sandi })

  const outcomes = new Map<string, Set<string>>([['checked', new Set()], ['first', new Set()], ['later', new Set()]])
  for (const nip of Object.keys(people)) {
    const waits: string[] = []
    for (let count = 1; count <= 13; count += 1) {
      const [statements, hashes] = [db.app.statements, calls.length]
      const answer = await send(nip, count === 13 ? RIGHT : 'kuda baterai staples')
      const headers = [...answer.headers].filter(([name]) => !['date', 'retry-after'].includes(name))
      waits.push(answer.headers.get('retry-after') ?? '')
      outcomes.get(count <= 10 ? 'checked' : count === 11 ? 'first' : 'later')?.add(JSON.stringify({
        status: answer.status, headers, cookies: Object.keys(await jar.cookies(issuer)),
        statements: db.app.statements - statements, hashes: calls.slice(hashes),
        html: neutral(await answer.text(), nip).replace(/Tunggu \d+ menit/, 'Tunggu … menit'),
      }))
    }
    t.true(waits.slice(0, 10).every((wait) => wait === ''))
    t.true(waits.slice(10).every((wait) => Number(wait) > 0 && Number(wait) <= 900), waits.join())
  }
  for (const [name, set] of outcomes) t.is(set.size, 1, `${name}: ${[...set].join('\n\n')}`)
  const [[first = '{}'] = [], [later = '{}'] = []] = [outcomes.get('first'), outcomes.get('later')].map((set) => [...set ?? []])
  const [one, two] = [first, later].map((text) => JSON.parse(text) as Record<string, unknown>)
  t.like(one, { status: 429, hashes: [] })
  t.is(Number(one?.['statements']) - Number(two?.['statements']), 1, 'the event of the first')
  t.deepEqual({ ...one, statements: 0 }, { ...two, statements: 0 }, 'the right password learns no more')
  t.regex(String(one?.['html']), /Terlalu banyak percobaan[^]*value="…"/, 'the number stays')
  const held = (await eventsOf(db)).filter(({ kind }) => kind === 'masuk.ditahan')
  t.is(held.length, Object.keys(people).length)
})
