import { once } from 'node:events'
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'

/** What a request says beside its method and target. */
export interface Question {
  readonly method?: string
  /** As it stands in the request line: a path, or a whole URL. */
  readonly target?: string
  readonly headers?: Record<string, string | string[]>
  readonly body?: string | Buffer
  /** Sends no Host at all. */
  readonly withoutHost?: boolean
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/**
 * Asks with node:http, which sends Host, target and headers exactly as given: fetch drops a `host` header and tidies
 * the path (decision 25).
 * @param base where to connect to; its Host is sent unless another is given
 */
export async function ask(base: string, question: Question = {}): Promise<Answer> {
  const { method = 'GET', target = '/', headers = {}, body, withoutHost = false } = question
  const { hostname, port, host } = new URL(base)
  const sent = request({
    host: hostname, port, path: target, method, setHost: false, agent: false,
    headers: { connection: 'close', ...(!withoutHost && { host }), ...headers },
  })
  sent.end(body)
  const [answer] = await once(sent, 'response') as [IncomingMessage]
  const text = Buffer.concat(await answer.toArray() as Buffer[]).toString()
  return { status: answer.statusCode ?? 0, headers: answer.headers, text }
}
