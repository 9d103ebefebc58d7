import type { Configuration } from 'oidc-provider'
import {
  CLIENT_SIGNATURES, ENCRYPTION_ALGS, ENCRYPTION_ENCS, FAPI_SIGNATURES, OWN_SIGNATURES,
} from '../domain/clients/algorithms.ts'

/** Every list of the library by name, so that none keeps its default: no HS*, no `none`, no RSA1_5. */
export const enabledJWA = {
  clientAuthSigningAlgValues: [...CLIENT_SIGNATURES],
  requestObjectSigningAlgValues: [...CLIENT_SIGNATURES],
  dPoPSigningAlgValues: [...FAPI_SIGNATURES],
  attestSigningAlgValues: [],
  idTokenSigningAlgValues: [...OWN_SIGNATURES],
  userinfoSigningAlgValues: [...OWN_SIGNATURES],
  introspectionSigningAlgValues: [...OWN_SIGNATURES],
  authorizationSigningAlgValues: [...OWN_SIGNATURES],
  idTokenEncryptionAlgValues: [...ENCRYPTION_ALGS],
  idTokenEncryptionEncValues: [...ENCRYPTION_ENCS],
  userinfoEncryptionAlgValues: [...ENCRYPTION_ALGS],
  userinfoEncryptionEncValues: [...ENCRYPTION_ENCS],
  introspectionEncryptionAlgValues: [...ENCRYPTION_ALGS],
  introspectionEncryptionEncValues: [...ENCRYPTION_ENCS],
  authorizationEncryptionAlgValues: [...ENCRYPTION_ALGS],
  authorizationEncryptionEncValues: [...ENCRYPTION_ENCS],
  // We have no key that others encrypt to: requests travel by TLS or are pushed.
  requestObjectEncryptionAlgValues: [],
  requestObjectEncryptionEncValues: [],
} satisfies Configuration['enabledJWA'] & Record<string, string[]>
