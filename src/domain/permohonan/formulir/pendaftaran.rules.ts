import { ACRS } from '../../accounts/acr.rules.ts'
import { isLocalhost, isProvinceHost } from '../../clients/host.rules.ts'
import { hostMistakes, type Mistake, uriMistakes } from '../../clients/registered-uris.rules.ts'
import { readClientFile, type Registration } from '../../clients/pendaftaran/client-file.rules.ts'
import { provinceApi } from '../../clients/sumber/province-api.rules.ts'
import type { Isian } from './isian.schema.ts'
import { checkTrialUri } from './uji.rules.ts'

/** What a registration needs beside the form. */
export interface RegistrationFrame {
  readonly clientId: string
  readonly state: 'uji' | 'aktif'
  /** Of this instance: programs without people behind them ask for its API. */
  readonly issuer: string
  /** People whose state is `terbatas` may enter; stays what it was. */
  readonly layananMandiri?: boolean
}

const METHOD = {
  rahasia: 'client_secret_basic', jwks: 'private_key_jwt', jwks_uri: 'private_key_jwt', tanpa: 'none',
} as const satisfies Record<Isian['kredensial'], string>

const GRANTS = ['authorization_code', 'refresh_token']

/** The origins of trial addresses, each with its root: where a sign-out on trial may come back to. */
const roots = (uris: readonly string[]): string[] =>
  [...new Set(uris.flatMap((uri) => URL.canParse(uri) ? [`${new URL(uri).origin}/`] : []))]

/** The rule of client files knows the registered host alone: a trial place of it is read as the host that it stands for. */
function onHost(uri: string, host: string): string {
  if (!URL.canParse(uri) || !checkTrialUri(uri, host).ok) return uri
  const url = new URL(uri)
  return isLocalhost(url.host) ? uri : `https://${host}${uri.slice(url.origin.length)}`
}

const given = <Value>(name: string, value: Value | undefined): Record<string, Value> =>
  value === undefined || value === '' ? {} : { [name]: value }

/** The form as a file of `client add` (architecture.md, "Commands"), so that one set of rules judges both. */
function clientFile(isian: Isian, { clientId, state, issuer, layananMandiri = false }: RegistrationFrame): object {
  const { uri, uriUji, kredensial, jenisKlien, acrMinimum, penanggungJawab: { surel } } = isian
  const isTrial = state === 'uji'
  const common = {
    // Which OPD it is the caller knows; the file only has to name one.
    client_id: clientId, client_name: isian.nama, opd: '0', host: isian.subdomain, layanan_mandiri: layananMandiri,
    token_endpoint_auth_method: METHOD[kredensial],
    // Outside the province the procedure has checked whose host it is, which the file of an operator cannot say.
    state: isTrial || !isProvinceHost(isian.subdomain) ? 'uji' : 'aktif',
    ...acrMinimum === 'sandi' ? {} : { minimum_acr: acrMinimum === 'mfa' ? ACRS[1] : ACRS[2] },
    ...given('contacts', surel === '' ? undefined : [surel]),
    ...kredensial === 'jwks' && given('jwks', isian.jwks), ...kredensial === 'jwks_uri' && given('jwks_uri', isian.jwksUri),
    ...!isTrial && given('client_uri', uri.beranda),
  }
  if (jenisKlien === 'mesin') {
    return { ...common, grant_types: ['client_credentials'], resources: { [provinceApi(issuer).identifier]: [] } }
  }
  return {
    ...common, grant_types: GRANTS, response_types: ['code'],
    redirect_uris: isTrial ? [...new Set(uriUji.map((one) => onHost(one, isian.subdomain)))] : uri.redirect,
    post_logout_redirect_uris: isTrial ? [] : uri.logout,
    ...!isTrial && given('backchannel_logout_uri', uri.backchannel),
    scope: ['openid', ...isian.elemen.map(({ klaim }) => klaim)].join(' '),
  }
}

export type ReadRegistration =
  | { readonly ok: true; readonly registration: Registration }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] }

/**
 * The registration that a form comes to: of an application on trial its trial addresses alone, otherwise what was filed.
 * @returns it, or what `client add` would refuse, by its field of the client file
 */
export function registrationOf(isian: Isian, frame: RegistrationFrame): ReadRegistration {
  const { registration, mistakes } = readClientFile(clientFile(isian, frame), { demo: false })
  if (!registration) return { ok: false, mistakes }
  const { metadata } = registration
  if (frame.state === 'uji') {
    const { uriUji } = isian
    return { ok: true, registration: { ...registration, state: 'uji', metadata: metadata.response_types.length === 0 ? metadata
      : { ...metadata, redirect_uris: uriUji, post_logout_redirect_uris: roots(uriUji) } } }
  }
  const production = [...hostMistakes(isian.subdomain, 'aktif'), ...uriMistakes(metadata, isian.subdomain, 'aktif')]
  return production.length > 0 ? { ok: false, mistakes: production }
    : { ok: true, registration: { ...registration, state: 'aktif' } }
}
