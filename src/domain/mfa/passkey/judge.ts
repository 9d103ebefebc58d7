import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import type { PasskeyRow } from './passkey.queries.ts'
import { ALGORITHMS, type RelyingPartyName } from './passkey.rules.ts'
import type { AuthenticationAnswer, Read, RegistrationAnswer } from './passkey.schema.ts'
import { webauthn, webauthnHelpers } from './pustaka.ts'

/** Why an answer proves nothing: it is not the one that was asked for, or nobody made sure who is at the device. */
export type Rejection = 'tidak-cocok' | 'verifikasi'

/** A key as its authenticator brought it. */
export interface NewKey {
  readonly kredensial: string
  readonly kunciPublik: Buffer
  readonly penghitung: number
  readonly tersinkron: boolean
}

/** The library throws at whatever is wrong with bytes from outside; it reads nothing but its arguments. */
async function orNot<T>(work: () => Promise<T>): Promise<T | 'tidak-cocok'> {
  try {
    return await work()
  } catch {
    return 'tidak-cocok'
  }
}

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(base64url, 'base64url'))

/**
 * We ask for no attestation and believe none. A certificate in one is not looked at either: it names addresses that the
 * library would fetch lists of revocation from, wherever whoever sent it wants.
 */
async function bringsNoCertificate(attestationObject: string): Promise<boolean> {
  const { decodeAttestationObject } = await webauthnHelpers()
  const attestation = decodeAttestationObject(bytesOf(attestationObject))
  const format = attestation.get('fmt')
  return format === 'none' || (format === 'packed' && attestation.get('attStmt').get('x5c') === undefined)
}

/** @returns the key that a browser's answer brings, or why it brings none */
export function judgeRegistration(
  { answer, challenge }: Read<RegistrationAnswer>, { rpID, origin }: RelyingPartyName,
): Promise<NewKey | Rejection> {
  return orNot(async () => {
    if (!await bringsNoCertificate(answer.response.attestationObject)) return 'tidak-cocok'
    const response = { ...answer, clientExtensionResults: {} } as RegistrationResponseJSON
    const { verifyRegistrationResponse } = await webauthn()
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response, expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: rpID,
      supportedAlgorithmIDs: [...ALGORITHMS], requireUserVerification: false,
    })
    if (!verified || registrationInfo.credential.id !== answer.id) return 'tidak-cocok'
    if (!registrationInfo.userVerified) return 'verifikasi'
    const { id, publicKey, counter } = registrationInfo.credential
    return {
      kredensial: id, kunciPublik: Buffer.from(publicKey), penghitung: counter,
      tersinkron: registrationInfo.credentialDeviceType === 'multiDevice',
    }
  })
}

/** @returns the counter that a right signature of this passkey shows, or why it is none; whether it went back is not judged */
export function judgeAuthentication(
  { answer, challenge }: Read<AuthenticationAnswer>, row: PasskeyRow, { rpID, origin }: RelyingPartyName,
): Promise<{ readonly shown: number } | Rejection> {
  return orNot(async () => {
    const { userHandle, ...response } = answer.response
    const { verifyAuthenticationResponse } = await webauthn()
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...answer, response: { ...response, ...(userHandle && { userHandle }) }, clientExtensionResults: {} },
      expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: rpID, requireUserVerification: false,
      // The library throws at a counter that went back before it looks at the signature: anybody could have a passkey flagged.
      credential: { id: row.kredensial, publicKey: new Uint8Array(row.kunci_publik), counter: 0 },
    })
    const isSame = (authenticationInfo.credentialDeviceType === 'multiDevice') === row.tersinkron
    if (!verified || !isSame) return 'tidak-cocok'
    return authenticationInfo.userVerified ? { shown: authenticationInfo.newCounter } : 'verifikasi'
  })
}
