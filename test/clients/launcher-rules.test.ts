import test from 'ava'
import { type Connection, isConnected } from '../../src/domain/clients/launcher.rules.ts'

/** "Terhubung" is a fact (decision 14): claimed, a credential, a real sign-in within 90 days. */

const connected: Connection = { diklaim: true, berkredensial: true, masuk_terakhir: '2026-11-22' }

const cases: [string, Partial<Connection>, string, boolean][] = [
  ['all three, today', {}, '2026-11-22', true],
  ['not claimed', { diklaim: false }, '2026-11-22', false],
  ['no credential', { berkredensial: false }, '2026-11-22', false],
  ['never a sign-in', { masuk_terakhir: null }, '2026-11-22', false],
  ['a sign-in 90 days ago', {}, '2027-02-20', true],
  ['a sign-in 91 days ago', {}, '2027-02-21', false],
  ['a sign-in 90 days ago over a leap day', { masuk_terakhir: '2028-01-01' }, '2028-03-31', true],
  ['a sign-in 91 days ago over a leap day', { masuk_terakhir: '2028-01-01' }, '2028-04-01', false],
  ['a sign-in on a day that this node has not reached', { masuk_terakhir: '2026-11-23' }, '2026-11-22', true],
]

for (const [name, change, today, expected] of cases) {
  test(`${name}: ${expected ? 'connected' : 'not connected'}`, (t) => {
    t.is(isConnected({ ...connected, ...change }, today), expected)
  })
}
