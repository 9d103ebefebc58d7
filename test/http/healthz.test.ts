import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import test from 'ava'
import { createApp } from '../../src/app.ts'

test('healthz answers and nothing else does', async (t) => {
  const app = createApp()
  const server = createServer((req, res) => void app.callback()(req, res)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ok = await fetch(`${base}/healthz`)
  t.is(ok.status, 200)
  t.is(await ok.text(), 'ok')
  t.is((await fetch(`${base}/`)).status, 404)
  server.close()
})
