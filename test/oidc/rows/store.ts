import { setImmediate as turn } from 'node:timers/promises'
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'

/** What happens between a read and whatever follows from it. */
type Pause = () => Promise<void>

/** Storage as one writes it at first: one table for all models, bearer ids as they are, each write on its own. */
export interface Store {
  readonly adapter: AdapterFactory
  /** Rows as JSON by `<model>:<id>`. */
  readonly rows: ReadonlyMap<string, string>
  /** How often each model was read. */
  readonly reads: ReadonlyMap<string, number>
  /** From now on whoever has read a row of the model waits here: a database is never as fast as memory. */
  pauseAfterRead(model: string, pause: Pause): void
  /** A row that stood there before. */
  add(model: string, id: string, payload: object): void
  /** Changes every row of a model, as time or an operator would. */
  change(model: string, change: (payload: AdapterPayload) => AdapterPayload): void
}

/** @param hidesConsumed as somebody would have it who looks for living rows alone */
export function openStore({ hidesConsumed = false } = {}): Store {
  const rows = new Map<string, string>()
  const reads = new Map<string, number>()
  const pauses = new Map<string, Pause>()

  async function read(model: string, id: string): Promise<AdapterPayload | undefined> {
    await turn()
    reads.set(model, (reads.get(model) ?? 0) + 1)
    const row = rows.get(`${model}:${id}`)
    await pauses.get(model)?.()
    const payload = row === undefined ? undefined : JSON.parse(row) as AdapterPayload
    return payload?.consumed && hidesConsumed ? undefined : payload
  }

  const list = (model: string): [string, AdapterPayload][] => [...rows]
    .filter(([key]) => key.startsWith(`${model}:`)).map(([key, row]) => [key, JSON.parse(row) as AdapterPayload])

  const adapter = (model: string): Adapter => ({
    find: (id) => read(model, id),
    async upsert(id, payload) {
      await turn()
      rows.set(`${model}:${id}`, JSON.stringify(payload))
    },
    async consume(id) {
      const payload = await read(model, id)
      rows.set(`${model}:${id}`, JSON.stringify({ ...payload, consumed: Math.floor(Date.now() / 1000) }))
    },
    async destroy(id) {
      await turn()
      rows.delete(`${model}:${id}`)
    },
    async revokeByGrantId(grantId) {
      await turn()
      for (const [key, payload] of list(model)) if (payload.grantId === grantId) rows.delete(key)
    },
    async findByUid(uid) {
      await turn()
      return list(model).find(([, payload]) => payload.uid === uid)?.[1]
    },
    findByUserCode: () => Promise.resolve(undefined),
  })

  return {
    adapter, rows, reads,
    pauseAfterRead(model, pause) { pauses.set(model, pause) },
    add(model, id, payload) { rows.set(`${model}:${id}`, JSON.stringify(payload)) },
    change(model, change) {
      for (const [key, payload] of list(model)) rows.set(key, JSON.stringify(change(payload)))
    },
  }
}
