import { OutboundRefused, OutsideAllowList } from '../kernel/lib/destination.ts'
import type { Outcome } from '../domain/sessions/pengiriman/delivery.ts'

/** What the network says, in the operator's words; anything else keeps its code. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  EPROTO: 'it does not speak TLS',
  ENOTFOUND: 'the host has no address',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the host cannot be reached',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is of another host',
  CERT_HAS_EXPIRED: 'the certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'the certificate is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate is not trusted',
}

interface Failure { readonly name?: unknown; readonly code?: unknown; readonly response?: { readonly status?: unknown } }

function words(error: unknown): string {
  const { name, code, response } = (error ?? {}) as Failure
  if (typeof response?.status === 'number') return `it answered ${response.status}`
  if (error instanceof OutboundRefused) return error.message
  if (name === 'AbortError' || name === 'TimeoutError') return 'no answer in time'
  if (typeof code !== 'string') return `not sent (${typeof name === 'string' ? name : 'unknown'})`
  if (code.startsWith('HPE_')) return 'it does not speak HTTP'
  return WORDS[code] ?? `not sent (${code})`
}

/**
 * What a failed attempt at a logout token came to. An address outside OUTBOUND_CIDRS is not tried again: the list is
 * this service's own and changes with a restart, so that every retry would only refuse itself once more.
 * @param error what sending threw; its message may repeat an address or an answer and is not used
 */
export function failedOutcome(error: unknown): Outcome {
  return { result: error instanceof OutsideAllowList ? 'hopeless' : 'refused', receipt: words(error) }
}
