import type { ResourceServer } from './sumber.types.ts'

/** What programs may do at the province's API; a client gets those that its registration names. */
const API_SCOPES: readonly string[] = ['pegawai:baca', 'unit:baca', 'kepegawaian:tulis']

/** What a program does by itself and no person through an application: whoever has these has no other grant. */
export const SERVICE_SCOPES: readonly string[] = ['kepegawaian:tulis']

/**
 * The province's API (decision 22). It stands in no table: its name is made from the issuer, so that a copy of the
 * database under another name has an API of its own.
 */
export function provinceApi(issuer: string): ResourceServer {
  return {
    identifier: `${issuer}/api/v1`, nama: 'API Banten Satu Login', scopes: API_SCOPES, format: 'jwt',
    signing_alg: 'ES256',
  }
}
