import { setTimeout as sleep } from 'node:timers/promises'
import { freezePerson } from '../../src/domain/sessions/freeze.service.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { percentile } from '../bench/figures.ts'
import { table } from '../bench/report.ts'
import { demoPerson } from '../helpers/people.ts'
import type { Scope } from '../helpers/scope.ts'
import { subOf } from '../sessions/people.ts'
import { choosePeople, importSuspension, seatPeople, suspensionOf } from './leaver/crowd.ts'
import { type Kill, killAt, POINTS, toldAgain } from './leaver/kill.ts'
import { type Mass, measureMass } from './leaver/mass.ts'
import { BAD, contradictions } from './leaver/receivers.ts'
import { type Leaver, openStage, signInEverywhere, type Stage } from './leaver/stage.ts'
import { HOLDINGS, isActive, watch } from './leaver/watch.ts'
import type { Soak } from './soak.ts'

/** Applications that can be told, beside five that cannot. */
const REACHABLE = 35
/** Of whom one import suspends all at once. */
const CROWD = 50
const MASS = 3_000

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
}

export interface LeaverFigures {
  readonly applications: number
  readonly departures: readonly Departure[]
  readonly kills: readonly Kill[]
  readonly mass: readonly Mass[]
  /** What must not be: a token that is not ours, two truths, one told again. */
  readonly wrong: readonly string[]
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
  const owed = people * good.length
  const [ends, told] = await Promise.all([ended, untilTold(stage, heardBefore, owed)])
  await Promise.all(checks)
  receivers.onHeard(() => undefined)
  const latencies = told.map(seconds)
  return {
    event, people, owed, told: told.length, toldTooEarly,
    refused: Object.fromEntries(HOLDINGS.map((holding) => [holding, seconds(ends[holding])])),
    p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95), last: Math.max(...latencies),
  }
}

async function departures(scope: Scope, stage: Stage, crowd: number, say: (line: string) => void): Promise<Departure[]> {
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

async function kills(stage: Stage, say: (line: string) => void): Promise<Kill[]> {
  const done: Kill[] = []
  for (const point of POINTS) {
    say(`A node is killed ${point}...`)
    const [awake, sleeper] = [await stage.startNode(), await stage.startNode()]
    done.push(await killAt(stage, point, awake, sleeper))
    stage.killNodes()
  }
  return done
}

/** Somebody leaves: how soon is nothing open to him any more, and how soon does everybody know? */
export const leaver: Soak<LeaverFigures> = {
  about: 'A person who is signed in everywhere leaves, of 40 applications five cannot be told: how soon is nothing open '
    + 'to him any more, how soon does everybody know, and what does a killed node change?',
  async run(scope, { scale, say }) {
    const isWhole = scale === 1
    const stage = await openStage(scope, Math.max(4, Math.round(REACHABLE * scale)))
    const left = await departures(scope, stage, Math.max(5, Math.round(CROWD * scale)), say)
    stage.killNodes()
    // That a lease is waited out takes most of a minute each: test/logout/races.test.ts proves it with a clock.
    const killed = isWhole ? await kills(stage, say) : []
    const signers = await stage.startNode()
    stage.balancer.use([signers.url])
    const wrong = [
      ...await contradictions(stage.issuer, stage.receivers.heard),
      ...await toldAgain(stage) > 0 ? ['an application that had accepted a token was sent another one'] : [],
    ]
    stage.killNodes()
    say('Thousands at once...')
    const mass = [await measureMass(stage, 1), await measureMass(stage, Math.round(MASS * scale))]
    return { applications: stage.good.length + Object.keys(BAD).length, departures: left, kills: killed, mass, wrong }
  },
  report({ applications, departures: left, kills: killed, mass, wrong }) {
    const seconds = (value: number): string => value.toFixed(2)
    const refused = Math.max(...left.flatMap((one) => Object.values(one.refused)))
    const p95 = Math.max(...left.map((one) => one.p95))
    const verdict = (value: number, most: number): string => `${value <= most ? 'met' : 'missed'} (at most ${most} s)`
    return [
      `${applications} applications, of which one is dead, one never answers, one answers 500, one lies and one hangs up; `
        + 'two nodes behind a balancer. Seconds from the beginning of the event.',
      table(['event', ...HOLDINGS, 'owed', 'told', 'p50', 'p95', 'last'], left.map((one) => [
        one.event, ...HOLDINGS.map((holding) => seconds(one.refused[holding] ?? NaN)), String(one.owed), String(one.told),
        seconds(one.p50), seconds(one.p95), seconds(one.last),
      ])),
      `Nothing is open any more after ${seconds(refused)} s: ${verdict(refused, 5)}. Reachable applications were told within `
        + `${seconds(p95)} s at the 95th percentile: ${verdict(p95, 10)}. Before nothing was open any more `
        + `${left.reduce((sum, one) => sum + one.toldTooEarly, 0)} of them were told; contradictions: ${wrong.length}.`,
      ...killed.length === 0 ? [] : [
        table(['kill -9 of a node', 'under way there', 'all told after s'], killed.map((one) =>
          [one.point, String(one.orphans), one.seconds.toFixed(1)])),
        `Redelivered after ${Math.max(...killed.map((one) => one.seconds)).toFixed(1)} s at most: `
          + `${verdict(Math.max(...killed.map((one) => one.seconds)), 45)}.`,
      ],
      table(['everything of so many people', 'statements', 'ms', 'sessions', 'tokens', 'logout tokens owed'], mass.map((one) =>
        [String(one.people), String(one.statements), one.ms.toFixed(0), String(one.sessions), String(one.tokens), String(one.owed)])),
    ].join('\n\n')
  },
}
