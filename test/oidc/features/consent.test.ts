import test from 'ava'
import * as client from 'openid-client'
import { cookieJar, type CookieJar, locationOf } from '../../helpers/cookie-jar.ts'
import { type House, openHouse } from '../../helpers/house.ts'
import { actionOf, hiddenFields, leaveFrom, post, typePassword } from '../../helpers/journey.ts'
import { openNodes } from '../../helpers/nodes.ts'
import { demoPerson } from '../../helpers/people.ts'
import { fileScope } from '../../helpers/scope.ts'
import { type Application, application, request } from './support.ts'

// Clients outside the province's hosts: what is released is shown, agreed to, remembered, and asked again when it grows.
const file = fileScope(test)
const API = 'https://api.bantenprov.go.id'
let house: House

test.before(async () => { house = await openHouse(file, { template: 'penuh' }) })

const partner = (more: object = {}, at: House = house) => application(at, {
  redirect_uris: ['https://mitra.example/callback'], scope: 'openid profile email phone pegawai opd jabatan',
  grant_types: ['authorization_code', 'refresh_token'], ...more,
})

async function open(app: Application, extra: Record<string, string>) {
  const { parameters, checks } = await request(app, extra)
  const url = client.buildAuthorizationUrl(app.config, parameters)
  return { url, finish: (callback: URL) => client.authorizationCodeGrant(app.config, callback, checks) }
}

/** Signs in up to the question. */
async function question(jar: CookieJar, app: Application, extra: Record<string, string>, signedIn?: string, at = house) {
  const { url, finish } = await open(app, extra)
  let page = await jar.follow(url)
  if (signedIn === undefined) {
    const answer = await typePassword(jar, url, await demoPerson(at.db.app, 'PNS di sekolah'))
    page = await jar.follow(locationOf(answer))
  }
  const html = await page.text()
  const say = async (persetujuan: 'ya' | 'tidak') => leaveFrom(jar, locationOf(
    await post(jar, new URL(actionOf(html), house.issuer), { ...hiddenFields(html), persetujuan })))
  return { status: page.status, html, say, finish }
}

/** The text of a page without its tags. */
const textOf = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

test('the page says claim by claim what is released, with the person\'s own values, the NIP masked', async (t) => {
  const jar = cookieJar()
  const app = await partner()
  const { nip } = await demoPerson(house.db.app, 'PNS di sekolah')
  const { html, say, finish } = await question(jar, app, { scope: 'openid profile phone pegawai opd jabatan' })
  const text = textOf(html)
  const tokens = await finish(await say('ya'))
  const told = await client.fetchUserInfo(app.config, tokens.access_token, tokens.claims()?.sub ?? '')
  t.true(text.includes(`Nama: ${String(told['name'])}`))
  t.true(text.includes(`NIP (di sini disamarkan): ····${nip.slice(-4)}`))
  t.false(html.includes(nip))
  t.true(text.includes(`OPD: ${(told['opd'] as { nama: string }).nama}`))
  t.true(text.includes(`Jabatan: ${(told['jabatan'] as { nama: string }).nama}`))
  t.regex(text, /Telepon: (belum tercatat|\S+)/)
  t.false(text.includes('Surel:'))
  t.false('email' in told)
})

test('it is remembered for the session, and asked again when more is wanted: the new is marked, the old stays', async (t) => {
  const jar = cookieJar()
  const app = await partner()
  const first = await question(jar, app, { scope: 'openid profile' })
  t.false(first.html.includes('(baru)'))
  const tokens = await first.finish(await first.say('ya'))
  const silent = await open(app, { scope: 'openid profile', prompt: 'none' })
  t.true((await leaveFrom(jar, silent.url)).searchParams.has('code'))

  const more = await open(app, { scope: 'openid pegawai', prompt: 'none' })
  t.is((await leaveFrom(jar, more.url)).searchParams.get('error'), 'consent_required')
  const second = await question(jar, app, { scope: 'openid pegawai' }, 'signed in')
  t.is(second.html.match(/\(baru\)/g)?.length, 1)
  t.regex(textOf(second.html), /NIP dan status kepegawaian \(baru\)/)
  const grown = await second.finish(await second.say('ya'))
  const sub = grown.claims()?.sub ?? ''
  t.true('nip' in await client.fetchUserInfo(app.config, grown.access_token, sub))
  // What was issued before is good still, for what it was issued for.
  const before = await client.fetchUserInfo(app.config, tokens.access_token, sub)
  t.deepEqual(['name' in before, 'nip' in before], [true, false])
  t.truthy((await client.refreshTokenGrant(app.config, tokens.refresh_token ?? '')).access_token)
  const both = await open(app, { scope: 'openid profile pegawai', prompt: 'none' })
  t.true((await leaveFrom(jar, both.url)).searchParams.has('code'))
})

