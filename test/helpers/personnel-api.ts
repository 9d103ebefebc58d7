import type { IncomingMessage, ServerResponse } from 'node:http'
import { listen } from './server.ts'
import type { Scope } from './scope.ts'
import type { ServerKeys } from './tls.ts'

/** A person as the API tells him; some are what no API should tell. */
export type ApiPerson = Record<string, unknown> & { id: string }

/** What a page says; an order may change it before it goes out. */
export interface Page {
  nomor: number
  total: number
  sampai: string
  berikutnya: string | null
  data: ApiPerson[]
}

/** What becomes of one request, instead of the honest answer. */
export type Order = (answer: {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** the honest answer of a list */
  readonly page: Page
  /** pages that went out before, in this order */
  readonly sent: readonly Page[]
  readonly json: (body: unknown, status?: number) => void
}) => void

export interface PersonnelApi {
  readonly url: string
  readonly requests: readonly { readonly path: string; readonly query: URLSearchParams; readonly authorization: string | undefined }[]
  /** The next requests are answered so, one order each; null is an honest answer. */
  order(...orders: readonly (Order | null)[]): void
  /** Every request is answered so, until it is taken back. */
  always(order: Order | undefined): void
  /** Adds people, or changes those of the same id, as of now. */
  put(...people: readonly ApiPerson[]): void
  forget(): void
}

export const TOKEN = 'rahasia-api-simpeg-0123456789'

/**
 * A personnel API as docs/openapi-kepegawaian.yaml describes it, which does what a test orders. It never uses the service's
 * own code.
 * @param size most people on a page
 */
export async function startPersonnelApi(scope: Scope, { keys, size = 10 }: { keys?: ServerKeys; size?: number } = {}): Promise<PersonnelApi> {
  let version = 1
  let standing: Order | undefined
  const people = new Map<string, { person: ApiPerson; changed: number }>()
  const orders: (Order | null)[] = []
  const requests: PersonnelApi['requests'][number][] = []
  const sent: Page[] = []

  function pageOf(query: URLSearchParams): Page {
    const since = Number(query.get('sejak')?.slice(1) ?? 0)
    const list = [...people.values()].filter(({ changed }) => changed > since).map(({ person }) => person)
    const start = Number(query.get('kursor') ?? 0)
    const most = Math.min(size, Number(query.get('ukuran') ?? size))
    const end = start + most
    return {
      nomor: Math.floor(start / most) + 1, total: list.length, sampai: `v${version}`,
      berikutnya: end < list.length ? String(end) : null, data: list.slice(start, end),
    }
  }

  const base = await listen(scope, (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x')
    requests.push({ path: pathname, query: searchParams, authorization: request.headers.authorization })
    const json = (body: unknown, status = 200): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    const page = pageOf(searchParams)
    const order = orders.shift() ?? standing
    if (order) return order({ request, response, page, sent, json })
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return json({}, 401)
    const id = /^\/v1\/pegawai\/([^/]+)$/.exec(pathname)?.[1]
    if (id !== undefined) {
      const found = people.get(decodeURIComponent(id))
      return found ? json(found.person) : json({}, 404)
    }
    sent.push(page)
    json(page)
  }, keys)

  return {
    url: `${base.replace('127.0.0.1', 'localhost')}/v1`,
    requests,
    order: (...list) => { orders.push(...list) },
    always: (order) => { standing = order },
    put(...list) {
      version += 1
      for (const person of list) people.set(person.id, { person, changed: version })
    },
    forget() {
      people.clear()
      orders.length = 0
      requests.length = 0
      sent.length = 0
      standing = undefined
    },
  }
}
