import test from 'ava'
import { addClient, issueSecret } from '../../src/domain/clients/index.ts'
import { newId, sha256 } from '../../src/kernel/lib/ids.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { type Desk, openDesk } from '../helpers/desk.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { opdClient } from '../helpers/klien.ts'
import { openNodes } from '../helpers/nodes.ts'
import { opdOfTable } from '../helpers/opd.ts'
import { demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { begin, openCoba, textOf, toWayBack } from './support.ts'

// What an attacker would try with the address that a try-out comes back to.

const file = fileScope(test)
let house: House
let own = ''
test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
  own = await opdClient(house.db)
})

const WAY_BACK = '/pengembang/coba/kembali'

/** The request with something else in it. */
function changed(request: URL, change: Readonly<Record<string, string>>): URL {
  const url = new URL(request)
  for (const [name, value] of Object.entries(change)) url.searchParams.set(name, value)
  return url
}

const used = async (state: string): Promise<Date | null | undefined> =>
  (await house.db.owner.knex('coba_masuk').where({ state_hash: sha256(state) }).first<{ kembali_at: Date | null } | undefined>('kembali_at'))?.kembali_at

const stateOf = (url: URL): string => url.searchParams.get('state') ?? ''

/** Somebody else of the same OPD with the same role, in another browser. */
async function colleague(): Promise<Desk> {
  return openDesk(house, { path: `/pengembang/klien/${own}`, person: await demoPerson(house.db.app, 'admin-opd') })
}

/** Whether /oidc/auth refuses the address, and sends nobody anywhere. */
async function refuses(jar: Pick<Desk['jar'], 'fetch'>, url: URL): Promise<boolean> {
  const answer = await jar.fetch(url)
  return answer.status === 400 && answer.headers.get('location') === null
}

test('without a try-out nobody is sent to our own address', async (t) => {
  const { jar } = await openCoba(house, own)
  t.true(await refuses(jar, changed(new URL('/oidc/auth', house.issuer), {
    client_id: own, response_type: 'code', scope: 'openid', redirect_uri: `${house.issuer}${WAY_BACK}`, state: 'apa',
    code_challenge: 'a'.repeat(43), code_challenge_method: 'S256',
  })))
})

for (const [title, change] of [
  ['another state', () => ({ state: 'x'.repeat(43) })],
  ['another client', () => ({ client_id: 'skp.bantenprov.go.id' })],
  ['a longer address', () => ({ redirect_uri: `${house.issuer}${WAY_BACK}/lain` })],
] as const) {
  test(`a request with ${title} is refused, with the try-out of this very session living`, async (t) => {
    const desk = await openCoba(house, own)
    const { request } = await begin(house, desk, own)
    t.true(await refuses(desk.jar, changed(request, change())))
    t.is(await used(stateOf(request)), null)
    t.is((await toWayBack(desk.jar, request)).pathname, WAY_BACK, 'and the request itself is not')
  })
}

test('a link to the request is worth nothing to somebody else, signed in or not, of the same OPD or not', async (t) => {
  const desk = await openCoba(house, own)
  const { request } = await begin(house, desk, own)
  t.true(await refuses(cookieJar(), request))
  t.true(await refuses((await colleague()).jar, request))
  const twin = await openCoba(house, own)
  t.true(await refuses(twin.jar, request), 'nor to himself in another browser')
})

test('a code is worth nothing in another browser, and is not spent there', async (t) => {
  const desk = await openCoba(house, own)
  const { request, page } = await begin(house, desk, own)
  const back = await toWayBack(desk.jar, request)
  for (const other of [(await colleague()).jar, (await openCoba(house, own)).jar]) {
    const answer = await other.fetch(back)
    t.is(answer.status, 400)
    t.regex(textOf(await answer.text()), /hanya menerima jawaban dari percobaan yang Anda mulai sendiri/)
    t.is(await used(stateOf(request)), null)
    t.is((await other.fetch(page)).status, 404, 'its pages are nobody else\'s either')
  }
  t.is((await desk.jar.follow(back)).url, page)
})

