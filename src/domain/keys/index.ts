/** Signing keys, next > current > previous > retired; private parts are sealed at rest. */
import { createHash, generateKeyPair, type JsonWebKey } from 'node:crypto'
import { promisify } from 'node:util'
import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { newId } from '../../kernel/lib/ids.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import { fingerprint, type Seal, type SealingKey } from '../../kernel/lib/seal.ts'
import { insertEvents } from '../audit/index.ts'
import {
  findNeededEncryptionKeys, findPublishedKeys, insertFirstKey, rememberFingerprint,
} from './keys.queries.ts'

export type SigningAlg = 'RS256' | 'ES256'

export interface PrivateJwk extends JsonWebKey {
  readonly kid: string
  readonly alg: string
  readonly use: 'sig'
}

const generate = promisify(generateKeyPair)
const place = (kid: string) => ({ table: 'signing_key', column: 'private_sealed', row: kid })

/** RFC 7638: SHA-256 over the required members in lexical order. */
function thumbprint(jwk: JsonWebKey): string {
  const members = jwk.kty === 'RSA'
    ? { e: jwk.e, kty: jwk.kty, n: jwk.n }
    : { crv: jwk.crv, kty: jwk.kty, x: jwk.x, y: jwk.y }
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url')
}

async function makeKey(alg: SigningAlg): Promise<{ publicJwk: JsonWebKey; privateJwk: PrivateJwk }> {
  const pair = alg === 'RS256'
    ? await generate('rsa', { modulusLength: 2048 })
    : await generate('ec', { namedCurve: 'P-256' })
  const publicJwk = pair.publicKey.export({ format: 'jwk' })
  const about = { kid: thumbprint(publicJwk), alg, use: 'sig' as const }
  return {
    publicJwk: { ...publicJwk, ...about },
    privateJwk: { ...pair.privateKey.export({ format: 'jwk' }), ...about },
  }
}

/** Makes sure that each algorithm has a signing key; two nodes starting at once agree on one. */
export async function ensureSigningKeys(database: Database, seal: Seal, clock: Clock): Promise<void> {
  const signing = (await findPublishedKeys(database)).filter(({ state }) => state === 'current')
  for (const alg of ['RS256', 'ES256'] as const) {
    if (signing.some((key) => key.alg === alg)) continue
    const { publicJwk, privateJwk } = await makeKey(alg)
    const { kid } = privateJwk
    const privateSealed = seal.seal(JSON.stringify(privateJwk), place(kid))
    const at = clock.now()
    await database.knex.transaction(async (trx) => {
      if (!await insertFirstKey(trx, { kid, alg, publicJwk, privateSealed, at })) return
      const event = { kind: 'kunci.dibuat', actor: 'sistem', data: { kid, alg, state: 'current' } } as const
      await insertEvents(trx, [event], { correlationId: newId() }, at)
    })
  }
}

/**
 * @returns the private JWKs of all published keys, the signing one of each algorithm first
 * @throws when a key does not open under the configured ENCRYPTION_KEYS
 */
export async function openSigningKeys(database: Database, seal: Seal): Promise<PrivateJwk[]> {
  const stored = await findPublishedKeys(database)
  return stored.map((key) => JSON.parse(seal.open(key.private_sealed, place(key.kid))) as PrivateJwk)
}

/**
 * Other keys, no start (decision 6): what was sealed under the old ones would be lost without a word.
 * @throws OperatorError naming the key id that is missing or differs; a new key is remembered only when all is well
 */
export async function checkEncryptionKeys(database: Database, keys: readonly SealingKey[]): Promise<void> {
  const missing = (await findNeededEncryptionKeys(database)).find((id) => keys.every((key) => key.id !== id))
  if (missing !== undefined) {
    throw new OperatorError(`ENCRYPTION_KEYS: the key "${missing}" is missing, under which this database was sealed. `
      + 'Put it back; a new one stands before it.')
  }
  for (const key of keys.toReversed()) {
    const own = fingerprint(key)
    if (await rememberFingerprint(database, key.id, own) !== own) {
      throw new OperatorError(`ENCRYPTION_KEYS: the key "${key.id}" is not the one that this database was sealed `
        + 'with. Put the old key back; a new one needs a new id and stands before it.')
    }
  }
}
