import { randomBytes } from 'node:crypto'
import test from 'ava'
import { calculateJwkThumbprint, createLocalJWKSet, importJWK, jwtVerify, SignJWT } from 'jose'
import { checkEncryptionKeys, ensureSigningKeys, openSigningKeys } from '../../src/domain/keys/index.ts'
import { openDatabase } from '../../src/kernel/db/database.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { OperatorError } from '../../src/kernel/lib/operator-error.ts'
import { createSeal, type SealingKey } from '../../src/kernel/lib/seal.ts'
import { testDatabase } from '../helpers/database.ts'
import { dumpTables } from '../helpers/dump.ts'
import { openHouse } from '../helpers/house.ts'
import { untilSomebodyWaits } from '../helpers/waiting.ts'

const clock = systemClock()
const sealingKey = (id: string): SealingKey => ({ id, key: randomBytes(32) })
const key = sealingKey('a')
const seal = createSeal([key])

interface StoredRow { kid: string; alg: string; state: string; public_jwk: Record<string, string>; private_sealed: string }

test('nodes that start at once agree on one key for each algorithm', async (t) => {
  const { owner, appUrl } = await testDatabase(t, 'kosong')
  const nodes = Array.from({ length: 4 }, () => openDatabase(appUrl))
  t.teardown(() => Promise.all(nodes.map((node) => node.close())))
  const sets = await Promise.all(nodes.map(async (node) => {
    await ensureSigningKeys(node, seal, clock)
    return openSigningKeys(node, seal)
  }))
  const rows = await owner.knex<StoredRow>('signing_key').select()
  t.deepEqual(rows.map(({ alg, state }) => `${alg} ${state}`).sort(), ['ES256 current', 'RS256 current'])
  for (const set of sets) t.deepEqual(set, sets[0])
  const events = await owner.knex<{ kind: string; data: { kid: string } }>('audit_event').where({ kind: 'kunci.dibuat' })
  t.deepEqual(events.map(({ data }) => data.kid).sort(), rows.map(({ kid }) => kid).sort(), 'one event for each key')
})

test('a key that nobody can tell of is not made', async (t) => {
  const { owner, app } = await testDatabase(t, 'kosong')
  await owner.knex.raw('REVOKE INSERT ON audit_event FROM satu_login_app')
  await t.throwsAsync(ensureSigningKeys(app, seal, clock), { code: '42501' })
  t.deepEqual(await owner.knex('signing_key'), [])
})

test('a second start makes nothing new, and one missing algorithm is filled in', async (t) => {
  const { owner, app } = await testDatabase(t, 'kosong')
  await ensureSigningKeys(app, seal, clock)
  const before = await openSigningKeys(app, seal)
  await ensureSigningKeys(app, seal, clock)
  t.deepEqual(await openSigningKeys(app, seal), before)
  await owner.knex('signing_key').where({ alg: 'ES256' }).update({ state: 'previous' })
  await ensureSigningKeys(app, seal, clock)
  const after = await openSigningKeys(app, seal)
  t.is(after.length, 3, 'the previous one is still published')
  t.not(after[0]?.kid, before[0]?.kid, 'the signing one stands first')
  t.is(after[1]?.kid, before[0]?.kid)
})

test('the private part lies sealed, and opens only with its key and in its row', async (t) => {
  const { owner, app } = await testDatabase(t, 'kosong')
  await ensureSigningKeys(app, seal, clock)
  const rows = await owner.knex<StoredRow>('signing_key').orderBy('alg')
  const [first, second] = await openSigningKeys(app, seal)
  const text = (await dumpTables(owner, '%')).join('\n')
  for (const part of ['d', 'p', 'q', 'dp', 'dq', 'qi'] as const) {
    for (const jwk of [first, second]) if (jwk?.[part]) t.false(text.includes(jwk[part]), part)
    for (const { public_jwk: jwk } of rows) t.is(jwk[part], undefined)
  }
  await t.throwsAsync(openSigningKeys(app, createSeal([sealingKey('a')])))
  await t.throwsAsync(openSigningKeys(app, createSeal([sealingKey('b')])))
  // Each ciphertext in the other's row: a thief of the database cannot swap them.
  const [one, two] = rows
  await owner.knex('signing_key').where({ kid: one?.kid }).update({ private_sealed: two?.private_sealed })
  await t.throwsAsync(openSigningKeys(app, seal))
})

