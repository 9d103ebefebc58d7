import type { AuthMethod } from '../client.types.ts'
import { ACRS } from '../../accounts/acr.rules.ts'
import type { Stelan } from './stelan.ts'

const WAYS: Readonly<Partial<Record<AuthMethod, string>>> = {
  client_secret_basic: 'client.ClientSecretBasic(process.env.SSO_RAHASIA)',
  client_secret_post: 'client.ClientSecretPost(process.env.SSO_RAHASIA)',
  none: 'client.None()',
}

/** @returns the check of the registered minimum; nothing without one: the service holds to it as well */
function minimumLines({ acrMinimum }: Stelan): string {
  if (acrMinimum === null) return ''
  return `
  const cukup = ${JSON.stringify(ACRS.slice(ACRS.indexOf(acrMinimum)))}
  if (!cukup.includes(klaim.acr)) throw new Error('Aplikasi ini meminta bukti yang lebih kuat')`
}

/** @returns a module for Node on openid-client 6: begin, finish, leave; no secret stands in it */
export function nodeFile(stelan: Stelan): string {
  const { issuer, clientId, redirectUri, setelahKeluar, scope, caraKlien, alg } = stelan
  // The library would trust TLS alone and leave the signature of the ID token unread.
  const checks = ['client.enableNonRepudiationChecks', ...issuer.startsWith('http:') ? ['client.allowInsecureRequests'] : []]
  return `// npm install openid-client@6; rahasia klien di lingkungan: SSO_RAHASIA
import * as client from 'openid-client'

let janji
/** Dokumen layanan dan kuncinya; pustaka mengambil kunci baru sendiri. */
const konfigurasi = () => janji ??= client.discovery(
  new URL(${JSON.stringify(issuer)}), ${JSON.stringify(clientId)}, { id_token_signed_response_alg: ${JSON.stringify(alg)} },
  ${WAYS[caraKlien] ?? WAYS.client_secret_basic ?? ''}, { execute: [${checks.join(', ')}] },
).catch((galat) => { janji = undefined; throw galat })

/** Simpan "langkah" di sesi peramban itu, lalu alihkan (303) ke "alamat". */
export async function mulai() {
  const langkah = { state: client.randomState(), nonce: client.randomNonce(), penguji: client.randomPKCECodeVerifier() }
  const alamat = client.buildAuthorizationUrl(await konfigurasi(), {
    redirect_uri: ${JSON.stringify(redirectUri)}, scope: ${JSON.stringify(scope)}, state: langkah.state, nonce: langkah.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(langkah.penguji), code_challenge_method: 'S256',
  })
  return { alamat: alamat.href, langkah }
}

/**
 * Di ${redirectUri}: hapus "langkah" dari sesi, lalu ganti nomor sesi.
 * @param alamat alamat lengkap yang dibuka peramban
 */
export async function selesaikan(alamat, langkah) {
  const layanan = await konfigurasi()
  const token = await client.authorizationCodeGrant(layanan, new URL(alamat), {
    expectedState: langkah.state, expectedNonce: langkah.nonce, pkceCodeVerifier: langkah.penguji, idTokenExpected: true,
  })
  const klaim = token.claims()${minimumLines(stelan)}
  const orang = await client.fetchUserInfo(layanan, token.access_token, klaim.sub)
  return { orang: { ...orang, acr: klaim.acr, sid: klaim.sid }, idToken: token.id_token }
}

/** Sesudah sesi sendiri dihapus, alihkan ke sini. */
export async function alamatKeluar(idToken) {
  return client.buildEndSessionUrl(await konfigurasi(), {
    id_token_hint: idToken,${setelahKeluar === undefined ? '' : ` post_logout_redirect_uri: ${JSON.stringify(setelahKeluar)},`}
  }).href
}
`
}
