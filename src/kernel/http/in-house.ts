import { createServer, type IncomingMessage, request, type RequestListener, type Server } from 'node:http'
import { duplexPair } from 'node:stream'
import { text } from 'node:stream/consumers'

/** A request of ours to ourselves. */
export interface OwnRequest {
  readonly method: 'GET' | 'POST'
  /** With its query. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as a form. */
  readonly form?: Readonly<Record<string, string>>
}

export interface OwnAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** HTTP with ourselves: through every layer that others' requests go through, and through no network. */
export interface InHouse {
  /** @param handle gives the listener of this service, asked for once */
  serve(handle: () => RequestListener): void
  /** @throws when the connection breaks; an error of the service is an answer */
  readonly ask: (question: OwnRequest) => Promise<OwnAnswer>
  /** Whether a request came by `ask` of this process: by its very connection, which nobody outside can have. */
  readonly isOwn: (request: IncomingMessage) => boolean
}

/**
 * The two ends of a connection lie in memory: no port is opened, no address of ours has to be reachable from here, and
 * nothing is held while the answer is awaited, so that a service that is busy waits for nobody but itself for once.
 */
export function createInHouse(issuer: string): InHouse {
  const { host } = new URL(issuer)
  const own = new WeakSet<object>()
  let server: Server | undefined

  return {
    serve(handle) { server = createServer(handle()) },
    isOwn: ({ socket }) => own.has(socket),
    ask({ method, path, headers = {}, form }) {
      const [near, far] = duplexPair()
      own.add(far)
      if (!server) throw new Error('nobody serves in this house yet')
      server.emit('connection', far)
      const body = form && new URLSearchParams(form).toString()
      return new Promise<OwnAnswer>((resolve, reject) => {
        const question = request({
          method, path, createConnection: () => near, headers: {
            host, connection: 'close', accept: 'application/json', ...headers,
            ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(body)) }),
          },
        }, (answer) => {
          text(answer).then((received) => {
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: received })
          }, reject)
        })
        question.once('error', reject)
        question.end(body)
      }).finally(() => { near.destroy() })
    },
  }
}
