import http2 from 'node:http2'
import tls from 'node:tls'
import { type IncomingMessage, request } from 'node:http'
import { once } from 'node:events'
import test from 'ava'
import { startApache } from './deploy/apache.ts'
import { isCalm } from './deploy/calm.ts'
import { openCrowd } from './deploy/crowd.ts'
import { callFront, type Losses, openFront } from './deploy/front.ts'
import { HOST, type Running } from './deploy/machine.ts'
import { type NodeName, NODES, NEEDED, openParty, openStage, type Stage, startAll } from './deploy/stage.ts'
import { missingTools } from './deploy/tools.ts'
import { visit } from './deploy/visit.ts'
import { cookieJar } from './helpers/cookie-jar.ts'
import type { RelyingParty } from './helpers/relying-party.ts'
import { fileScope } from './helpers/scope.ts'

// The compose file as it is, each service with its own command, environment and health check, without containers
// (test/deploy/machine.ts). What no test here can see: Docker's own part, and the images of others.

const missing = missingTools(...NEEDED)
const here = missing.length === 0 ? test.serial : test.serial.skip
const file = fileScope(test)

let stage: Stage
let nodes: Record<NodeName, Running>
let party: RelyingParty
let losses: Losses

if (missing.length === 0) {
  test.before('the machine of docker-compose.yml', async () => {
    stage = await openStage(file)
    nodes = await startAll(stage)
    const application = await openParty(file, stage)
    party = application.party
    losses = application.losses
  })
}

here('the migrations may run again beside running nodes, and every health check says yes', async (t) => {
  const { machine } = stage
  t.is(await machine.start('migrate').ended, 0)
  for (const name of ['database', ...NODES, 'nginx']) t.true(await machine.check(name), name)
})

here('a sign-in through nginx: cookies of this host alone, and the audit trail knows from where', async (t) => {
  const { owner, people: [person], front } = stage
  if (!person) throw new Error('nobody is active')
  const jar = cookieJar()
  const { userinfo } = await visit(party, jar, person)
  const cookies = Object.keys(await jar.cookies(`https://${HOST}/`))
  t.true(cookies.length > 0 && cookies.every((name) => name.startsWith('__Host-')), cookies.join())
  const events = await owner.query<{ kind: string; address: string }>({
    text: `SELECT kind, host(address) AS address FROM audit_event WHERE subject = $1 AND stream = 'masuk'`, values: [userinfo.sub],
  })
  t.true(events.some(({ kind }) => kind === 'masuk.berhasil'))
  for (const { address } of events) t.is(address, front.from)
})

here('nobody can say from where he calls, or under which name', async (t) => {
  const { front, owner } = stage
  const spoofed = { 'x-forwarded-for': '203.0.113.9', 'forwarded': 'for=203.0.113.9', 'x-forwarded-host': 'evil.test' }
  const page = await callFront(front, '/bantuan', { headers: spoofed })
  t.is(page.status, 200)
  t.false((await page.text()).includes('evil.test'))
  t.is((await callFront(front, '/bantuan', { headers: { host: 'evil.test' } })).status, 421)
  const discovery = await callFront(front, '/.well-known/openid-configuration', { headers: spoofed })
  t.is((await discovery.json() as { issuer: string }).issuer, `https://${HOST}`)
  const [row] = await owner.query<{ spoofed: number }>({
    text: `SELECT count(*) AS spoofed FROM audit_event WHERE host(address) = '203.0.113.9'`, values: [],
  })
  t.is(row?.spoofed, 0)
})

