import type { AdapterPayload } from 'oidc-provider'

/** @returns when a row may be purged: the payload's own end, else `expiresIn` seconds from now */
export function expiryOf(payload: AdapterPayload, expiresIn = 0): Date {
  return new Date(payload.exp === undefined ? Date.now() + expiresIn * 1000 : payload.exp * 1000)
}
