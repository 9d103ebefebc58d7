import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ExecutionContext } from 'ava'
import Koa from 'koa'
import type { Middleware } from 'koa'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  bytes: Buffer
  text: string
}

/**
 * Serves middleware on loopback until the test ends.
 * @returns a way to ask with node:http, which sends path and headers exactly as given and decompresses nothing
 */
export async function serve(t: ExecutionContext, ...middleware: Middleware[]) {
  const app = new Koa()
  for (const one of middleware) app.use(one)
  const handle = app.callback()
  const server = createServer((req, res) => void handle(req, res)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo
  return async (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> => {
    const req = request({ host: '127.0.0.1', port, path, method, headers: { connection: 'close', ...headers } }).end()
    const [res] = (await once(req, 'response')) as [IncomingMessage]
    const bytes = Buffer.concat(await res.toArray() as Buffer[])
    return { status: res.statusCode ?? 0, headers: res.headers, bytes, text: bytes.toString() }
  }
}
