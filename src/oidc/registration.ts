import type { Client } from 'oidc-provider'
import type { Acr } from '../domain/accounts/acr.rules.ts'
import type { ClientState } from '../domain/clients/client.types.ts'
import type { AturanMasuk } from '../domain/clients/masuk/aturan.rules.ts'
import type { ResourceServer } from '../domain/clients/sumber/sumber.types.ts'

/** What our register knows of a client beside its OIDC metadata; travels inside the library's parsed client. */
export interface Registration {
  readonly nama: string
  readonly opd: { readonly id: string; readonly nama: string } | null
  readonly host: string
  readonly state: ClientState
  /** Outside the province's own hosts: consent is asked and `sub` is pairwise. */
  readonly eksternal: boolean
  readonly layananMandiri: boolean
  readonly pengujiSemua: boolean
  /** `sub` of the named testers, while the client is on trial. */
  readonly penguji: readonly string[]
  readonly aturanMasuk: AturanMasuk
  /** `sub` of the pilot group while it alone may enter; null: everybody whom the rule lets in. */
  readonly pilot: readonly string[] | null
  readonly pkceExempt: boolean
  /** The least assurance of a sign-in that it accepts; null: a password will do. */
  readonly acrMinimum: Acr | null
  /** Held to the FAPI 2.0 Security Profile. */
  readonly fapi: boolean
  /** Introspection may be answered to it by a JWT (RFC 9701). */
  readonly jwtIntrospection: boolean
  /** Resource servers that it may ask tokens for, each with the scopes that it was registered for. */
  readonly sumber: readonly ResourceServer[]
  /** Identifiers of the resource servers that it is itself. */
  readonly melayani: readonly string[]
}

/** Name of the extra metadata property; the library hands it through untouched. */
export const REGISTRATION_PROPERTY = 'satu_login'

/** The pages of the identity provider itself: a client that asks only whether somebody is signed in. */
export const PORTAL_CLIENT_ID = 'portal'

/** @returns what our register knows; every client has it, the portal included */
export function registrationOf(client: Client): Registration {
  const value = client[REGISTRATION_PROPERTY] ?? client['satuLogin']
  if (value === undefined) throw new Error(`client ${client.clientId} has no registration`)
  return value as Registration
}
