import type { RequestListener } from 'node:http'
import test from 'ava'
import { openBalancer } from './balancer.ts'
import { barrier } from './barrier.ts'
import { listen } from './server.ts'

const node = (name: string): RequestListener => (request, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => { body += chunk.toString() })
  request.on('end', () => {
    response.setHeader('set-cookie', ['a=1', 'b=2'])
    response.writeHead(request.url === '/teapot' ? 418 : 200)
    response.end(`${name} ${request.method} ${request.headers.host} ${body}`)
  })
}

test('requests go to the nodes in turn with Host, body, status and every cookie kept', async (t) => {
  const balancer = await openBalancer(t)
  t.is((await fetch(balancer.url)).status, 503)
  balancer.use([await listen(t, node('A')), await listen(t, node('B'))])
  const { host } = new URL(balancer.url)
  const first = await fetch(`${balancer.url}/x`, { method: 'POST', body: 'hello' })
  t.is(await first.text(), `A POST ${host} hello`)
  t.deepEqual(first.headers.getSetCookie(), ['a=1', 'b=2'])
  const second = await fetch(`${balancer.url}/teapot`)
  t.is(second.status, 418)
  t.is(await second.text(), `B GET ${host} `)
  t.is(await (await fetch(balancer.url)).text(), `A GET ${host} `)
  t.deepEqual(balancer.passages.map(({ node: at, path }) => [at, path]), [[0, '/x'], [1, '/teapot'], [0, '/']])
})

test('one request after the other does not overlap', async (t) => {
  const balancer = await openBalancer(t)
  balancer.use([await listen(t, node('A')), await listen(t, node('B'))])
  for (let count = 0; count < 4; count += 1) await (await fetch(balancer.url)).text()
  t.false(balancer.overlapped())
})

test('held requests overlap on different nodes', async (t) => {
  const balancer = await openBalancer(t)
  balancer.use([await listen(t, node('A')), await listen(t, node('B'))])
  balancer.hold(4)
  const served = await Promise.all(Array.from({ length: 4 }, async () => (await (await fetch(balancer.url)).text())[0]))
  t.deepEqual(served.sort(), ['A', 'A', 'B', 'B'])
  t.true(balancer.overlapped())
})

test('held requests on one node do not count as overlapping', async (t) => {
  const balancer = await openBalancer(t)
  balancer.use([await listen(t, node('A'))])
  balancer.hold(2)
  await Promise.all([fetch(balancer.url), fetch(balancer.url)])
  t.false(balancer.overlapped())
})

test('a dead node is an error of the request, not of the test process', async (t) => {
  const balancer = await openBalancer(t)
  balancer.use(['http://127.0.0.1:1'])
  await t.throwsAsync(fetch(balancer.url), { message: 'fetch failed' })
})

test('nobody passes a barrier before the last has come', async (t) => {
  const wait = barrier(2)
  const order: string[] = []
  const first = wait().then(() => order.push('first passes'))
  await new Promise((resolve) => { setImmediate(resolve) })
  order.push('second comes')
  await Promise.all([first, wait()])
  await wait()
  t.deepEqual(order, ['second comes', 'first passes'])
})
