/** Signing keys, next > current > previous > retired; private parts are sealed at rest. */
import { createHash, generateKeyPair, type JsonWebKey } from 'node:crypto'
import { promisify } from 'node:util'
import { perform } from '../../kernel/db/unit-of-work.ts'
import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import { fingerprint, type Seal, type SealingKey } from '../../kernel/lib/seal.ts'
import { record } from '../audit/index.ts'
import { findPublishedKeys, insertFirstKey, rememberFingerprint } from './keys.queries.ts'

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
  const present = new Set((await findPublishedKeys(database)).map((key) => key.alg))
  for (const alg of ['RS256', 'ES256'] as const) {
    if (present.has(alg)) continue
    const { publicJwk, privateJwk } = await makeKey(alg)
    const { kid } = privateJwk
    await perform(database, async () => {
      const privateSealed = seal.seal(JSON.stringify(privateJwk), place(kid))
      if (await insertFirstKey(database, { kid, alg, publicJwk, privateSealed })) {
        record({ kind: 'kunci.dibuat', actor: 'sistem', data: { kid, alg, state: 'current' } }, clock.now())
      }
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
 * @throws OperatorError naming the key id that differs
 */
export async function checkEncryptionKeys(database: Database, keys: readonly SealingKey[]): Promise<void> {
  for (const key of keys) {
    const own = fingerprint(key)
    if (await rememberFingerprint(database, key.id, own) !== own) {
      throw new OperatorError(`ENCRYPTION_KEYS: the key "${key.id}" is not the one that this database was sealed `
        + 'with. Put the old key back; a new one needs a new id and stands before it.')
    }
  }
}
