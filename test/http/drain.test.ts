import { once } from 'node:events'
import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import test, { type ExecutionContext } from 'ava'
import { createDrain, type DrainLimits } from '../../src/kernel/http/drain.ts'

/** Longer than any test: what should not be waited for would let the test time out. */
const NEVER_MS = 2 ** 31 - 1
const PATIENT: DrainLimits = { noticeMs: 0, endMs: NEVER_MS }

/** A server whose answers the test gives itself, and a client that keeps its connections. */
async function open(t: ExecutionContext) {
  const server = createServer()
  const drain = createDrain(server)
  const began: ((response: ServerResponse) => void)[] = []
  server.on('request', (_request, response: ServerResponse) => began.shift()?.(response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const agent = new Agent({ keepAlive: true })
  t.teardown(() => {
    agent.destroy()
    server.closeAllConnections()
    server.close()
  })
  return {
    drain, port,
    /** Sends a request. @returns the server's end of it once it has begun there, and the answer to come */
    begin: async () => {
      const here = new Promise<ServerResponse>((resolve) => began.push(resolve))
      const sent = request({ port, host: '127.0.0.1', agent }).end()
      const answer = once(sent, 'response').then(([message]) => message as IncomingMessage)
      answer.catch(() => undefined)
      return { response: await here, answer }
    },
  }
}

async function refuses(port: number): Promise<boolean> {
  const socket: Socket = connect(port, '127.0.0.1')
  const outcome = await Promise.race([
    once(socket, 'connect').then(() => false), once(socket, 'error').then(() => true, () => true),
  ]).catch(() => true)
  socket.destroy()
  return outcome
}

async function textOf(answer: IncomingMessage): Promise<string> {
  return Buffer.concat(await answer.toArray() as Buffer[]).toString()
}

test('a request under way ends, as the last one on its connection, and nobody new is let in', async (t) => {
  const { drain, port, begin } = await open(t)
  const { response, answer } = await begin()
  t.false(drain.begun)
  const drained = drain.run(PATIENT)
  t.true(drain.begun)
  t.true(await refuses(port))
  response.end('selesai')
  const { headers } = await answer
  t.is(headers.connection, 'close')
  t.is(await textOf(await answer), 'selesai')
  await drained
})

test('who idles on a kept connection is not waited for', async (t) => {
  const { drain, port, begin } = await open(t)
  const { response, answer } = await begin()
  response.end('a')
  t.is((await answer).headers.connection, 'keep-alive')
  t.is(await textOf(await answer), 'a')
  await drain.run(PATIENT)
  t.true(await refuses(port))
})

test('an answer whose headers were out already is finished and its connection not kept', async (t) => {
  const { drain, begin } = await open(t)
  const { response, answer } = await begin()
  response.write('setengah ')
  t.is((await answer).headers.connection, 'keep-alive')
  const drained = drain.run(PATIENT)
  response.end('utuh')
  t.is(await textOf(await answer), 'setengah utuh')
  await drained
})

test('in the notice everybody is still answered, for the last time', async (t) => {
  const { drain, begin } = await open(t)
  const hurry = new AbortController()
  const drained = drain.run({ noticeMs: NEVER_MS, endMs: NEVER_MS }, hurry.signal)
  const { response, answer } = await begin()
  response.end('masih')
  t.is((await answer).headers.connection, 'close')
  t.is(await textOf(await answer), 'masih')
  hurry.abort()
  await drained
})

for (const [name, limits, hurries] of [
  ['the limit', { noticeMs: 0, endMs: 1 }, false], ['impatience', PATIENT, true],
  ['impatience in the notice', { noticeMs: NEVER_MS, endMs: NEVER_MS }, true],
] as const) {
  test(`a request that does not end is cut by ${name}`, async (t) => {
    const { drain, begin } = await open(t)
    const { answer } = await begin()
    const hurry = new AbortController()
    const drained = drain.run(limits, hurry.signal)
    if (hurries) hurry.abort()
    await drained
    await t.throwsAsync(answer, { code: 'ECONNRESET' })
  })
}
