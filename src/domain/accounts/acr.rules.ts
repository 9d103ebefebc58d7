/**
 * How sure a sign-in is, weakest first (architecture.md, "Claims"; `acr` of OpenID Connect Core 2): a password, a second
 * factor beside it, a passkey that no look-alike page can catch.
 */
export const ACRS = [
  'urn:bantenprov:acr:sandi', 'urn:bantenprov:acr:mfa', 'urn:bantenprov:acr:tahan-phishing',
] as const

export type Acr = (typeof ACRS)[number]

/** @returns whether a sign-in of this assurance is at least as sure as the minimum; an unknown one is never */
export function reaches(acr: string | undefined, minimum: Acr): boolean {
  return (ACRS as readonly (string | undefined)[]).indexOf(acr) >= ACRS.indexOf(minimum)
}
