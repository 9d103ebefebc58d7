import { createHash } from 'node:crypto'
import type { ClientMetadata, ClientState } from '../client.types.ts'
import { isProgram } from '../client.types.ts'

/** Why a client cannot be tried from here, in words; each with what is done instead. */
export function obstacles({ state, metadata }: { readonly state: ClientState; readonly metadata: ClientMetadata }): string[] {
  const features = [
    [metadata.fapi, 'profil FAPI 2.0'], [metadata.require_pushed_authorization_requests, 'permintaan yang didorong lebih dahulu (PAR)'],
    [metadata.require_signed_request_object, 'objek permintaan bertanda tangan (JAR)'], [metadata.dpop_bound_access_tokens, 'DPoP'],
  ].flatMap(([isOn, name]) => isOn === undefined || isOn === false ? [] : [name])
  return [
    ...state === 'uji' || state === 'aktif' ? [] : ['Klien ini sedang tidak terbuka: tidak ada yang dapat masuk, juga dari sini. Lihat keadaannya di Ringkasan.'],
    ...isProgram(metadata.grant_types)
      ? ['Klien ini program tanpa pengguna: tidak ada yang masuk. Ia meminta token dengan grant_type=client_credentials, lalu memanggil API.'] : [],
    ...features.length === 0 ? [] : [`Klien ini mendaftarkan ${features.join(', ')}, yang memerlukan kunci pribadi milik aplikasi sendiri. Kunci itu tidak kami ketahui, jadi cobalah dari aplikasi dan baca Galat terakhir.`],
  ]
}

/** What is asked for. */
interface Asked {
  readonly clientId: string
  readonly scope: string
  readonly redirectUri: string
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** @returns the parameters of the authorization request, in the order in which they are explained */
export function authorizationParameters({ clientId, scope, redirectUri, state, nonce, verifier }: Asked): Record<string, string> {
  return {
    client_id: clientId, response_type: 'code', scope, redirect_uri: redirectUri, state, nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256',
  }
}

/** @returns what a try-out asks for: everything that is registered but access without the person, which needs consent */
export const scopeToTry = ({ scope = '' }: Pick<ClientMetadata, 'scope'>): string =>
  [...new Set(['openid', ...scope.split(' ')])].filter((one) => one !== '' && one !== 'offline_access').join(' ')
