import { table } from '../bench/report.ts'
import { type Departure, departures, pushes } from './leaver/departures.ts'
import { type Kill, killAt, POINTS, toldAgain } from './leaver/kill.ts'
import { type Mass, measureMass } from './leaver/mass.ts'
import { BAD, contradictions } from './leaver/receivers.ts'
import { openStage, type Stage } from './leaver/stage.ts'
import { HOLDINGS } from './leaver/watch.ts'
import type { Soak } from './soak.ts'

/** Applications that can be told, beside five that cannot. */
const REACHABLE = 35
/** Whom one import, and one delivery of events, suspends all at once. */
const CROWD = 50
const MASS = 3_000

export interface LeaverFigures {
  readonly applications: number
  readonly departures: readonly Departure[]
  readonly kills: readonly Kill[]
  readonly mass: readonly Mass[]
  /** What must not be: a token that is not ours, two truths, one told again. */
  readonly wrong: readonly string[]
}

const sum = (left: readonly Departure[], of: (one: Departure) => number): number =>
  left.reduce((total, one) => total + of(one), 0)

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
    const crowd = Math.max(5, Math.round(CROWD * scale))
    const left = [...await departures(scope, stage, crowd, say), ...await pushes(stage, crowd, say)]
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
        + 'two nodes behind a balancer. Seconds from the beginning of the event: of a push, from the POST.',
      table(['event', ...HOLDINGS, 'owed', 'told', 'p50', 'p95', 'last'], left.map((one) => [
        one.event, ...HOLDINGS.map((holding) => seconds(one.refused[holding] ?? NaN)), String(one.owed), String(one.told),
        seconds(one.p50), seconds(one.p95), seconds(one.last),
      ])),
      `Nothing is open any more after ${seconds(refused)} s: ${verdict(refused, 5)}. Reachable applications were told within `
        + `${seconds(p95)} s at the 95th percentile: ${verdict(p95, 10)}. Before nothing was open any more `
        + `${sum(left, (one) => one.toldTooEarly)} of them were told; of what was asked for after the act had been answered `
        + `${sum(left, (one) => one.late.length)} kinds were still granted; contradictions: ${wrong.length}.`,
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
