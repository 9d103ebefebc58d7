import { Writable } from 'node:stream'
import test from 'ava'
import { pino } from 'pino'
import { errorBoundary } from '../../src/kernel/http/error-boundary.ts'
import { requestLog } from '../../src/kernel/http/request-log.ts'
import { stateOf } from '../../src/kernel/http/state.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, post } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { ask } from './ask.ts'
import { serve } from './serve.ts'

/** A logger whose lines can be read. */
function logger() {
  const lines: string[] = []
  const sink = new Writable({ write: (chunk: Buffer, _encoding, done) => { lines.push(chunk.toString()); done() } })
  return { logger: pino({ base: null, timestamp: false }, sink), lines, parsed: () => lines.map((line) => JSON.parse(line) as object) }
}

test('one line a request, with the pattern of the route and a help code', async (t) => {
  const log = logger()
  const asked = await serve(t, requestLog(log.logger), (ctx) => {
    stateOf(ctx).routeName = '/masuk/:uid'
    ctx.body = stateOf(ctx).kode
  })
  const { text: kode } = await asked('/masuk/199001012015031001?nip=199001012015031001')
  t.regex(kode, /^[A-HJKMNP-Z2-9]{6}$/)
  t.is(log.lines.length, 1)
  const [line] = log.parsed()
  t.deepEqual(Object.keys(line ?? {}).sort(), ['kode', 'level', 'method', 'ms', 'msg', 'route', 'status'])
  t.like(line, { level: 30, method: 'GET', route: '/masuk/:uid', status: 200, kode, msg: 'request' })
})

test('a path that no route knows is none, a method that nobody knows is other', async (t) => {
  const log = logger()
  const asked = await serve(t, requestLog(log.logger), errorBoundary((ctx, error) => { ctx.body = error.code }))
  await asked('/199001012015031001', {}, 'PROPFIND')
  t.like(log.parsed()[0], { method: 'other', route: 'none', status: 404 })
})

test('a failure is told with its place in the code and no more', async (t) => {
  const log = logger()
  const asked = await serve(t, requestLog(log.logger), errorBoundary((ctx, error) => { ctx.body = error.code }), () => {
    throw Object.assign(new Error('row 199001012015031001'), { body: 'sandi=rahasia' })
  })
  await asked('/')
  t.like(log.parsed()[0], { level: 50, status: 500, failure: { kind: 'Error', message: 'row …' }, msg: 'request failed' })
  t.regex(log.lines[0] ?? '', /request-log\.test\.ts/)
  t.notRegex(log.lines[0] ?? '', /rahasia|1990/)
})

test('what not even the boundary could answer has its line too', async (t) => {
  const log = logger()
  const asked = await serve(t, (ctx, next) => {
    ctx.app.silent = true
    return next()
  }, requestLog(log.logger), () => { throw new Error('boundary') })
  t.is((await asked('/')).status, 500)
  t.like(log.parsed()[0], { status: 500, failure: { message: 'boundary' } })
})

test('a sign-in leaves no NIP, password, cookie, address, query or path in the log', async (t) => {
  const log = logger()
  const { issuer, db } = await openHouse(t, { template: 'penuh', overrides: { logger: log.logger } })
  const { nip, password } = await demoPerson(db.app, 'PNS di sekolah')
  const jar = cookieJar()
  const page = await jar.follow(`${issuer}/?cari=${nip}`)
  const html = await page.text()
  const action = new URL(actionOf(html), page.url)
  const uid = action.pathname.split('/').at(-1) ?? ''
  const wrong = await post(jar, action, { ...hiddenFields(html), nip, sandi: 'salah-sekali' })
  t.is(wrong.status, 400)
  const right = await post(jar, action, { ...hiddenFields(html), nip, sandi: password })
  t.is(right.status, 303)
  const cookies = Object.values(await jar.cookies(issuer))
  const launcher = await jar.follow(new URL(right.headers.get('location') ?? '', issuer))
  t.is(launcher.status, 200)
  await jar.fetch(`${issuer}/${nip}`)
  await jar.fetch(`${issuer}/masuk/${nip}?nip=${nip}`)
  await ask(issuer, { target: `/bantuan?nip=${nip}`, headers: { 'user-agent': nip, 'referer': `http://a/${nip}` } })
  await ask(issuer, { target: '/', headers: { host: nip } })
  await post(jar, `${issuer}/keluar`, { csrf: nip })
  await fetch(`${issuer}/oidc/token`, {
    method: 'POST', headers: { authorization: `Basic ${btoa(`${nip}:${password}`)}` }, body: new URLSearchParams({ nip }),
  })
  // The same once more where everything fails.
  await db.owner.knex.raw('ALTER TABLE pegawai RENAME TO hilang')
  await db.owner.knex.raw('ALTER TABLE aplikasi RENAME TO hilang_juga')
  t.is((await jar.fetch(`${issuer}/?cari=${nip}`)).status, 500)
  const other = cookieJar()
  const again = await other.follow(`${issuer}/`)
  const form = await again.text()
  t.is((await post(other, new URL(actionOf(form), again.url), { ...hiddenFields(form), nip, sandi: password })).status, 500)

  const text = log.lines.join('')
  t.true(log.lines.length > 15, 'there was something to see')
  t.true(text.includes('"route":"/masuk/:uid"'))
  t.true(text.includes('"route":"/oidc/auth/:uid"'))
  t.true(text.includes('"failure":'))
  const secrets = [nip, nip.slice(0, 8), password, 'salah-sekali', uid, ...cookies, '127.0.0.1', 'localhost', 'cari', '?']
  for (const secret of secrets) t.false(text.includes(secret), secret)
})

test('a failure inside the protocol has its cause in the log, as a page and as JSON', async (t) => {
  const log = logger()
  const { issuer, db } = await openHouse(t, { overrides: { logger: log.logger } })
  await db.owner.knex.raw('ALTER TABLE client RENAME TO hilang')
  const page = await fetch(`${issuer}/oidc/auth?client_id=skp.bantenprov.go.id`, { headers: { accept: 'text/html' } })
  const json = await fetch(`${issuer}/oidc/token`, {
    method: 'POST', body: new URLSearchParams({ client_id: 'skp.bantenprov.go.id', grant_type: 'refresh_token' }),
  })
  t.deepEqual([page.status, json.status], [500, 500])
  for (const line of log.parsed()) t.like(line, { status: 500, failure: { code: '42P01' } })
  t.is(log.lines.length, 2)
})