test('the way back is gone once: replayed, and twenty at the same time', async (t) => {
  const desk = await openCoba(house, own)
  const { request } = await begin(house, desk, own)
  const back = await toWayBack(desk.jar, request)
  const answers = await Promise.all(Array.from({ length: 20 }, () => desk.jar.fetch(back)))
  t.is(answers.filter(({ status }) => status === 303).length, 1)
  t.is((await desk.jar.fetch(back)).status, 400)
  t.true(await refuses(desk.jar, request), 'and the request is over with it')
})

test('after ten minutes it is over, at the request and at the way back', async (t) => {
  const desk = await openCoba(house, own)
  const { request } = await begin(house, desk, own)
  const back = await toWayBack(desk.jar, request)
  await house.db.owner.query({ text: `UPDATE coba_masuk SET expires_at = now() - interval '1 second' WHERE state_hash = $1`, values: [sha256(stateOf(request))] })
  t.true(await refuses(desk.jar, request))
  t.is((await desk.jar.fetch(back)).status, 400)
})

test('a code of a try-out is worth nothing to the application itself: the verifier never leaves', async (t) => {
  const desk = await openCoba(house, own)
  const { client_secret: secret } = await issueSecret(house.db.app, house.clock, own)
  const { request } = await begin(house, desk, own)
  const back = await toWayBack(desk.jar, request)
  const answer = await fetch(`${house.issuer}/oidc/token`, {
    method: 'POST', headers: { authorization: `Basic ${Buffer.from(`${own}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code: back.searchParams.get('code') ?? '', redirect_uri: `${house.issuer}${WAY_BACK}`, code_verifier: 'v'.repeat(43) }),
  })
  t.is(answer.status, 400)
})

test('a client of another OPD is not there to be tried, and a role that is gone meanwhile redeems nothing', async (t) => {
  const desk = await openCoba(house, own)
  t.is((await desk.jar.fetch(`${house.issuer}/pengembang/klien/skp.bantenprov.go.id/coba`)).status, 404)
  const id = `coba-${newId()}`
  await addClient(house.db.app, house.clock, {
    client_id: id, client_name: 'Percobaan', opd: await opdOfTable(house, own), testers: 'semua', redirect_uris: ['http://localhost:9/kembali'],
  }, { demo: true })
  await house.heard()
  const { request } = await begin(house, desk, id)
  const back = await toWayBack(desk.jar, request)
  await house.db.owner.query({ text: `UPDATE aplikasi SET unit_id = (SELECT id FROM unit_kerja WHERE slug = 'bkd') WHERE id = (SELECT aplikasi_id FROM client WHERE client_id = $1)`, values: [id] })
  t.is((await desk.jar.fetch(back)).status, 404)
  t.is((await house.db.owner.knex('oidc_access_token').where({ client_id: id })).length, 0)
})

test('twenty within an hour, and no more', async (t) => {
  const desk = await openDesk(house, { path: `/pengembang/klien/${own}/coba`, person: await demoPerson(house.db.app, 'Admin layanan') })
  for (let i = 0; i < 20; i += 1) await begin(house, desk, own)
  const answer = await desk.jar.fetch(`${house.issuer}/pengembang/klien/${own}/coba`, {
    method: 'POST', body: new URLSearchParams({ csrf: desk.csrf }), headers: { 'sec-fetch-site': 'same-origin' },
  })
  t.is(answer.status, 429)
  t.regex(textOf(await answer.text()), /dua puluh percobaan dalam satu jam/)
})

test('two nodes: each step at the other one than the step before', async (t) => {
  const nodes = await openNodes(t, 'penuh')
  const client = await opdClient(nodes.db)
  const desk = await openCoba(nodes, client)
  const { page, request } = await begin(nodes, desk, client)
  const from = nodes.balancer.passages.length
  const back = await toWayBack(desk.jar, request)
  t.is((await desk.jar.follow(back)).url, page)
  const seen = nodes.balancer.passages.slice(from)
  t.is(new Set(seen.map(({ node }) => node)).size, 2)
  t.true(seen.every(({ path }) => !path.startsWith('/oidc/token')), 'the token request is no request of the network')
  t.regex(await (await desk.jar.fetch(page)).text(), /masuk berhasil dicoba/)
})
