import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import tls from 'node:tls'
import test, { type ExecutionContext } from 'ava'
import { createOutbound } from '../../src/kernel/http/outbound.ts'
import { OutboundRefused } from '../../src/kernel/lib/destination.ts'
import { takeViolations } from '../helpers/network.ts'
import type { Scope } from '../helpers/scope.ts'
import { listen } from '../helpers/server.ts'
import { createTestCa } from '../helpers/tls.ts'

// Whoever registers an application chooses whom we call: what is at the other end may be anything.

const LIMITS = { cidrs: ['127.0.0.0/8'], timeoutMs: 300, maxBytes: 1_000 }

/** A receiver on bare TCP; `gone` resolves when each of its connections is over. */
async function openLiar(scope: Scope, talk: (socket: Socket) => void) {
  const ends: Promise<unknown>[] = []
  const server = createServer((socket) => {
    ends.push(new Promise((resolve) => { socket.once('close', resolve) }))
    // Whoever does not read does not see the end either.
    socket.on('error', () => undefined).resume()
    talk(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  scope.teardown(async () => {
    server.close()
    await Promise.all(ends)
  })
  return { port: (server.address() as AddressInfo).port, ends }
}

/** Answers with this text as soon as somebody asks, and holds the line. */
const says = (text: string) => (socket: Socket) => { socket.once('data', () => socket.write(text)) }

/** Answers with the head, then with the same piece again and again as long as the line is open. */
const repeats = (head: string, piece: string, pauseMs = 0) => (socket: Socket) => {
  const again = (): void => {
    if (socket.destroyed) return
    socket.write(piece)
    setTimeout(again, pauseMs)
  }
  socket.once('data', () => {
    socket.write(head)
    again()
  })
}

const OK = 'HTTP/1.1 200 OK\r\n'
const KIB = 'x'.repeat(1024)
const LATE = { name: 'TimeoutError' }
const TOO_LARGE = { instanceOf: OutboundRefused, message: /too large/ }

const LIARS: [name: string, talk: (socket: Socket) => void, failure: object][] = [
  ['takes the call and says nothing', () => undefined, LATE],
  ['drips its head', repeats('HTTP/1.1 200 ', 'O', 20), LATE],
  ['drips headers', repeats(OK, 'a: b\r\n', 20), LATE],
  ['drips its body', repeats(`${OK}content-length: 999\r\n\r\n`, 'x', 20), LATE],
  ['drips chunks', repeats(`${OK}transfer-encoding: chunked\r\n\r\n`, '1\r\nx\r\n', 20), LATE],
  ['promises more than it sends', says(`${OK}content-length: 100\r\n\r\nya`), LATE],
  ['asks for patience again and again', repeats('', 'HTTP/1.1 102 Processing\r\n\r\n', 20), LATE],
  ['asks for patience without end', repeats('', 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(1_000)), TOO_LARGE],
  ['never stops sending', repeats(`${OK}\r\n`, KIB), TOO_LARGE],
  ['announces a body of 9 EB and sends', repeats(`${OK}content-length: 9000000000000000000\r\n\r\n`, KIB), TOO_LARGE],
  ['announces one chunk of 4 GB and sends', repeats(`${OK}transfer-encoding: chunked\r\n\r\nfffffff0\r\n`, KIB), TOO_LARGE],
  ['sends headers without end', repeats(OK, `a: ${KIB}\r\n`), { code: 'HPE_HEADER_OVERFLOW' }],
  ['sends chunk extensions without end', repeats(`${OK}transfer-encoding: chunked\r\n\r\n1`, `;a=${KIB}`),
    { code: 'HPE_CHUNK_EXTENSIONS_OVERFLOW' }],
  ['does not speak HTTP', says('220 mail.example ESMTP\r\n'), { code: 'HPE_INVALID_CONSTANT' }],
  ['has two lengths', says(`${OK}content-length: 2\r\ncontent-length: 3\r\n\r\nyay`), { code: 'HPE_UNEXPECTED_CONTENT_LENGTH' }],
  ['has a length and chunks', says(`${OK}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\nya`),
    { code: 'HPE_INVALID_TRANSFER_ENCODING' }],
  ['wants another protocol', says('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'), LATE],
  ['hangs up at once', (socket) => { socket.destroy() }, { code: 'ECONNRESET' }],
  ['resets the connection', (socket) => { socket.resetAndDestroy() }, { code: 'ECONNRESET' }],
  ['ends in its head', (socket) => { socket.once('data', () => socket.end('HTTP/1.1 200')) }, { code: 'ECONNRESET' }],
  ['says more than it announced', says(`${OK}content-length: 2\r\n\r\nyaXXXX`), { code: 'HPE_INVALID_CONSTANT' }],
]

for (const [name, talk, failure] of LIARS) {
  test.serial(`a receiver that ${name} is an error in bounded time and bytes, and its line is closed`, async (t) => {
    const { port, ends } = await openLiar(t, talk)
    await t.throwsAsync(createOutbound(LIMITS)(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'a=b' }), failure)
    await Promise.all(ends)
    t.is(ends.length, 1)
  })
}

test.serial('a second answer is nobody\'s', async (t) => {
  const { port, ends } = await openLiar(t, says(`${OK}content-length: 2\r\n\r\nya${OK}content-length: 6\r\n\r\nbohong`))
  t.is(await (await createOutbound(LIMITS)(`http://127.0.0.1:${port}/`)).text(), 'ya')
  await Promise.all(ends)
})

/** Serves https under `app.test` and counts requests; the CA is trusted by this process from now on, or not. */
async function secure(t: ExecutionContext, certificateFor: string, { trusted }: { trusted: boolean }) {
  const ca = await createTestCa()
  const before = tls.getCACertificates()
  if (trusted) tls.setDefaultCACertificates([...before, ca.pem])
  t.teardown(() => { tls.setDefaultCACertificates(before) })
  let visits = 0
  const base = await listen(t, (_request, response) => {
    visits += 1
    response.end('ya')
  }, await ca.issue(certificateFor))
  const outbound = createOutbound({ ...LIMITS, cidrs: ['127.0.0.0/8', '10.0.0.0/8'], resolveName: () => answers('127.0.0.1') })
  return { visits: () => visits, ask: () => outbound(`https://app.test:${new URL(base).port}/`) }
}

const answers = (...addresses: string[]) =>
  Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))

