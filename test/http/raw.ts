import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { Scope } from '../helpers/scope.ts'

/** A connection that sends what no client would. */
export interface RawConnection {
  readonly socket: Socket
  /** What came back so far. */
  readonly answer: string
  /** Resolves when the other side closed it or cut it off. */
  readonly closed: Promise<void>
  /** Resolves when the answer so far fits. @throws when the connection is closed before */
  until(expression: RegExp): Promise<void>
}

/**
 * Connects to this machine; the connection ends with the scope at the latest.
 * @param base URL of the server
 * @param from address of this machine to come from, 127.0.0.0/8
 */
export async function openRaw(scope: Scope, base: string, from = '127.0.0.1'): Promise<RawConnection> {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(base).port), localAddress: from })
  scope.teardown(() => socket.destroy())
  let answer = ''
  socket.on('data', (bytes) => { answer += bytes.toString('latin1') })
  // Whoever is cut off hears it as a reset or as the end of a pipe.
  socket.on('error', () => undefined)
  const closed = new Promise<void>((resolve) => { socket.once('close', () => resolve()) })
  await once(socket, 'connect')
  return {
    socket, closed,
    get answer() { return answer },
    async until(expression) {
      const over = closed.then(() => { throw new Error(`closed after ${JSON.stringify(answer.slice(0, 200))}`) })
      const more = () => new Promise((resolve) => { socket.once('data', resolve) })
      while (!expression.test(answer)) await Promise.race([more(), over])
      over.catch(() => undefined)
    },
  }
}

/** Sends the same piece again and again, as fast as it is taken, until cut off. @returns how many bytes were sent */
export async function sendWithoutEnd({ socket, closed }: RawConnection, piece: string, most: number): Promise<number> {
  let sent = 0
  while (sent < most && socket.writable) {
    sent += piece.length
    if (socket.write(piece)) continue
    // Not `once` of node:events: that rejects with the reset that ends this.
    await Promise.race([new Promise((resolve) => { socket.once('drain', resolve) }), closed])
  }
  return sent
}
