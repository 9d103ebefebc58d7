import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { Credentials } from '../helpers/people.ts'

/** One who may use the token endpoint. */
export interface Party {
  readonly id: string
  readonly secret: string
}

/** Who signs in to what: the same on both sides, but for secrets. */
export interface Parties {
  /** An application of the province. */
  readonly app: Party
  /** A program that asks for itself. */
  readonly machine: Party
  readonly people: readonly Credentials[]
}

export const APP = 'tolok-ukur'
export const MACHINE = 'tolok-mesin'
export const REDIRECT_URI = 'http://localhost:9/sso/callback'
export const SCOPE = 'openid profile opd jabatan peran'
export const RESOURCE = 'https://api.bantenprov.go.id'
export const RESOURCE_SCOPE = 'kepegawaian:baca'

/** Clients for a side that has no database. */
export function inventParties(people: Parties['people']): Parties {
  const draw = (): string => randomBytes(32).toString('base64url')
  return { app: { id: APP, secret: draw() }, machine: { id: MACHINE, secret: draw() }, people }
}

/** Signing keys of the algorithms and sizes of the product's. */
export function drawKeys(): object[] {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
  return [{ ...rsa, alg: 'RS256', use: 'sig' }, { ...ec, alg: 'ES256', use: 'sig' }]
}
