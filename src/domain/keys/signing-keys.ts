import { createHash, generateKeyPair, type JsonWebKey } from 'node:crypto'
import { promisify } from 'node:util'
import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { newId } from '../../kernel/lib/ids.ts'
import type { Seal } from '../../kernel/lib/seal.ts'
import { insertEvents } from '../audit/index.ts'
import { findPublishedKeys, findRetiredKeys, insertKey, type NewKey } from './keys.queries.ts'
import { HINT_MS, verifiesHints } from './rotation.rules.ts'

/** One key of each signs: applications choose between them. */
export const SIGNING_ALGS = ['RS256', 'ES256'] as const

export type SigningAlg = (typeof SIGNING_ALGS)[number]

export interface PrivateJwk extends JsonWebKey {
  readonly kid: string
  readonly alg: string
  readonly use: 'sig'
  /** `verify` for a key that does not sign any more and is not published. */
  readonly key_ops?: string[]
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

/** @returns a new key as its row will hold it */
export async function makeKey(alg: SigningAlg, seal: Seal): Promise<NewKey> {
  const pair = alg === 'RS256'
    ? await generate('rsa', { modulusLength: 2048 })
    : await generate('ec', { namedCurve: 'P-256' })
  const publicJwk = pair.publicKey.export({ format: 'jwk' })
  const about = { kid: thumbprint(publicJwk), alg, use: 'sig' as const }
  const privateJwk: PrivateJwk = { ...pair.privateKey.export({ format: 'jwk' }), ...about }
  const { kid } = about
  return {
    kid, alg, publicJwk: { ...publicJwk, ...about }, privateSealed: seal.seal(JSON.stringify(privateJwk), place(kid)),
  }
}

/** Makes sure that each algorithm has a signing key; two nodes starting at once agree on one. */
export async function ensureSigningKeys(database: Database, seal: Seal, clock: Clock): Promise<void> {
  const signing = (await findPublishedKeys(database)).filter(({ state }) => state === 'current')
  for (const alg of SIGNING_ALGS) {
    if (signing.some((key) => key.alg === alg)) continue
    const key = await makeKey(alg, seal)
    const at = clock.now()
    await database.knex.transaction(async (trx) => {
      if (!await insertKey(trx, key, 'current', at)) return
      const event = { kind: 'kunci.dibuat', actor: 'sistem', data: { kid: key.kid, alg, state: 'current' } } as const
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
 * Keys that are no longer published and only tell whose an old ID token was: `key_ops` says so, and the protocol neither
 * signs with them nor shows them.
 * @returns those that still open: no start depends on them
 */
export async function openHintKeys(database: Database, seal: Seal, now: Date): Promise<PrivateJwk[]> {
  const retired = await findRetiredKeys(database, new Date(now.getTime() - HINT_MS))
  return retired.filter((key) => verifiesHints(key, now)).flatMap(({ kid, private_sealed: sealed }) => {
    const text = openOrNone(seal, sealed, kid)
    return text === undefined ? [] : [{ ...JSON.parse(text) as PrivateJwk, key_ops: ['verify'] }]
  })
}

function openOrNone(seal: Seal, sealed: string, kid: string): string | undefined {
  try {
    return seal.open(sealed, place(kid))
  } catch {
    return undefined
  }
}
