import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import { barrier } from './barrier.ts'
import type { Scope } from './scope.ts'
import { listen } from './server.ts'

/** One request that went through: which node had it (its place in the list) and when, in order of events. */
export interface Passage { readonly node: number; readonly method: string; readonly path: string; from: number; to: number }

/** The load balancer in front of identical nodes (decision 33). */
export interface Balancer {
  /** Its base URL: the issuer of the nodes behind it. */
  readonly url: string
  readonly passages: readonly Passage[]
  /** Base URLs of the nodes, known only after the balancer's own URL is. */
  use(nodes: readonly string[]): void
  /** Holds the next n requests until all have arrived, then lets them go at once: a race. */
  hold(requests: number): void
  /** Whether two requests were on different nodes at the same time; a race that has none of these proved nothing. */
  overlapped(): boolean
}

const meet = (one: Passage, two: Passage): boolean => one.node !== two.node && one.from < two.to && two.from < one.to

/** Starts a balancer that keeps Host and sends each request to the next node in turn. */
export async function openBalancer(scope: Scope): Promise<Balancer> {
  const passages: Passage[] = []
  let nodes: readonly string[] = []
  let turn = 0
  let events = 0
  let gate = (): Promise<void> => Promise.resolve()

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const node = turn++ % nodes.length
    await gate()
    const passage = { node, method: request.method ?? '', path: request.url ?? '', from: events++, to: Infinity }
    passages.push(passage)
    response.once('close', () => { passage.to = events++ })
    const target = new URL(request.url ?? '/', nodes[node])
    const onward = forward(target, { method: request.method, headers: request.headers, agent: false }, (answer) => {
      // The raw list keeps every Set-Cookie and the spelling of names.
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(response)
    })
    onward.once('error', (error) => { response.destroy(error) })
    request.pipe(onward)
  }

  const url = await listen(scope, (request, response) => {
    if (nodes.length === 0) response.writeHead(503).end('The balancer has no nodes yet.')
    else void pass(request, response)
  })
  return {
    url,
    passages,
    use(list) { nodes = list },
    hold(requests) { gate = barrier(requests) },
    overlapped: () => passages.some((one, index) => passages.slice(index + 1).some((two) => meet(one, two))),
  }
}
