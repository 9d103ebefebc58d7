import type { RequestListener } from 'node:http'
import test, { type ExecutionContext } from 'ava'
import { createOutbound } from '../../src/kernel/http/outbound.ts'
import { OutboundRefused } from '../../src/kernel/lib/destination.ts'
import { takeViolations } from '../helpers/network.ts'
import { listen } from '../helpers/server.ts'

const LOOPBACK = ['127.0.0.0/8', '::1/128']

/** A server on loopback that counts who came. */
async function target(t: ExecutionContext, answer: RequestListener = (_request, response) => { response.end('ya') }) {
  const visits: string[] = []
  const base = await listen(t, (request, response) => {
    visits.push(`${request.method} ${request.url}`)
    answer(request, response)
  })
  return { base, port: new URL(base).port, visits }
}

const PLACES: [name: string, cidrs: string[], url: (port: string) => string, reached: boolean][] = [
  ['an address of the list', LOOPBACK, (port) => `http://127.0.0.1:${port}/`, true],
  ['localhost, which is loopback', LOOPBACK, (port) => `http://localhost:${port}/`, true],
  ['a name below localhost', LOOPBACK, (port) => `http://skp.localhost:${port}/`, true],
  ['an address in other digits', LOOPBACK, (port) => `http://0x7f.1:${port}/`, true],
  ['IPv4 written as IPv6', LOOPBACK, (port) => `http://[::ffff:127.0.0.1]:${port}/`, true],
  ['loopback where only another range may be reached', ['10.0.0.0/8'], (port) => `http://127.0.0.1:${port}/`, false],
  ['localhost where only another range may be reached', ['10.0.0.0/8'], (port) => `http://localhost:${port}/`, false],
  ['IPv4 as IPv6 where it may not be reached', ['10.0.0.0/8'], (port) => `http://[::ffff:7f00:1]:${port}/`, false],
  ['this machine\'s any-address', LOOPBACK, (port) => `http://0.0.0.0:${port}/`, false],
  ['an address outside', LOOPBACK, () => 'http://203.0.113.9/', false],
  ['an address in the province\'s network', LOOPBACK, () => 'https://10.0.0.1/', false],
  ['a name', LOOPBACK, () => 'https://skp.bantenprov.go.id/', false],
  ['nothing at all where the list is empty', [], (port) => `http://127.0.0.1:${port}/`, false],
]

for (const [name, cidrs, url, reached] of PLACES) {
  test.serial(`${name} is ${reached ? 'reached' : 'not even tried'}`, async (t) => {
    const { port, visits } = await target(t)
    const sent = createOutbound({ cidrs })(url(port))
    if (reached) {
      t.is(await (await sent).text(), 'ya')
    } else {
      await t.throwsAsync(sent, { instanceOf: OutboundRefused, message: /outside OUTBOUND_CIDRS/ })
    }
    t.is(visits.length, reached ? 1 : 0)
    t.deepEqual(takeViolations(), [], 'no name was asked for and nothing left the machine')
  })
}

const resolver = (...addresses: string[]) => (name: string) => Promise.resolve(name === 'app.test'
  ? addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })) : [])

test.serial('a name is reached at the address that was checked', async (t) => {
  const { port, visits } = await target(t)
  const cidrs = ['127.0.0.0/8', '10.0.0.0/8']
  const answers = [['127.0.0.1'], ['203.0.113.9', '127.0.0.1']]
  for (const addresses of answers) {
    const outbound = createOutbound({ cidrs, resolveName: resolver(...addresses) })
    t.is((await outbound(`http://app.test:${port}/a`)).status, 200)
  }
  t.is(visits.length, 2)
})

test.serial('a name that leads outside is not reached, whatever it is called', async (t) => {
  const cidrs = ['127.0.0.0/8', '10.0.0.0/8']
  for (const addresses of [['203.0.113.9'], ['169.254.169.254', '2001:db8::1'], []]) {
    const outbound = createOutbound({ cidrs, resolveName: resolver(...addresses) })
    await t.throwsAsync(outbound('http://app.test/'), { instanceOf: OutboundRefused })
  }
  t.deepEqual(takeViolations(), [])
})

