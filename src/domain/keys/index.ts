/** Signing keys, next > current > previous > retired; what is secret at rest, and the keys that seal it. */
export { checkEncryptionKeys } from './encryption-keys.ts'
export { reseal } from './reseal.service.ts'
export { listKeys, promoteKeys, retireKeys, stageKeys } from './rotation.service.ts'
export { ensureSigningKeys, openSigningKeys, type PrivateJwk } from './signing-keys.ts'
export { keepSigningKeys } from './watch.ts'
