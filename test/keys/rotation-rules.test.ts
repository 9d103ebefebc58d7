import test from 'ava'
import { SESSION_SECONDS } from '../../src/oidc/login-checks.ts'
import {
  algsToStage, HINT_MS, type KeyStanding, promotion, PUBLISHED_MS, retirement, type Ruling, SILENT_MS, verifiesHints,
} from '../../src/domain/keys/rotation.rules.ts'

const NOW = new Date('2026-11-27T08:00:00Z')
const MINUTE_MS = 60_000
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * MINUTE_MS)

/** `a` is RS256, `b` is ES256. */
const key = (kid: string, state: KeyStanding['state'], publishedAt: Date, demotedAt: Date | null = null): KeyStanding =>
  ({ kid, alg: kid.startsWith('a') ? 'RS256' : 'ES256', state, publishedAt, demotedAt })

const SIGNING = [key('a1', 'current', ago(9_000)), key('b1', 'current', ago(9_000))]
const OVER = [key('a0', 'retired', ago(20_000), ago(9_000))]

/** Kids with `!` where they were forced, or the moment a refusal names. */
function told(ruling: Ruling): string {
  if (ruling.ok) return ruling.moves.map(({ kid, until }) => until ? `${kid}!${until.toISOString()}` : kid).join(' ')
  return /from (\S+) on/.exec(ruling.why)?.[1] ?? 'never'
}

test('a key is staged for each algorithm that has none', (t) => {
  const algs = ['RS256', 'ES256'] as const
  t.deepEqual(algsToStage([], algs), ['RS256', 'ES256'])
  t.deepEqual(algsToStage([...SIGNING, ...OVER], algs), ['RS256', 'ES256'])
  t.deepEqual(algsToStage([...SIGNING, key('a2', 'next', NOW)], algs), ['ES256'])
  t.deepEqual(algsToStage([key('a2', 'next', NOW), key('b2', 'next', NOW)], algs), [])
})

const PROMOTIONS: readonly [string, readonly KeyStanding[], plain: string, forced: string][] = [
  ['no key waits', [...SIGNING, ...OVER], 'never', 'never'],
  ['published just now', [key('a2', 'next', NOW)], '2026-11-27T08:15:00.000Z', 'a2!2026-11-27T08:15:00.000Z'],
  ['a millisecond too early', [key('a2', 'next', new Date(ago(15).getTime() + 1))], '2026-11-27T08:00:00.001Z',
    'a2!2026-11-27T08:00:00.001Z'],
  ['exactly 15 minutes', [key('a2', 'next', ago(15))], 'a2', 'a2'],
  ['two that wait, one of them too young', [key('a2', 'next', ago(60)), key('b2', 'next', ago(5))],
    '2026-11-27T08:10:00.000Z', 'a2 b2!2026-11-27T08:10:00.000Z'],
  ['two that are ready', [...SIGNING, key('a2', 'next', ago(60)), key('b2', 'next', ago(16))], 'a2 b2', 'a2 b2'],
]

for (const [name, keys, plain, forced] of PROMOTIONS) {
  test(`promote: ${name}`, (t) => {
    t.is(told(promotion(keys, NOW, { force: false })), plain)
    t.is(told(promotion(keys, NOW, { force: true })), forced)
  })
}

const RETIREMENTS: readonly [string, readonly KeyStanding[], plain: string, forced: string][] = [
  ['no key was replaced', [...SIGNING, ...OVER, key('a2', 'next', ago(60))], 'never', 'never'],
  ['replaced just now', [key('a1', 'previous', ago(9_000), NOW)], '2026-11-27T08:15:00.000Z', 'a1!2026-11-27T08:15:00.000Z'],
  ['a millisecond too early', [key('a1', 'previous', ago(9_000), new Date(ago(15).getTime() + 1))],
    '2026-11-27T08:00:00.001Z', 'a1!2026-11-27T08:00:00.001Z'],
  ['exactly 15 minutes', [key('a1', 'previous', ago(9_000), ago(15))], 'a1', 'a1'],
  ['one that is over, one that is not', [key('a1', 'previous', ago(99), ago(60)), key('a2', 'previous', ago(50), ago(5))],
    'a1', 'a1 a2!2026-11-27T08:10:00.000Z'],
  ['a moment that nobody wrote down', [key('a1', 'previous', ago(99))], '2026-11-27T08:15:00.000Z',
    'a1!2026-11-27T08:15:00.000Z'],
]

for (const [name, keys, plain, forced] of RETIREMENTS) {
  test(`retire: ${name}`, (t) => {
    t.is(told(retirement(keys, NOW, { force: false })), plain)
    t.is(told(retirement(keys, NOW, { force: true })), forced)
  })
}

const HINTS: readonly [string, demoted: number, retired: number, boolean][] = [
  ['retired in due time', 60, 45, true],
  ['retired just in time', 60, 45 - 1 / 60_000, true],
  ['retired too early', 60, 45 + 1 / 60_000, false],
  ['forced out at once', 60, 60, false],
  ['silent for almost twelve hours and a quarter', 735 - 1 / 60_000, 100, true],
  ['silent for twelve hours and a quarter', 735, 100, false],
]

for (const [name, demoted, retired, expected] of HINTS) {
  test(`a key ${name} ${expected ? 'still tells' : 'no longer tells'} whose an old ID token was`, (t) => {
    t.is(verifiesHints({ demotedAt: ago(demoted), retiredAt: ago(retired) }, NOW), expected)
  })
}

test('a hint is good as long as the session it is of', (t) => {
  t.true(HINT_MS >= SESSION_SECONDS * 1000)
})

test('both waits are 15 minutes', (t) => {
  t.deepEqual([PUBLISHED_MS, SILENT_MS], [15 * MINUTE_MS, 15 * MINUTE_MS])
})