test.serial('what is sent arrives as it was given', async (t) => {
  const { base } = await target(t, (request, response) => {
    const { 'content-type': type, 'content-length': length, 'user-agent': agent } = request.headers
    void request.toArray().then((chunks) => response.end(JSON.stringify(
      [request.method, type, length, agent, Buffer.concat(chunks as Buffer[]).toString()])))
  })
  const answer = await createOutbound({ cidrs: LOOPBACK })(base, {
    method: 'POST', headers: new Headers({ 'content-type': 'application/x-www-form-urlencoded' }),
    body: new URLSearchParams({ logout_token: 'a b' }),
  })
  t.deepEqual(await answer.json(), ['POST', 'application/x-www-form-urlencoded', '16', null, 'logout_token=a+b'])
})

const ANSWERS: [status: number, body: string][] = [[200, 'ya'], [204, ''], [205, ''], [304, ''], [404, 'x'], [599, 'x']]

for (const [status, body] of ANSWERS) {
  test.serial(`an answer of ${status} comes back`, async (t) => {
    const { base } = await target(t, (_request, response) => {
      response.setHeader('set-cookie', ['a=1', 'b=2'])
      response.writeHead(status).end(body)
    })
    const answer = await createOutbound({ cidrs: LOOPBACK })(base)
    t.is(answer.status, status)
    t.is(await answer.text(), body)
    t.deepEqual(answer.headers.getSetCookie(), ['a=1', 'b=2'])
  })
}

test.serial('a redirect is an answer and is not followed', async (t) => {
  const { base, visits } = await target(t, (_request, response) => {
    response.writeHead(302, { location: '/lain' }).end()
  })
  const answer = await createOutbound({ cidrs: LOOPBACK })(base)
  t.is(answer.status, 302)
  t.is(answer.headers.get('location'), '/lain')
  t.deepEqual(visits, ['GET /'])
})

const FAILURES: [name: string, answer: RequestListener, failure: object][] = [
  ['never answers', () => undefined, { name: 'TimeoutError' }],
  ['begins and never ends', (_request, response) => { response.write('y') }, { name: 'TimeoutError' }],
  ['sends too much', (_request, response) => { response.end('x'.repeat(2_000)) },
    { instanceOf: OutboundRefused, message: /too large/ }],
  ['says it sends little and sends too much', (_request, response) => {
    response.writeHead(200, { 'transfer-encoding': 'chunked' })
    for (let count = 0; count < 200; count += 1) response.write('x'.repeat(10))
  }, { instanceOf: OutboundRefused, message: /too large/ }],
  ['hangs up', (request) => { request.socket.destroy() }, { code: 'ECONNRESET' }],
  ['hangs up in the middle', (request, response) => {
    response.writeHead(200, { 'content-length': 100 })
    response.write('x', () => request.socket.destroy())
  }, { code: 'ECONNRESET' }],
  ['has a status that no client knows', (_request, response) => { response.writeHead(700).end() },
    { instanceOf: OutboundRefused, message: /700/ }],
]

for (const [name, answer, failure] of FAILURES) {
  test.serial(`a server that ${name} is an error and no more`, async (t) => {
    const { base } = await target(t, answer)
    await t.throwsAsync(createOutbound({ cidrs: LOOPBACK, timeoutMs: 300, maxBytes: 1_000 })(base), failure)
  })
}

test.serial('a name server that hangs is not waited for', async (t) => {
  const outbound = createOutbound({
    cidrs: ['10.0.0.0/8'], timeoutMs: 100, resolveName: () => new Promise(() => undefined),
  })
  // The time limit alone keeps no process alive; here something else must.
  const awake = setInterval(() => undefined, 1_000)
  t.teardown(() => clearInterval(awake))
  await t.throwsAsync(outbound('http://app.test/'), { name: 'TimeoutError' })
})

const BODIES: [string, unknown][] = [
  ['bytes', new Uint8Array([1])], ['a form with files', new FormData()], ['a stream', new ReadableStream()],
]

for (const [name, body] of BODIES) {
  test.serial(`${name} cannot be sent, and nobody is called`, async (t) => {
    const { base, visits } = await target(t)
    const outbound = createOutbound({ cidrs: LOOPBACK })
    await t.throwsAsync(outbound(base, { method: 'POST', body: body as string }),
      { instanceOf: OutboundRefused, message: /only text/ })
    await t.throwsAsync(outbound(new Request(base)), { instanceOf: OutboundRefused })
    t.deepEqual(visits, [])
  })
}

test.serial('other schemes are refused', async (t) => {
  const outbound = createOutbound({ cidrs: LOOPBACK })
  for (const url of ['file:///etc/passwd', 'ftp://127.0.0.1/', 'data:,x']) await t.throwsAsync(outbound(url))
  t.deepEqual(takeViolations(), [])
})
