import { setTimeout as sleep } from 'node:timers/promises'
import { freezePerson } from '../../../src/domain/sessions/freeze.service.ts'
import { systemClock } from '../../../src/kernel/lib/clock.ts'
import { percentile } from '../../bench/figures.ts'
import { demoPerson } from '../../helpers/people.ts'
import type { Scope } from '../../helpers/scope.ts'
import { subOf } from '../../sessions/people.ts'
import { choosePeople, importSuspension, seatPeople, suspensionOf } from './crowd.ts'
import { openPersonnelSystem } from './push.ts'
import { type Leaver, signInEverywhere, type Stage } from './stage.ts'
import { type Holding, HOLDINGS, isActive, watch } from './watch.ts'

/** One event, and how the world heard of it; seconds from its beginning. */
export interface Departure {
  readonly event: string
  readonly people: number
  /** When each thing that the person held was first refused. */
  readonly refused: Readonly<Record<string, number>>
  /** Tokens that applications which can be told were owed, and those that arrived. */
  readonly owed: number
  readonly told: number
  readonly p50: number
  readonly p95: number
  readonly last: number
  /** Of the person's own applications: those whose token was still active when they were told. None. */
  readonly toldTooEarly: number
  /** What was still granted to an ask that began after the act was answered. Nothing. */
  readonly late: readonly Holding[]
}

/** Until so many tokens have arrived at applications that can be told. */
async function untilTold({ receivers, good }: Stage, from: number, count: number): Promise<number[]> {
  for (;;) {
    const told = receivers.heard.slice(from).filter(({ client }) => good.includes(client))
    if (told.length >= count) return told.map(({ at }) => at)
    await sleep(20)
  }
}

/** One event about a person who is signed in everywhere, and about others with him. */
async function depart(
  stage: Stage, leaver: Leaver, { event, people, act }: { event: string; people: number; act: () => Promise<unknown> },
): Promise<Departure> {
  const { receivers, parties, good } = stage
  const heardBefore = receivers.heard.length
  let toldTooEarly = 0
  const checks: Promise<void>[] = []
  const sids = new Set([...leaver.received.values()].map(({ idToken }) => idToken['sid'] as string))
  receivers.onHeard(({ client, claims }) => {
    const [party, received] = [parties.get(client), leaver.received.get(client)]
    if (!party || !received || !sids.has(claims['sid'] as string)) return undefined
    checks.push(isActive(party, received).then((active) => { if (active) toldTooEarly += 1 }))
    return undefined
  })
  const { alive, ended } = watch(stage, leaver)
  await alive
  const began = performance.now()
  const seconds = (at: number): number => (at - began) / 1000
  await act()
  const answered = performance.now()
  const owed = people * good.length
  const [ends, told] = await Promise.all([ended, untilTold(stage, heardBefore, owed)])
  await Promise.all(checks)
  receivers.onHeard(() => undefined)
  const latencies = told.map(seconds)
  return {
    event, people, owed, told: told.length, toldTooEarly,
    late: HOLDINGS.filter((holding) => ends[holding].lastGranted > answered),
    refused: Object.fromEntries(HOLDINGS.map((holding) => [holding, seconds(ends[holding].refused)])),
    p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95), last: Math.max(...latencies),
  }
}

/** An operator freezes one, and an import suspends a crowd. */
export async function departures(scope: Scope, stage: Stage, crowd: number, say: (line: string) => void): Promise<Departure[]> {
  const { db, parties } = stage
  const frozen = await demoPerson(db.app, 'auditor')
  const suspended = await demoPerson(db.app, 'PNS di sekolah')
  const others = await choosePeople(db, crowd - 1)
  await seatPeople(db, others, [...parties.keys()])
  const path = await suspensionOf(scope, db, [await subOf(db, suspended.nip), ...others])
  say('Two people sign in to every application...')
  const leavers = [await signInEverywhere(stage, frozen), await signInEverywhere(stage, suspended)] as const
  say('An operator freezes one...')
  const freeze = await depart(stage, leavers[0], {
    event: 'an operator freezes a person', people: 1,
    act: () => freezePerson(db.app, systemClock(), { nip: frozen.nip, reason: 'uji' }),
  })
  say(`An import suspends ${crowd}...`)
  const suspension = await depart(stage, leavers[1], {
    event: `an import suspends ${crowd} people`, people: crowd, act: () => importSuspension(db, path, crowd),
  })
  return [freeze, suspension]
}

/** The personnel system pushes that one is suspended, and then that a whole crowd is, over HTTP as any program. */
export async function pushes(stage: Stage, crowd: number, say: (line: string) => void): Promise<Departure[]> {
  const { db, parties } = stage
  const [alone, amongMany] = [await demoPerson(db.app, 'Plt'), await demoPerson(db.app, 'csirt')]
  const others = await choosePeople(db, crowd - 1)
  await seatPeople(db, others, [...parties.keys()])
  const groups = [[await subOf(db, alone.nip)], [await subOf(db, amongMany.nip), ...others]] as const
  const tell = await openPersonnelSystem(stage, groups.flat())
  say('Two more people sign in to every application...')
  const leavers = [await signInEverywhere(stage, alone), await signInEverywhere(stage, amongMany)] as const
  say('The personnel system pushes that one is suspended...')
  const one = await depart(stage, leavers[0], {
    event: 'a program pushes that one is suspended', people: 1, act: () => tell(groups[0]),
  })
  say(`The personnel system pushes that ${crowd} are...`)
  const many = await depart(stage, leavers[1], {
    event: `a program pushes that ${crowd} are`, people: crowd, act: () => tell(groups[1]),
  })
  return [one, many]
}
