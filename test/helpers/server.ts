import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Scope } from './scope.ts'

/**
 * Serves on 127.0.0.1 and a drawn port as long as the scope lasts; then every socket is closed, also a waiting one.
 * @returns the base URL without a slash at its end
 */
export async function listen(scope: Scope, handler: RequestListener): Promise<string> {
  const server = createServer(handler).listen(0, '127.0.0.1')
  await once(server, 'listening')
  scope.teardown(async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