test('a no changes nothing of what was agreed to before', async (t) => {
  const jar = cookieJar()
  const app = await partner()
  const first = await question(jar, app, { scope: 'openid profile' })
  const tokens = await first.finish(await first.say('ya'))
  const second = await question(jar, app, { scope: 'openid profile pegawai' }, 'signed in')
  t.is((await second.say('tidak')).searchParams.get('error'), 'access_denied')
  t.truthy((await client.refreshTokenGrant(app.config, tokens.refresh_token ?? '')).access_token)
  const again = await open(app, { scope: 'openid pegawai', prompt: 'none' })
  t.is((await leaveFrom(jar, again.url)).searchParams.get('error'), 'consent_required')
})

test('another session, and another application, are asked anew', async (t) => {
  const [jar, app, other] = [cookieJar(), await partner(), await partner()]
  const first = await question(jar, app, { scope: 'openid profile' })
  await first.say('ya')
  t.is((await question(jar, other, { scope: 'openid profile' }, 'signed in')).status, 200)
  const elsewhere = await question(cookieJar(), app, { scope: 'openid profile' })
  t.regex(elsewhere.html, /persetujuan/)
  t.false(elsewhere.html.includes('(baru)'))
})

test('the claims parameter releases nothing that was not agreed to', async (t) => {
  const app = await partner()
  const claims = JSON.stringify({ userinfo: { nip: null, phone_number: { essential: true } }, id_token: { nip: null } })
  const { say, finish } = await question(cookieJar(), app, { scope: 'openid profile', claims })
  const tokens = await finish(await say('ya'))
  const sub = tokens.claims()?.sub ?? ''
  t.false('nip' in (tokens.claims() ?? {}))
  t.deepEqual(Object.keys(await client.fetchUserInfo(app.config, tokens.access_token, sub))
    .filter((name) => ['nip', 'phone_number'].includes(name)), [])
})

test('access to an API on the person\'s behalf is part of the question', async (t) => {
  const app = await partner({ resources: { [API]: ['kepegawaian:baca'] } })
  const { html, say, finish } = await question(cookieJar(), app, { scope: 'openid kepegawaian:baca', resource: API })
  t.regex(textOf(html), /Akses ke Dokumentasi API Kepegawaian Atas nama Anda, dengan izin: kepegawaian:baca\./)
  const tokens = await finish(await say('ya'))
  const next = await client.refreshTokenGrant(app.config, tokens.refresh_token ?? '', { resource: API })
  t.is(next.scope, 'kepegawaian:baca')
  const [event] = await house.db.owner.knex<{ kind: string; client_id: string; data: unknown }>('audit_event')
    .where({ kind: 'persetujuan.diberikan', client_id: app.clientId }).select('data')
  t.deepEqual(event?.data, { scope: 'openid', sumber: { [API]: ['kepegawaian:baca'] } })
})

test('agreeing many times at once on two nodes is one agreement', async (t) => {
  const nodes = await openNodes(t, 'penuh')
  const jar = cookieJar()
  const app = await partner({}, nodes)
  const { html, finish } = await question(jar, app, { scope: 'openid profile' }, undefined, nodes)
  nodes.balancer.hold(8)
  const answers = await Promise.all(Array.from({ length: 8 }, () =>
    post(jar, new URL(actionOf(html), nodes.issuer), { ...hiddenFields(html), persetujuan: 'ya' })))
  t.true(nodes.balancer.overlapped())
  t.deepEqual([...new Set(answers.map(({ status }) => status))], [303])
  t.is((await nodes.db.owner.knex('oidc_grant').where({ client_id: app.clientId })).length, 1)
  const tokens = await finish(await leaveFrom(jar, locationOf(answers[0] ?? Response.error())))
  t.truthy((await client.refreshTokenGrant(app.config, tokens.refresh_token ?? '')).access_token)
})

test('a forged answer, without the token of the page or from another site, agrees to nothing', async (t) => {
  const jar = cookieJar()
  const app = await partner()
  const { html } = await question(jar, app, { scope: 'openid profile' })
  const url = new URL(actionOf(html), house.issuer)
  t.is((await post(jar, url, { persetujuan: 'ya' })).status, 403)
  const body = new URLSearchParams({ ...hiddenFields(html), persetujuan: 'ya' })
  t.is((await cookieJar().fetch(url, { method: 'POST', body })).status, 400)
  const events = await house.db.owner.knex('audit_event').where({ kind: 'persetujuan.diberikan', client_id: app.clientId })
  t.deepEqual(events, [])
})
