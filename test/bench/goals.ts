import type { Results } from './bench.ts'
import type { Fullness } from './fullness.ts'
import type { Comparison } from './rounds.ts'

/** What was wished for, what was seen. */
export interface Goal {
  readonly what: string
  readonly wanted: string
  readonly seen: string
  readonly met: boolean
}

/** Most statements and commits of one operation. */
const MOST: Readonly<Record<string, readonly [statements: number, commits: number]>> = {
  'sign-in without hash': [7, 4], 'code exchange': [2, 2], refresh: [2, 2], userinfo: [1, 1], introspection: [1, 1],
  'client credentials': [1, 1],
}

const MB = 1_000_000
const megabytes = (bytes: number | undefined): string => bytes === undefined ? 'not known' : `${(bytes / MB).toFixed(0)} MB`
const ofKind = (comparisons: readonly Comparison[], kind: string): Comparison => {
  const found = comparisons.find((one) => one.kind === kind)
  if (!found) throw new Error(`${kind} was not measured`)
  return found
}

/** What a day with as many of each kind would take over empty tables, by what it takes over full ones. */
export function fullOverEmpty(kinds: readonly Fullness[]): number {
  return kinds.length / kinds.reduce((total, { ratio }) => total + 1 / ratio, 0)
}

function statementGoals(comparisons: readonly Comparison[]): Goal[] {
  return Object.entries(MOST).map(([kind, [statements, commits]]) => {
    const { product } = ofKind(comparisons, kind)
    return {
      what: `statements / commits of ${kind === 'sign-in without hash' ? 'a sign-in' : kind}`,
      wanted: `<= ${statements} / ${commits}`, seen: `${round(product.statements)} / ${round(product.commits)}`,
      met: product.statements <= statements && product.commits <= commits,
    }
  })
}

/** @returns a count with what of it belongs to nobody: heartbeats and the like */
export const round = (value: number): string => String(Number(value.toFixed(2)))

/** The goals of performance.md beside what one run found. */
export function goalsOf({ comparisons, argon2, storm, fullness, starts, loaded }: Results): Goal[] {
  const login = ofKind(comparisons, 'sign-in without hash')
  const silent = ofKind(comparisons, 'silent sign-in')
  const calm = Math.max(...[storm.refresh, storm.product].map((one) => one.storm.p99 / one.idle.p99))
  const full = fullOverEmpty(fullness.kinds)
  const idle = starts.product.rss
  return [
    {
      what: 'argon2id, share of all CPU of a password sign-in', wanted: '>= 0.86', seen: argon2.share.toFixed(2),
      met: argon2.share >= 0.86,
    },
    {
      what: 'CPU of a sign-in without hash, over bare', wanted: '<= 1.6x', seen: `${login.cpuRatio.toFixed(2)}x`,
      met: login.cpuRatio <= 1.6,
    },
    {
      what: 'silent sign-ins a second, over bare', wanted: '>= 0.80', seen: silent.rateRatio.toFixed(2),
      met: silent.rateRatio >= 0.8,
    },
    ...statementGoals(comparisons),
    {
      what: '/token p99 in a login storm, over idle', wanted: '<= 3x', seen: `${calm.toFixed(1)}x`, met: calm <= 3,
    },
    {
      what: `throughput with ${fullness.rows.toLocaleString('en')} sessions, grants, access and refresh tokens each, over empty`,
      wanted: '>= 0.95', seen: full.toFixed(2), met: full >= 0.95,
    },
    {
      what: 'spawn to first discovery answer', wanted: '<= 300 ms', seen: `${starts.product.milliseconds.toFixed(0)} ms`,
      met: starts.product.milliseconds <= 300,
    },
    {
      what: 'memory idle', wanted: '<= 90 MB', seen: megabytes(idle), met: idle !== undefined && idle <= 90 * MB,
    },
    {
      what: 'memory loaded', wanted: '<= 180 MB', seen: megabytes(loaded.product), met: loaded.product <= 180 * MB,
    },
  ]
}
