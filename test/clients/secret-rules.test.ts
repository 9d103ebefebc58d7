import test from 'ava'
import { newSecret, sha256 } from '../../src/kernel/lib/ids.ts'
import { PLACEHOLDER_SECRET, secretIsLive, type SecretRow } from '../../src/domain/clients/secret.rules.ts'

/** Decision 13: none, placeholder, its hash, expired, revoked fail; each of two passes. */

const now = new Date('2026-11-22T01:00:00Z')
const row = (secret: string, more: Partial<SecretRow> = {}): SecretRow =>
  ({ hash: sha256(secret), expires_at: null, revoked_at: null, ...more })

const one = newSecret()
const two = newSecret()

const cases: [string, string, SecretRow[], boolean][] = [
  ['the only secret', one, [row(one)], true],
  ['the first of two', one, [row(one), row(two)], true],
  ['the second of two', two, [row(one), row(two)], true],
  ['no secret at all', one, [], false],
  ['the placeholder without a secret', PLACEHOLDER_SECRET, [], false],
  ['the placeholder beside a secret', PLACEHOLDER_SECRET, [row(one)], false],
  ['the placeholder even when it was stored', PLACEHOLDER_SECRET, [row(PLACEHOLDER_SECRET)], false],
  ['the hash in base64url', sha256(one).toString('base64url'), [row(one)], false],
  ['the hash in hex', sha256(one).toString('hex'), [row(one)], false],
  ['the hash of the placeholder', sha256(PLACEHOLDER_SECRET).toString('hex'), [row(one)], false],
  ['another secret', two, [row(one)], false],
  ['a part of it', one.slice(0, -1), [row(one)], false],
  ['more than it', `${one} `, [row(one)], false],
  ['nothing', '', [row(one)], false],
  ['expired a moment ago', one, [row(one, { expires_at: new Date(now.getTime() - 1) })], false],
  ['expiring now', one, [row(one, { expires_at: now })], false],
  ['expiring in a moment', one, [row(one, { expires_at: new Date(now.getTime() + 1) })], true],
  ['revoked', one, [row(one, { revoked_at: now })], false],
  ['revoked beside a live one', one, [row(one, { revoked_at: now }), row(two)], false],
  ['the live one beside a revoked', two, [row(one, { revoked_at: now }), row(two)], true],
]

for (const [name, presented, rows, expected] of cases) {
  test(`${name}: ${expected ? 'live' : 'not live'}`, (t) => t.is(secretIsLive(presented, rows, now), expected))
}
