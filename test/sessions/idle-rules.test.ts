import test from 'ava'
import { isIdle, isTouchDue, type SessionUse } from '../../src/domain/sessions/idle.rules.ts'

const NOW = new Date('2026-11-27T05:00:00Z')
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000)
const use = (lastSeen: number, loginAt: number | undefined, bersama = false): SessionUse => ({
  lastSeen: ago(lastSeen), loginAt: loginAt === undefined ? undefined : ago(loginAt), bersama,
})

/** Minutes since the last use, since the sign-in, others use the computer -> idle (decision 16). */
const table: readonly [SessionUse, boolean][] = [
  [use(0, 600), false],
  [use(479, 600), false],
  [use(480, 600), false],
  [use(481, 600), true],
  [use(481, 2), false],
  [use(481, undefined), true],
  [use(14, 60, true), false],
  [use(15, 60, true), false],
  [use(16, 60, true), true],
  [use(16, 1, true), false],
]

for (const [given, idle] of table) {
  test(`used ${JSON.stringify(given)} is ${idle ? '' : 'not '}idle`, (t) => { t.is(isIdle(given, NOW), idle) })
}

test('a use is written down again after five minutes', (t) => {
  t.deepEqual([0, 5, 6].map((minutes) => isTouchDue(use(minutes, 600), NOW)), [false, false, true])
})
