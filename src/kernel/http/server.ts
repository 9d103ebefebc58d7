import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** What one process gives to connections; whoever wants more is answered by Node or cut off before our code runs. */
export interface HttpLimits {
  /** Request line and headers, bytes: 431 beyond. An authorization request with a request object in it has 4 KiB. */
  readonly maxHeaderSize: number
  /** From the first byte, or from the connection without one, to the last header, milliseconds: 408 beyond. */
  readonly headersTimeout: number
  /** From the first byte to the end of the body, milliseconds: 408 beyond. */
  readonly requestTimeout: number
  /** How often the two above are looked at, milliseconds. */
  readonly connectionsCheckingInterval: number
  /**
   * An idle connection, milliseconds. Longer than proxies keep theirs (nginx: 60 s): the one who sends must be the one
   * who closes, or a request meets a connection that is just going.
   */
  readonly keepAliveTimeout: number
  /** A connection on which nothing moves in the middle of a request or answer, milliseconds: who never reads. */
  readonly timeout: number
  /** The last one is told to close the connection, so that a balancer spreads anew; one more would be answered 503. */
  readonly maxRequestsPerSocket: number
  /** All at once; the next one is closed unheard. */
  readonly maxConnections: number
  /** Requests of one connection that may be in work at once; no browser and no proxy sends a second one. */
  readonly maxPipelined: number
  /** For what is still being sent after the answer, milliseconds. */
  readonly linger: number
}

export const HTTP_LIMITS: HttpLimits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
  keepAliveTimeout: 65_000,
  timeout: 60_000,
  maxRequestsPerSocket: 1_000,
  maxConnections: 4_000,
  maxPipelined: 8,
  linger: 1_000,
}

/**
 * The one way our HTTP server is made, in service and tests alike.
 * @param handle answers requests; it is not called for what is over a limit
 */
export function createHttpServer(handle: RequestListener, limits: Partial<HttpLimits> = {}): Server {
  const { maxConnections, maxRequestsPerSocket, timeout, maxPipelined, linger, ...options } = {
    ...HTTP_LIMITS, ...limits,
  }
  const server = createServer(options, boundPipeline(maxPipelined, (request, response) => {
    cutOffWhatFollows(request, response, linger)
    handle(request, response)
  }))
  return Object.assign(server, { maxConnections, maxRequestsPerSocket, timeout })
}

/**
 * Node begins every request that has arrived, whether or not the one before it on the connection was answered: a few
 * kilobytes would put hundreds to work. A connection that does so is closed, which ends those under way as well.
 */
function boundPipeline(most: number, handle: RequestListener): RequestListener {
  const inWork = new WeakMap<Socket, number>()
  return (request, response) => {
    const { socket } = request
    const count = (inWork.get(socket) ?? 0) + 1
    inWork.set(socket, count)
    if (count > most) {
      socket.destroy()
      return
    }
    response.once('close', () => { inWork.set(socket, (inWork.get(socket) ?? 1) - 1) })
    handle(request, response)
  }
}

/**
 * An answer may go out before the request is all in: the body was too large, or nobody asked for one. Node then reads
 * on and throws away as long as something comes. Whoever sends in good faith gets a moment, so that his answer is not
 * lost in a reset connection (RFC 9112, 9.6); an endless body gets no more than that.
 */
function cutOffWhatFollows(request: IncomingMessage, response: ServerResponse, linger: number): void {
  response.once('finish', () => {
    if (request.complete) return
    setTimeout(() => {
      if (!request.complete) request.socket.destroy()
    }, linger).unref()
  })
}