test.serial('a certificate of the right name from somebody who is trusted is taken', async (t) => {
  const { ask, visits } = await secure(t, 'app.test', { trusted: true })
  t.is(await (await ask()).text(), 'ya')
  t.is(visits(), 1)
})

test.serial('to a certificate from nobody, or of another name, nothing is said', async (t) => {
  const unknown = await secure(t, 'app.test', { trusted: false })
  await t.throwsAsync(unknown.ask(), { code: 'SELF_SIGNED_CERT_IN_CHAIN' })
  const other = await secure(t, 'lain.test', { trusted: true })
  await t.throwsAsync(other.ask(), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
  t.is(unknown.visits() + other.visits(), 0)
})

test.serial('a receiver that never finishes the handshake, or speaks plainly, is an error', async (t) => {
  const silent = await openLiar(t, () => undefined)
  await t.throwsAsync(createOutbound(LIMITS)(`https://127.0.0.1:${silent.port}/`), LATE)
  const plain = await openLiar(t, says(`${OK}content-length: 2\r\n\r\nya`))
  await t.throwsAsync(createOutbound(LIMITS)(`https://127.0.0.1:${plain.port}/`), { code: 'EPROTO' })
})

test.serial('a name is asked for once, and its second answer (DNS rebinding) is nobody\'s', async (t) => {
  const base = await listen(t, (_request, response) => { response.end('ya') })
  const { port } = new URL(base)
  let asked = 0
  const outbound = createOutbound({
    ...LIMITS, cidrs: ['127.0.0.0/8', '10.0.0.0/8'],
    resolveName: () => {
      asked += 1
      return asked === 1 ? answers('127.0.0.1') : answers('203.0.113.9')
    },
  })
  t.is(await (await outbound(`http://app.test:${port}/`)).text(), 'ya')
  t.is(asked, 1)
  await t.throwsAsync(outbound(`http://app.test:${port}/`), { instanceOf: OutboundRefused, message: /outside/ })
  t.deepEqual(takeViolations(), [])
})

const ADDRESSES: [address: string, reached: boolean][] = [
  ['::ffff:127.0.0.1', true], ['::ffff:7f00:1', true], ['::ffff:203.0.113.9', false], ['::ffff:a9fe:a9fe', false],
  ['64:ff9b::7f00:1', false], ['2002:7f00:1::', false], ['::127.0.0.1', false], ['fe80::1%lo', false], ['', false],
  ['127.0.0.1.evil.example', false],
]

for (const [address, reached] of ADDRESSES) {
  test.serial(`a name that leads to ${address || 'nothing'} is ${reached ? 'reached' : 'not even tried'}`, async (t) => {
    const base = await listen(t, (_request, response) => { response.end('ya') })
    const outbound = createOutbound({
      ...LIMITS, cidrs: ['127.0.0.0/8', '10.0.0.0/8'], resolveName: () => answers(address),
    })
    const sent = outbound(`http://app.test:${new URL(base).port}/`)
    if (reached) t.is(await (await sent).text(), 'ya')
    else await t.throwsAsync(sent, { instanceOf: OutboundRefused, message: /outside/ })
    t.deepEqual(takeViolations(), [])
  })
}
