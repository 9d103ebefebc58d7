import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Scope } from '../../helpers/scope.ts'

/** A way to PostgreSQL that can fail as networks do. */
export interface StallingProxy {
  /** The URL that leads through it. */
  readonly url: string
  /** Connections that were made through it so far. */
  readonly connections: number
  /** Connections that were cut as soon as they came. */
  readonly refused: number
  /** From now on nothing arrives any more on the connections there are, and nobody is told. */
  swallow(): void
  /** Cuts the connections there are, and every new one until `mend()`. */
  cut(): void
  mend(): void
}

export async function openStallingProxy(scope: Scope, url: string): Promise<StallingProxy> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let connections = 0
  let refused = 0
  let broken = false
  const server = createServer((near) => {
    if (broken) {
      refused += 1
      return void near.destroy()
    }
    connections += 1
    const far = connect(Number(target.port), target.hostname)
    for (const [from, to] of [[near, far], [far, near]] as const) {
      sockets.add(from)
      from.pipe(to)
      from.on('error', () => to.destroy()).once('close', () => { sockets.delete(from); to.destroy() })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const destroyAll = (): void => sockets.forEach((socket) => socket.destroy())
  scope.teardown(async () => {
    const closed = once(server, 'close')
    server.close()
    destroyAll()
    await closed
  })
  const through = new URL(url)
  through.hostname = '127.0.0.1'
  through.port = String((server.address() as AddressInfo).port)
  return {
    url: through.href,
    get connections() { return connections },
    get refused() { return refused },
    swallow() {
      for (const socket of sockets) socket.unpipe().on('data', () => undefined)
    },
    cut() {
      broken = true
      destroyAll()
    },
    mend() { broken = false },
  }
}
