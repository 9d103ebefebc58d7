import { generateKeyPairSync } from 'node:crypto'
import { readClientFile } from '../../src/domain/clients/pendaftaran/client-file.rules.ts'

export const minimal = { opd: '920600000000000', redirect_uris: ['https://app.bantenprov.go.id/cb'] }

export const read = (file: unknown, demo = false) => readClientFile(file, { demo })
export const mistakesOf = (file: unknown, demo = false) =>
  read(file, demo).mistakes.map(({ field, message }) => `${field}: ${message}`)

export const jwkOf = (kind: 'p256' | 'p384' | 'rsa' | 'short' | 'private'): Record<string, unknown> => {
  if (kind === 'p256' || kind === 'p384' || kind === 'private') {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: kind === 'p384' ? 'P-384' : 'P-256' })
    return { ...(kind === 'private' ? privateKey : publicKey).export({ format: 'jwk' }) }
  }
  const modulusLength = kind === 'rsa' ? 2048 : 1024
  return { ...generateKeyPairSync('rsa', { modulusLength }).publicKey.export({ format: 'jwk' }) }
}

/** A client that proves itself by these keys. */
export const keys = (...list: Record<string, unknown>[]) =>
  ({ token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: list } })

/** A client without sign-in. */
export const withoutPeople = { response_types: [], redirect_uris: [], host: 'a.example' }
