import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Scope } from './scope.ts'
import type { ServerKeys } from './tls.ts'

/**
 * Serves on 127.0.0.1 and a drawn port as long as the scope lasts; then every socket is closed, also a waiting one.
 * @param keys for https (tls.ts)
 * @returns the base URL without a slash at its end
 */
export async function listen(scope: Scope, handler: RequestListener, keys?: ServerKeys): Promise<string> {
  const server = keys === undefined ? createServer(handler) : createSecureServer({ ...keys }, handler)
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
