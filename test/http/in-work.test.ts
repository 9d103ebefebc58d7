import test from 'ava'
import Koa from 'koa'
import { errorBoundary } from '../../src/kernel/http/error-boundary.ts'
import { mayBegin } from '../../src/kernel/http/in-work.rules.ts'
import { requestsInWork } from '../../src/kernel/http/in-work.ts'
import { callerAndScheme } from '../../src/kernel/http/proxy.ts'
import { BusyError } from '../../src/kernel/lib/busy-error.ts'
import { listen } from '../helpers/server.ts'

const PLACES: [most: number, taken: number, own: number, may: boolean][] = [
  [10, 0, 0, true],
  [10, 4, 4, true],
  [10, 5, 5, false],
  [10, 5, 0, true],
  [10, 9, 0, true],
  [10, 9, 1, false],
  [10, 10, 0, false],
  [9, 6, 3, false],
  [9, 5, 3, true],
]

for (const [most, taken, own, may] of PLACES) {
  test(`of ${most} places ${taken} are taken, ${own} by oneself: ${may ? 'come in' : 'later'}`, (t) => {
    t.is(mayBegin(most, taken, own), may)
  })
}

test('one network comes to half of the places, another to what is left, and all are given back', async (t) => {
  const gates = new Map<string, PromiseWithResolvers<undefined>>()
  const begun: string[] = []
  const app = new Koa()
  app.use(errorBoundary((ctx, error) => {
    if (error instanceof BusyError) ctx.set('retry-after', String(error.retryAfterSeconds))
    ctx.body = error.code
  }))
  app.use(callerAndScheme('http://localhost', ['127.0.0.0/8']))
  app.use(requestsInWork({ most: 8 }))
  app.use(async (ctx) => {
    begun.push(ctx.path)
    await gates.get(ctx.path)?.promise
    if (ctx.path.startsWith('/fails')) throw new Error('on purpose')
    ctx.body = 'done'
  })
  const handle = app.callback()
  const base = await listen(t, (request, response) => void handle(request, response))
  const ask = (path: string, address: string) => fetch(base + path, { headers: { 'x-forwarded-for': address } })
  const hold = (path: string, address: string) => {
    gates.set(path, Promise.withResolvers())
    return ask(path, address)
  }
  const until = async (many: number): Promise<void> => {
    while (begun.length < many) await new Promise(setImmediate)
  }

  // Four addresses of one IPv6 network are one caller.
  const flood = ['/1', '/2', '/fails/3', '/fails/4'].map((path, n) => hold(path, `2001:db8::${n}`))
  await until(4)
  const refused = await ask('/5', '2001:db8::5')
  t.is(refused.status, 503)
  t.is(refused.headers.get('retry-after'), '5')
  t.is((await ask('/6', '10.0.0.1')).status, 200, 'somebody else')
  const others = ['/7', '/8'].map((path) => hold(path, '10.0.0.1'))
  await until(7)
  t.is((await ask('/9', '10.0.0.1')).status, 503, 'two of the four that were left')
  t.is((await ask('/10', '10.0.0.2')).status, 200, 'a third one')

  for (const gate of gates.values()) gate.resolve(undefined)
  t.deepEqual((await Promise.all(flood)).map(({ status }) => status), [200, 200, 500, 500])
  await Promise.all(others)
  gates.clear()
  const again = ['/11', '/12', '/13', '/14'].map((path) => hold(path, '2001:db8::1'))
  await until(12)
  for (const gate of gates.values()) gate.resolve(undefined)
  t.deepEqual((await Promise.all(again)).map(({ status }) => status), [200, 200, 200, 200])
})
