/** Scopes and the claims they release (architecture.md, "Claims"); `data_per` comes with any of the last four. */
export const CLAIMS_BY_SCOPE = {
  openid: ['sub', 'acr', 'amr', 'auth_time', 'sid'],
  profile: [
    'name', 'given_name', 'family_name', 'gelar_depan', 'gelar_belakang', 'gender', 'locale', 'zoneinfo',
    'updated_at',
  ],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
  pegawai: ['nip', 'asn', 'data_per'],
  opd: ['opd', 'unit_kerja', 'data_per'],
  jabatan: ['jabatan', 'penugasan', 'data_per'],
  peran: ['peran', 'data_per'],
} as const satisfies Record<string, readonly string[]>

export type Scope = keyof typeof CLAIMS_BY_SCOPE

const isScope = (scope: string): scope is Scope => Object.hasOwn(CLAIMS_BY_SCOPE, scope)

/** @returns those of the requested scopes that there are: an application may ask for any word */
export function knownScopes(scopes: string): string {
  return scopes.split(' ').filter((scope) => isScope(scope) || scope === 'offline_access').join(' ')
}

/** @returns every claim that a space-separated list of scopes releases */
export function claimsOfScopes(scopes: string): Set<string> {
  return new Set(scopes.split(' ').filter(isScope).flatMap((scope) => [...CLAIMS_BY_SCOPE[scope]]))
}

const EVERY_CLAIM = claimsOfScopes(Object.keys(CLAIMS_BY_SCOPE).join(' '))

/** @returns the claims that a list of scopes does not release: asked for one by one they are refused as well */
export function claimsBeyondScopes(scopes: string): string[] {
  const released = claimsOfScopes(scopes)
  return [...EVERY_CLAIM].filter((claim) => !released.has(claim))
}
