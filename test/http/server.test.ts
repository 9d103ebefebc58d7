import type { IncomingMessage, ServerResponse } from 'node:http'
import test from 'ava'
import { HTTP_LIMITS, type HttpLimits } from '../../src/kernel/http/server.ts'
import type { Scope } from '../helpers/scope.ts'
import { listen } from '../helpers/server.ts'
import { openRaw, sendWithoutEnd } from './raw.ts'

// What is cut off, and that our code never hears of it. Limits are short here so that nobody waits; nothing is measured.
const SHORT: Partial<HttpLimits> = {
  headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50, keepAliveTimeout: 50, timeout: 400, linger: 50,
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** A server with a handler that counts. */
async function count(scope: Scope, handler: Handler, limits: Partial<HttpLimits> = SHORT) {
  const heard: (string | undefined)[] = []
  const base = await listen(scope, (request, response) => {
    heard.push(request.url)
    handler(request, response)
  }, undefined, limits)
  return { base, heard }
}

const answer: Handler = (_request, response) => { response.end('ok') }
const nothing: Handler = () => undefined
const START = 'POST /x HTTP/1.1\r\nHost: x\r\n'

test('headers that come in drops are cut off with 408, unheard', async (t) => {
  const { base, heard } = await count(t, answer)
  const slow = await openRaw(t, base)
  slow.socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Drops: ')
  const drip = setInterval(() => slow.socket.write('x'), 20)
  await slow.closed
  clearInterval(drip)
  t.regex(slow.answer, /^HTTP\/1\.1 408 /)
  t.deepEqual(heard, [])
})

test('a connection that says nothing is closed', async (t) => {
  const { base, heard } = await count(t, answer)
  await (await openRaw(t, base)).closed
  t.deepEqual(heard, [])
})

test('a body that comes in drops is cut off with 408, whoever waits for it', async (t) => {
  const aborted = Promise.withResolvers<undefined>()
  const { base } = await count(t, (request) => {
    request.resume().once('error', () => aborted.resolve(undefined))
  })
  const slow = await openRaw(t, base)
  slow.socket.write(`${START}Content-Length: 1000\r\n\r\n`)
  const drip = setInterval(() => slow.socket.write('x'), 20)
  await slow.closed
  clearInterval(drip)
  t.regex(slow.answer, /^HTTP\/1\.1 408 /)
  await t.notThrowsAsync(aborted.promise, 'the handler hears that nobody is there any more')
})

test('ten megabytes of headers are cut off, unheard', async (t) => {
  const { base, heard } = await count(t, answer)
  const huge = await openRaw(t, base)
  huge.socket.write('GET / HTTP/1.1\r\nHost: x\r\n')
  await sendWithoutEnd(huge, `X-Large: ${'x'.repeat(1_000)}\r\n`, 10_000_000)
  await huge.closed
  t.true(huge.answer === '' || huge.answer.startsWith('HTTP/1.1 431 '), huge.answer)
  t.deepEqual(heard, [])
})

test('the largest headers are taken, a byte more is 431', async (t) => {
  const { base } = await count(t, answer, {})
  // Node counts the request target and the headers' names and values.
  const sizes = [8_000, HTTP_LIMITS.maxHeaderSize]
  const answers = await Promise.all(sizes.map(async (size) => {
    const raw = await openRaw(t, base)
    raw.socket.write(`GET /?x=${'x'.repeat(size)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    await raw.closed
    return raw.answer.slice(9, 12)
  }))
  t.deepEqual(answers, ['200', '431'])
})

test('a body without end gets its answer, a moment, and no more', async (t) => {
  // The limit of a whole request would end it as well, and is far away here.
  const { base } = await count(t, answer, { linger: 50, requestTimeout: 600_000 })
  const endless = await openRaw(t, base)
  endless.socket.write(`${START}Transfer-Encoding: chunked\r\n\r\n`)
  await endless.until(/^HTTP\/1\.1 200 /)
  await sendWithoutEnd(endless, `400\r\n${'x'.repeat(1_024)}\r\n`, Infinity)
  await t.notThrowsAsync(endless.closed)
})

test('a body that ends after the answer keeps its connection', async (t) => {
  const { base, heard } = await count(t, answer, { linger: 60_000 })
  const late = await openRaw(t, base)
  late.socket.write(`${START}Content-Length: 4\r\n\r\n`)
  await late.until(/ok$/)
  late.socket.write('body')
  late.socket.write('GET /next HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
  await late.closed
  t.is(late.answer.match(/HTTP\/1\.1 200 /g)?.length, 2)
  t.deepEqual(heard, ['/x', '/next'])
})

const pipeline = (many: number): string =>
  Array.from({ length: many }, (_, index) => `GET /${index} HTTP/1.1\r\nHost: x\r\n\r\n`).join('')

test('of 500 requests sent at once on a connection eight begin, and the connection is closed', async (t) => {
  const { base, heard } = await count(t, nothing)
  const flood = await openRaw(t, base)
  flood.socket.write(pipeline(500))
  await flood.closed
  t.is(heard.length, HTTP_LIMITS.maxPipelined)
  t.is(flood.answer, '')
})

test('eight requests at once are answered in order, and then eight more', async (t) => {
  const { base, heard } = await count(t, (request, response) => { response.end(`[${request.url}]`) })
  const polite = await openRaw(t, base)
  for (let round = 1; round <= 2; round += 1) {
    polite.socket.write(pipeline(8))
    await polite.until(new RegExp(`(?:\\[/7\\][^]*){${round}}`))
  }
  t.deepEqual(polite.answer.match(/\[\/\d\]/g), [0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7].map((n) => `[/${n}]`))
  t.is(heard.length, 16)
})

test('beyond the last connection nobody is heard, and when one goes the next is', async (t) => {
  const { base, heard } = await count(t, answer, { maxConnections: 3 })
  const held = await Promise.all([1, 2, 3].map(() => openRaw(t, base)))
  const late = await openRaw(t, base)
  late.socket.write('GET /late HTTP/1.1\r\nHost: x\r\n\r\n')
  await late.closed
  t.deepEqual(heard, [])
  held[0]?.socket.end()
  await held[0]?.closed
  const next = await openRaw(t, base)
  next.socket.write('GET /next HTTP/1.1\r\nHost: x\r\n\r\n')
  await next.until(/^HTTP\/1\.1 200 /)
  t.deepEqual(heard, ['/next'])
})

test('a connection is told to end behind its last request', async (t) => {
  const { base, heard } = await count(t, answer, { maxRequestsPerSocket: 2, keepAliveTimeout: 50 })
  const busy = await openRaw(t, base)
  busy.socket.write(pipeline(2))
  await busy.closed
  t.is(busy.answer.match(/HTTP\/1\.1 200 /g)?.length, 2)
  t.regex(busy.answer, /\r\nConnection: close\r\n/)
  t.is(heard.length, 2)
})

test('who never reads is cut off', async (t) => {
  const cutOff = Promise.withResolvers<boolean>()
  const { base } = await count(t, (_request, response) => {
    response.once('close', () => cutOff.resolve(!response.writableFinished))
    response.end('x'.repeat(50_000_000))
  })
  const deaf = await openRaw(t, base)
  deaf.socket.pause()
  deaf.socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  t.true(await cutOff.promise)
})
