import test from 'ava'
import type { JWTPayload } from 'jose'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { fileScope } from '../helpers/scope.ts'
import { freePort } from '../service/free-port.ts'
import { type Application, CLIENT, openApplication } from './application.ts'
import { openLiar } from './liar.ts'
import { hasPhp, servePhp, type Serving } from './tools.ts'

// How sessions of the generated PHP file end: by the person, and by what the service tells.

const here = hasPhp() ? test.serial : test.serial.skip
const file = fileScope(test)

let server: Serving
let app: Application
test.before(async () => {
  if (!hasPhp()) return
  server = await servePhp(file, await freePort())
  app = openApplication(server, await openLiar(file, CLIENT), 'sso')
})
test.beforeEach(() => {
  if (hasPhp()) app.liar.idToken = {}
})

let serial = 0
/** Somebody who is signed in, in a session of his own. */
async function somebody(sub = 'orang-1') {
  const sid = `sesi-${serial += 1}`
  app.liar.idToken = { sub, sid }
  app.liar.userinfo = { sub }
  return { jar: (await app.signIn()).jar, sid, sub }
}

here('the person leaves: his session is gone, and the service is asked to end its own', async (t) => {
  const { jar } = await somebody()
  const before = await jar.copy(server.origin, /./)
  const { keluar } = await app.inside(jar) as { keluar: string }
  const to = locationOf(await jar.fetch(`${server.origin}${keluar}`))
  t.is(`${to.origin}${to.pathname}`, `${app.liar.issuer}/end`)
  t.is(to.searchParams.get('client_id'), CLIENT)
  t.is(to.searchParams.get('post_logout_redirect_uri'), `${server.origin}/umum.php`)
  t.is(to.searchParams.get('id_token_hint')?.split('.').length, 3)
  t.is(await app.inside(jar), undefined)
  t.is(await app.inside(before), undefined, 'a cookie that was kept is worth nothing')
  t.is(locationOf(await jar.fetch(`${server.origin}/sso/?keluar`)).href, `${server.origin}/umum.php`)
})

here('nobody else can make him leave: without the word of his session he is asked', async (t) => {
  const { jar } = await somebody()
  for (const word of ['', 'tebakan']) {
    const page = await (await jar.fetch(`${server.origin}/sso/?keluar=${word}`)).text()
    t.regex(page, /Keluar dari Aplikasi &#039;\\ &lt;b&gt;\?/)
    t.not(await app.inside(jar), undefined)
  }
  const form = /name="keluar" value="([^"]+)"/.exec(await (await jar.fetch(`${server.origin}/sso/?keluar`)).text())
  const answer = await jar.fetch(`${server.origin}/sso/?keluar`, { method: 'POST', body: new URLSearchParams({ keluar: form?.[1] ?? '' }) })
  t.is(locationOf(answer).pathname, '/end')
  t.is(await app.inside(jar), undefined)
})

here('the service tells of one session: that one ends, at once and wherever it is used', async (t) => {
  const [one, other] = [await somebody(), await somebody()]
  const answer = await app.tell(await app.liar.logoutToken({ sid: one.sid }))
  t.is(answer.status, 200)
  t.is(answer.headers.get('cache-control'), 'no-store')
  t.is(answer.headers.get('set-cookie'), null)
  t.is(await app.inside(one.jar), undefined)
  t.not(await app.inside(other.jar), undefined)
})

here('a token of a person without a session ends all of his, and nobody else\'s', async (t) => {
  const [one, two, other] = [await somebody('orang-3'), await somebody('orang-3'), await somebody('orang-2')]
  t.is((await app.tell(await app.liar.logoutToken({ sid: undefined, sub: 'orang-3' }))).status, 200)
  t.is(await app.inside(one.jar), undefined)
  t.is(await app.inside(two.jar), undefined)
  t.not(await app.inside(other.jar), undefined)
})

here('a token is taken once, also when it comes three times at once', async (t) => {
  const { sid, jar } = await somebody()
  const token = await app.liar.logoutToken({ sid })
  const statuses = (await Promise.all([1, 2, 3].map(() => app.tell(token)))).map(({ status }) => status)
  t.deepEqual(statuses.toSorted(), [200, 400, 400])
  t.is((await app.tell(token)).status, 400)
  t.is(await app.inside(jar), undefined)
})

const seconds = (): number => Math.floor(Date.now() / 1000)
const WRONG: readonly (readonly [title: string, claims: JWTPayload, header?: Record<string, unknown>])[] = [
  ['for another application', { aud: 'aplikasi-lain' }],
  ['by another issuer', { iss: 'https://jahat.example' }],
  ['with a nonce', { nonce: 'x' }],
  ['without its event', { events: {} }],
  ['without a number', { jti: undefined }],
  ['of nobody', { sid: undefined, sub: undefined }],
  ['that is over', { exp: seconds() - 90 }],
  ['that is another kind of token', {}, { typ: 'JWT' }],
  ['with a header that must be understood', {}, { crit: ['b64'], b64: true }],
]
for (const [title, claims, header] of WRONG) {
  here(`a logout token is refused: ${title}`, async (t) => {
    const { sid, jar } = await somebody()
    const answer = await app.tell(await app.liar.logoutToken({ sid, ...claims }, header))
    t.is(answer.status, 400)
    t.deepEqual(await answer.json(), { error: 'invalid_request' })
    t.not(await app.inside(jar), undefined)
  })
}

here('a logout token is refused: tampered with, or none at all', async (t) => {
  const { sid, jar } = await somebody()
  const token = await app.liar.logoutToken({ sid })
  for (const bad of [`${token.slice(0, -10)}AAAAAAAAAA`, 'a.b.c', '', 'x']) t.is((await app.tell(bad)).status, 400)
  t.not(await app.inside(jar), undefined)
})

here('a session is over after twelve hours, and when what was remembered of logouts is younger than it', async (t) => {
  const short = openApplication(server, app.liar, 'singkat', {}, { 'stelan.php': `<?php return array('paling_lama' => 0);\n` })
  const { jar } = await short.signIn()
  t.is(await short.inside(jar), undefined)

  const forgetful = openApplication(server, app.liar, 'lupa', {}, { 'simpanan/lahir': '0' })
  const kept = (await forgetful.signIn()).jar
  t.not(await forgetful.inside(kept), undefined)
  openApplication(server, app.liar, 'lupa', {}, { 'simpanan/lahir': String(seconds() + 5) })
  t.is(await forgetful.inside(kept), undefined)
})

here('a guarded page sends people to sign in, and answers scripts and forms with 401', async (t) => {
  openApplication(server, app.liar, 'jaga', {}, {
    'halaman.php': '<?php require_once __DIR__ . "/index.php"; sso_wajib(); echo "di dalam";',
  })
  const page = `${server.origin}/jaga/halaman.php?a=1&b=2`
  const jar = cookieJar()
  t.is(locationOf(await jar.fetch(page)).href, `${server.origin}/jaga/?kembali=%2Fjaga%2Fhalaman.php%3Fa%3D1%26b%3D2`)
  t.is((await jar.fetch(page, { method: 'POST' })).status, 401)
  t.is((await jar.fetch(page, { headers: { 'x-requested-with': 'XMLHttpRequest' } })).status, 401)
})