for (const alg of ['RS256', 'ES256'] as const) {
  test(`the ${alg} key signs, is strong enough and is named by its thumbprint`, async (t) => {
    const { owner, app } = await testDatabase(t, 'kosong')
    await ensureSigningKeys(app, seal, clock)
    const jwk = (await openSigningKeys(app, seal)).find((candidate) => candidate.alg === alg)
    t.truthy(jwk)
    const { public_jwk: publicJwk } = await owner.knex<StoredRow>('signing_key').where({ alg }).first() ?? {}
    t.is(jwk?.kid, await calculateJwkThumbprint(publicJwk as { kty: string }))
    t.like(publicJwk, alg === 'RS256' ? { kty: 'RSA', e: 'AQAB' } : { kty: 'EC', crv: 'P-256' })
    if (alg === 'RS256') t.is(Buffer.from(publicJwk?.['n'] ?? '', 'base64url').length, 256)
    const token = await new SignJWT({}).setProtectedHeader({ alg, kid: jwk?.kid }).sign(await importJWK(jwk as never, alg))
    await t.notThrowsAsync(jwtVerify(token, createLocalJWKSet({ keys: [publicJwk as never] })))
  })
}

test('the published set shows public members only', async (t) => {
  const { issuer } = await openHouse(t)
  const { keys } = await (await fetch(`${issuer}/oidc/jwks`)).json() as { keys: Record<string, string>[] }
  t.deepEqual(keys.map((jwk) => Object.keys(jwk).sort()), [
    ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'], ['alg', 'e', 'kid', 'kty', 'n', 'use'],
  ])
  t.deepEqual(keys.map(({ alg, use }) => [alg, use]), [['ES256', 'sig'], ['RS256', 'sig']])
})

const older = sealingKey('lama')
const newer = sealingKey('baru')
const other = { id: 'lama', key: randomBytes(32) }

// Decision 6, on a database that was sealed under `lama`.
const STARTS: [name: string, keys: readonly [SealingKey, ...SealingKey[]], refusal: RegExp | undefined][] = [
  ['the same key', [older], undefined],
  ['a new key before it', [newer, older], undefined],
  ['a new key behind it', [older, newer], undefined],
  ['another key under the same id', [other], /the key "lama" is not the one/],
  ['another key under the same id, behind a new one', [newer, other], /the key "lama" is not the one/],
  ['a new key alone', [newer], /the key "lama" is missing/],
]

for (const [name, keys, refusal] of STARTS) {
  test(`a start with ${name} ${refusal ? 'is refused' : 'is fine'}`, async (t) => {
    const { owner, app } = await testDatabase(t, 'kosong')
    await checkEncryptionKeys(app, [older])
    await ensureSigningKeys(app, createSeal([older]), clock)
    const before = await dumpTables(owner, 'encryption_key')
    const start = async () => {
      await checkEncryptionKeys(app, keys)
      return openSigningKeys(app, createSeal(keys))
    }
    if (refusal) {
      const error = await t.throwsAsync(start, { instanceOf: OperatorError, message: refusal })
      for (const { key: secret } of [...keys, older]) {
        t.false(error.message.includes(secret.toString('base64url')))
      }
      t.deepEqual(await dumpTables(owner, 'encryption_key'), before, 'a key that was refused is not remembered')
    } else {
      t.is((await start()).length, 2)
      t.is((await dumpTables(owner, 'encryption_key')).length, keys.length)
    }
  })
}

test('of two nodes that bring different keys under one id at once, one does not start', async (t) => {
  const { owner, appUrl } = await testDatabase(t, 'kosong')
  for (let round = 0; round < 5; round += 1) {
    await owner.knex('encryption_key').delete()
    const results = await Promise.allSettled([older, other].map(async (own) => {
      const node = openDatabase(appUrl)
      try {
        await node.query({ text: 'SELECT 1', values: [] })
        await checkEncryptionKeys(node, [own])
      } finally {
        await node.close()
      }
    }))
    t.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  }
})

test('a node that has to wait for another one\'s fingerprint compares with it', async (t) => {
  const { owner, app } = await testDatabase(t, 'kosong')
  const first = await owner.knex.transaction()
  await first('encryption_key').insert({ id: 'lama', fingerprint: 'x' })
  const second = t.throwsAsync(checkEncryptionKeys(app, [older]), { instanceOf: OperatorError })
  await untilSomebodyWaits(owner)
  await first.commit()
  await second
})

test('only a fingerprint of an encryption key stands in the database', async (t) => {
  const { owner, app } = await testDatabase(t, 'kosong')
  await checkEncryptionKeys(app, [older])
  const text = (await dumpTables(owner, '%')).join('\n')
  for (const encoding of ['hex', 'base64', 'base64url'] as const) t.false(text.includes(older.key.toString(encoding)))
})
