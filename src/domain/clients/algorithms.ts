/** Algorithms that this service signs, verifies and encrypts with (RFC 7518). Nothing symmetric, nothing unsigned. */

/** What our own keys sign: ID tokens, JWT answers, access tokens. */
export const OWN_SIGNATURES = ['RS256', 'ES256'] as const

/** What a client may sign with: assertions and request objects. */
export const CLIENT_SIGNATURES = ['ES256', 'PS256', 'RS256'] as const

/** FAPI 2.0 Security Profile, 5.4.1: RS256 is out; DPoP proofs are held to the same list from everybody. */
export const FAPI_SIGNATURES = ['ES256', 'PS256'] as const

/** To the client's registered public key; RSA1_5 (RFC 8725, 3.2) and RSA-OAEP with SHA-1 are out. */
export const ENCRYPTION_ALGS = ['RSA-OAEP-256', 'ECDH-ES', 'ECDH-ES+A256KW'] as const

/** The AEAD ones without a padding to ask questions about. */
export const ENCRYPTION_ENCS = ['A256GCM', 'A128GCM'] as const

export type OwnSignature = typeof OWN_SIGNATURES[number]
export type ClientSignature = typeof CLIENT_SIGNATURES[number]
export type EncryptionAlg = typeof ENCRYPTION_ALGS[number]
export type EncryptionEnc = typeof ENCRYPTION_ENCS[number]