here('HTTP/2, HTTP/1.1 and plain HTTP', async (t) => {
  const { front } = stage
  const session = http2.connect(`https://${HOST}`, {
    createConnection: () =>
      tls.connect({ host: front.address, port: front.port, ca: front.ca, servername: HOST, ALPNProtocols: ['h2'] }),
  })
  t.teardown(() => { session.destroy() })
  const stream = session.request({ ':path': '/bantuan', ':authority': HOST })
  const [headers] = await once(stream, 'response') as [http2.IncomingHttpHeaders & { ':status': number }]
  t.is(headers[':status'], 200)
  t.regex(String(headers['strict-transport-security']), /max-age=63072000/)
  t.regex(String(headers['content-security-policy']), /default-src 'none'/)
  t.is(headers['server'], 'nginx')
  stream.resume()

  const sent = request({ host: front.address, port: 8080, path: '/oidc/auth?client_id=x', headers: { host: 'evil.test' } }).end()
  const [answer] = await once(sent, 'response') as [IncomingMessage]
  t.is(answer.statusCode, 301)
  t.is(answer.headers.location, `https://${HOST}/oidc/auth?client_id=x`)
  answer.resume()
})

here('what is too large is refused by the service where it can, by nginx above that', async (t) => {
  const { front } = stage
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const send = async (bytes: number): Promise<Response> =>
    callFront(front, '/oidc/token', { method: 'POST', headers: form, body: `grant_type=${'x'.repeat(bytes)}` })
  t.is((await send(1_000)).headers.get('content-type')?.split(';')[0], 'application/json')
  t.true([400, 413].includes((await send(60_000)).status))
  t.is((await send(70_000)).status, 413)
  t.is((await callFront(front, `/bantuan?${'x'.repeat(7_000)}`)).status, 200)
  t.is((await callFront(front, `/bantuan?${'x'.repeat(9_000)}`)).status, 414)
})

const cookieHeader = (cookies: Record<string, string>): string =>
  Object.entries(cookies).map(([name, value]) => `${name}=${value}`).join('; ')

here('each node is killed and stopped in turn while people sign in: nobody is lost', async (t) => {
  const { machine } = stage
  const people = openCrowd(stage, party)
  await people.more(6)
  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    for (const name of NODES) {
      nodes[name].child.kill(signal)
      t.is(await nodes[name].ended, signal === 'SIGTERM' ? 0 : 'SIGKILL', `${name} after ${signal}`)
      await people.more(6)
      nodes[name] = machine.start(name)
      await machine.healthy(name)
      await people.more(6)
    }
  }
  await people.stop()
  t.true(people.done() >= 54)
  t.is(losses.again, 0, 'what only reads is asked of the other node by nginx itself')
  // Begun again is what a node had in hand when it died: at most one step of each person at each of two deaths.
  t.true(people.repetitions.begun <= 2 * stage.people.length, `${people.repetitions.begun} began again`)
  const lines = machine.printed('nginx').split('\n').filter((line) => line.startsWith('{')).map((line) =>
    JSON.parse(line) as { node: string; method: string })
  for (const name of NODES) t.true(lines.some(({ node }) => node === `${machine.address(name)}:3000`), `${name} answered`)
  t.true(lines.some(({ node }) => node.includes(', ')), 'nginx passed a request on to the other node')
})

here('when no node answers, people get a calm page and programs a word that they know', async (t) => {
  const { machine, front } = stage
  for (const name of NODES) nodes[name].child.kill('SIGTERM')
  for (const name of NODES) t.is(await nodes[name].ended, 0)
  await isCalm(t, await callFront(front, '/masuk/abc?x=1'))
  await isCalm(t, await callFront(front, '/masuk/abc', { method: 'POST', body: 'sandi=x' }))
  for (const target of ['/oidc/token', '/.well-known/openid-configuration']) {
    const answer = await callFront(front, target)
    t.is(answer.status, 503)
    t.is(answer.headers.get('content-type'), 'application/json')
    t.is(answer.headers.get('retry-after'), '10')
    t.is((await answer.json() as { error: string }).error, 'temporarily_unavailable')
  }
  t.true(await machine.check('nginx'), 'nginx itself is well')
  for (const name of NODES) t.false(await machine.check(name), name)
  for (const name of NODES) nodes[name] = machine.start(name)
  await Promise.all(NODES.map((name) => machine.healthy(name)))
  t.is((await callFront(front, '/bantuan')).status, 200)
})

const withApache = missingTools(...NEEDED, 'apache2').length === 0 ? test.serial : test.serial.skip

