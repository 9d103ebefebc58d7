import type { IncomingHttpHeaders } from 'node:http'
import type { Scope } from './scope.ts'
import { listen } from './server.ts'

export interface GatewayCall {
  readonly method: string
  /** path and query */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

interface GatewayOptions {
  /** answers the nth call, counted from 1; a promise that never settles is a gateway that hangs */
  readonly answer?: (n: number) => { readonly status: number; readonly body?: string } | Promise<never>
}

export interface FakeGateway {
  readonly url: string
  readonly calls: readonly GatewayCall[]
}

/** Somebody's message gateway on loopback, as long as the scope lasts: it keeps what it is told and says what it should. */
export async function openGateway(scope: Scope, { answer = () => ({ status: 200 }) }: GatewayOptions = {}): Promise<FakeGateway> {
  const calls: GatewayCall[] = []
  const url = await listen(scope, (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      calls.push({
        method: request.method ?? '', url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString(),
      })
      void Promise.resolve(answer(calls.length)).then(({ status, body = '' }) => response.writeHead(status).end(body))
    })
  })
  return { url, calls }
}
