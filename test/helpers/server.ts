import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createHttpServer, type HttpLimits } from '../../src/kernel/http/server.ts'
import type { Scope } from './scope.ts'
import type { ServerKeys } from './tls.ts'

/**
 * Serves as the service does.
 * @param keys for https (tls.ts), where a proxy would stand before the service
 * @param limits instead of the service's own
 * @returns the base URL without a slash at its end
 */
export async function listen(
  scope: Scope, handler: RequestListener, keys?: ServerKeys, limits?: Partial<HttpLimits>,
): Promise<string> {
  const server = keys === undefined ? createHttpServer(handler, limits) : createSecureServer({ ...keys }, handler)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  scope.teardown(async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  })
  return `${keys === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`
}