withApache('Apache in place of nginx: a sign-in, the caller\'s address, another node, the calm page', async (t) => {
  const { machine, people, owner } = stage
  const { front, printed } = await startApache(t, stage)
  const person = people[1]
  if (!person) throw new Error('nobody is active')
  const from = front.address.replace(/\d+$/, '88')
  const own = openFront(t, { ...front, from })
  const { userinfo } = await visit(party, cookieJar(), person)
  const [event] = await owner.query<{ address: string }>({
    text: `SELECT host(address) AS address FROM audit_event WHERE subject = $1 AND kind = 'masuk.berhasil' ORDER BY at DESC LIMIT 1`,
    values: [userinfo.sub],
  })
  t.is(event?.address, from)
  t.is((await callFront(front, '/bantuan', { headers: { host: 'evil.test' } })).status, 421)
  nodes['node-1'].child.kill('SIGTERM')
  t.is(await nodes['node-1'].ended, 0)
  for (let round = 0; round < 4; round += 1) await visit(party, cookieJar(), person)
  t.deepEqual(own, { again: 0, lost: 0 }, 'the other node takes everything')
  nodes['node-2'].child.kill('SIGTERM')
  t.is(await nodes['node-2'].ended, 0)
  await isCalm(t, await callFront(front, '/masuk/abc?nip=1'))
  for (const name of NODES) nodes[name] = machine.start(name)
  await Promise.all(NODES.map((name) => machine.healthy(name)))
  for (const word of [from, person.nip, '/masuk', '?', person.password]) t.false(printed().includes(word), word)
})

here('no log of any service names a person, an address or what was asked', async (t) => {
  const { machine, people, owner, front } = stage
  const person = people[2]
  if (!person) throw new Error('nobody is active')
  const { nip, password } = person
  const jar = cookieJar()
  const { tokens } = await visit(party, jar, person)
  for (const target of [`/${nip}?nip=${nip}`, `/oidc/auth?login_hint=${nip}`, `/?x=${'y'.repeat(9_000)}${nip}`]) {
    await callFront(front, target, { headers: { 'user-agent': nip, 'referer': `https://a.test/${nip}` } })
  }
  // nginx has the most to say where a node is lost, PostgreSQL where a statement fails.
  for (const name of NODES) nodes[name].child.kill('SIGKILL')
  await Promise.all(NODES.map((name) => nodes[name].ended))
  t.is((await callFront(front, `/${nip}?nip=${nip}`)).status, 503)
  for (const name of NODES) nodes[name] = machine.start(name)
  await Promise.all(NODES.map((name) => machine.healthy(name)))
  await owner.knex.raw('ALTER TABLE pegawai RENAME TO hilang')
  t.is((await callFront(front, '/', { headers: { cookie: cookieHeader(await jar.cookies(`https://${HOST}/`)) } })).status, 500)
  await owner.knex.raw('ALTER TABLE hilang RENAME TO pegawai')

  const names = await owner.query<{ nama: string }>({
    text: 'SELECT nama FROM pegawai JOIN account ON account.pegawai_id = pegawai.id WHERE password_hash IS NOT NULL', values: [],
  })
  t.is(names.length, people.length)
  const forbidden = [
    ...people.flatMap((each) => [each.nip, each.nip.slice(0, 8), each.password]), ...names.map(({ nama }) => nama), password,
    tokens.access_token, tokens.id_token ?? '', ...Object.values(await jar.cookies(`https://${HOST}/`)), front.from, stage.secret,
    ...['DATABASE_URL', 'COOKIE_KEYS', 'ENCRYPTION_KEYS'].map((key) => machine.environment('node-1')[key] ?? ''),
    'a.test', 'login_hint', '/masuk/', '?',
  ]
  for (const service of ['database', ...NODES, 'nginx']) {
    const text = machine.printed(service)
    t.true(text.includes(service === 'database' ? 'relation "pegawai" does not exist' : '"status":'), service)
    // `/masuk/:uid` is a pattern.
    for (const word of forbidden) t.false(text.replaceAll('/masuk/:uid', '').includes(word), `${service}: ${word}`)
  }
})
