import { setTimeout as sleep } from 'node:timers/promises'
import { endEverythingOf } from '../../../src/domain/sessions/endings/index.ts'
import { choosePeople, seatPeople } from './crowd.ts'
import type { Node, Stage } from './stage.ts'

/** Where in a delivery a node is killed. */
export const POINTS = ['before it claimed anything', 'before the receiver answered', 'before the receipt was written'] as const
export type Point = typeof POINTS[number]

/** People whose sessions end at once, and which of the tokens is the one at which the node dies. */
const PEOPLE = 5
const TOKEN = 20

export interface Kill {
  readonly point: Point
  /** Deliveries that the dead node had under way. */
  readonly orphans: number
  /** From the kill until the last application that can be told had been, seconds. */
  readonly seconds: number
}

/** Resolves when the n-th token arrives; at that moment, or right after its answer, `act` runs. */
function atToken({ receivers }: Stage, point: Point, act: () => void): Promise<void> {
  return new Promise((resolve) => {
    let tokens = 0
    receivers.onHeard(() => {
      tokens += 1
      if (tokens !== TOKEN) return undefined
      const strike = (): void => {
        act()
        resolve()
      }
      if (point === 'before the receipt was written') return strike
      strike()
      return undefined
    })
  })
}

interface Count { readonly open: number; readonly leased: number }

async function countOpen({ db, good }: Stage): Promise<Count> {
  const [row] = await db.app.query<Count>({
    text: `SELECT count(*)::int AS open, count(*) FILTER (WHERE lease_until IS NOT NULL)::int AS leased
           FROM pengiriman_logout WHERE delivered_at IS NULL AND client_id = ANY($1)`,
    values: [good],
  })
  return row ?? { open: 0, leased: 0 }
}

/**
 * Ends the sessions of some people while one node sleeps, kills the other at a point of its work, and waits for the
 * sleeper to finish it: a lease of thirty seconds and a sweep every ten are all there is to it.
 */
export async function killAt(stage: Stage, point: Point, awake: Node, sleeper: Node): Promise<Kill> {
  const { db, good, balancer } = stage
  const people = await choosePeople(db, PEOPLE)
  await seatPeople(db, people, good)
  process.kill(sleeper.pid, 'SIGSTOP')
  const strike = (): void => { process.kill(awake.pid, 'SIGKILL') }
  const struck = point === 'before it claimed anything' ? undefined : atToken(stage, point, strike)
  await db.app.knex.transaction((trx) =>
    endEverythingOf(trx, { pegawaiIds: people, reason: 'berhenti', at: new Date() }))
  if (struck === undefined) strike()
  await struck
  const killed = performance.now()
  balancer.use([sleeper.url])
  process.kill(sleeper.pid, 'SIGCONT')
  const { leased: orphans } = await countOpen(stage)
  while ((await countOpen(stage)).open > 0) await sleep(100)
  stage.receivers.onHeard(() => undefined)
  return { point, orphans, seconds: (performance.now() - killed) / 1000 }
}

/** @returns attempts that were begun after one that the receiver had accepted and we had written down: none */
export async function toldAgain({ db }: Stage): Promise<number> {
  const [row] = await db.app.query<{ again: number }>({
    text: `SELECT count(*)::int AS again FROM pengiriman_percobaan told
           JOIN pengiriman_percobaan later USING (pengiriman_id) WHERE told.receipt = 'accepted' AND later.ke > told.ke`,
    values: [],
  })
  return row?.again ?? 0
}
