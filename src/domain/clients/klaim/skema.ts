import { z } from 'zod'
import { ID_TOKEN, LOGOUT_TOKEN, USERINFO, VERSI_KLAIM } from './kontrak.schema.ts'

/** Where the contract is published, below the issuer. */
export const SKEMA_PATH = `/panduan/klaim/v${VERSI_KLAIM}.json`

/** @returns a part of the document: the document itself says which JSON Schema it is */
function part(schema: z.ZodType, title: string, description: string): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema)
  return { title, description, ...rest }
}

/**
 * The contract as JSON Schema 2020-12. Its root is what userinfo answers; `#/$defs/id_token` and `#/$defs/logout_token`
 * are the claims of the two tokens.
 * @param issuer of this instance
 */
export function claimsSchema(issuer: string): Record<string, unknown> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema', $id: `${issuer}${SKEMA_PATH}`,
    title: `Klaim Banten Satu Login, versi ${VERSI_KLAIM}`,
    $ref: '#/$defs/userinfo',
    $defs: {
      userinfo: part(USERINFO, 'userinfo', 'Jawaban userinfo; yang tidak diketahui tidak dikirim.'),
      id_token: part(ID_TOKEN, 'ID token', 'Isi ID token.'),
      logout_token: part(LOGOUT_TOKEN, 'logout token', 'Isi pemberitahuan keluar.'),
    },
  }
}
