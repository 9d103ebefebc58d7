import { ENCRYPTED_ANSWERS, type ClientMetadata } from '../client.types.ts'
import { apacheBackchannel } from './apache.rules.ts'
import { phpDoor } from './php.rules.ts'
import type { Stelan } from './stelan.ts'

/** The two kinds of ready files. */
export type Tumpukan = 'php' | 'apache'

/** An address that the files need, and whether the client is registered with it. */
export interface Alamat {
  readonly guna: 'kembali' | 'pemberitahuan' | 'sesudah'
  readonly perlu: string
  readonly terdaftar: boolean
}

/** Anything below the folder reaches the PHP file; mod_auth_openidc answers at one address of its own. */
function backchannelOf({ redirectUri, backchannelUri }: Stelan, stack: Tumpukan): string {
  if (stack === 'apache') return apacheBackchannel(redirectUri)
  const door = `${new URL(redirectUri).origin}${phpDoor(redirectUri)}`
  return backchannelUri?.startsWith(door) ? backchannelUri : door
}

/** @returns what must be registered for the files to work unchanged, in the order in which people meet it */
export function alamatOf(stelan: Stelan, stack: Tumpukan): Alamat[] {
  const { redirectUri, setelahKeluar, backchannelUri } = stelan
  const told = backchannelOf(stelan, stack)
  return [
    { guna: 'kembali', perlu: redirectUri, terdaftar: true },
    { guna: 'pemberitahuan', perlu: told, terdaftar: told === backchannelUri },
    { guna: 'sesudah', perlu: setelahKeluar ?? `${new URL(redirectUri).origin}/`, terdaftar: setelahKeluar !== undefined },
  ]
}

/** @returns whether the folder needs a line of Apache's own, since an address below it is no file */
export const needsFallback = (stelan: Stelan): boolean =>
  alamatOf(stelan, 'php').slice(0, 2).some(({ perlu }) => new URL(perlu).pathname !== phpDoor(stelan.redirectUri))

/** What a registration asks for and the ready files do not do; the words stand in the page. */
export type Kendala = 'kunci-sendiri' | 'par' | 'permintaan-bertanda' | 'jarm' | 'dpop' | 'jawaban-bertanda' | 'terenkripsi'

/** @returns why the files do not fit this client, none for one that is registered as those of Table 1 are */
export function kendalaOf(metadata: ClientMetadata): Kendala[] {
  const kinds: readonly (readonly [Kendala, boolean])[] = [
    ['kunci-sendiri', metadata.token_endpoint_auth_method === 'private_key_jwt'],
    ['par', metadata.require_pushed_authorization_requests === true],
    ['permintaan-bertanda', metadata.require_signed_request_object === true],
    ['jarm', metadata.authorization_signed_response_alg !== undefined],
    ['dpop', metadata.dpop_bound_access_tokens === true],
    ['jawaban-bertanda', metadata.userinfo_signed_response_alg !== undefined],
    ['terenkripsi', ENCRYPTED_ANSWERS.some((answer) => metadata[`${answer}_encrypted_response_alg`] !== undefined)],
  ]
  return kinds.filter(([, isSo]) => isSo).map(([kind]) => kind)
}
