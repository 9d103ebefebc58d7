/** What the network says, in the words of a source. */
import type { SourceDownCode } from './source.ts'

const CODES: Record<string, SourceDownCode> = {
  ECONNREFUSED: 'unreachable', EHOSTUNREACH: 'unreachable', ENETUNREACH: 'unreachable', ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable', ETIMEDOUT: 'timeout', ECONNRESET: 'incomplete', EPIPE: 'incomplete',
  HPE_INVALID_CONSTANT: 'malformed', EPROTO: 'certificate',
}

/** OpenSSL's verdicts on a certificate (X509_V_ERR_…) and Node's own on its names. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|^ERR_(TLS|SSL)_|HOSTNAME_MISMATCH/

/** @returns the code of the error; '' for one without */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}

/** @returns the reason of a failed connection, undefined for a code that is none of the network's */
export function networkReason(code: string): SourceDownCode | undefined {
  if (Object.hasOwn(CODES, code)) return CODES[code]
  if (code.startsWith('HPE_')) return 'malformed'
  return CERTIFICATE.test(code) ? 'certificate' : undefined
}
