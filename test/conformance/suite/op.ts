import { readFileSync } from 'node:fs'
import type { JSONWebKeySet } from 'jose'
import { addClient, listClients } from '../../../src/domain/clients/index.ts'
import { type House, type HouseOptions, openHouse } from '../../helpers/house.ts'
import { type Credentials, demoPerson } from '../../helpers/people.ts'
import type { Scope } from '../../helpers/scope.ts'
import { CONFORMANCE } from './modules.ts'

/** The document of discovery, as far as modules read it. */
export type Metadata = Readonly<Record<string, unknown>> & {
  readonly issuer: string
  readonly authorization_endpoint: string
  readonly token_endpoint: string
  readonly userinfo_endpoint: string
  readonly end_session_endpoint: string
  readonly jwks_uri: string
}

/** A client of the suite, registered from its file in conformance/clients/. */
export interface SuiteClient {
  readonly id: string
  readonly secret: string
  readonly auth: string
  readonly redirectUri: string
  readonly postLogoutRedirectUri: string
}

/** How a plan wants the answer of the authorization endpoint. */
export type ResponseMode = 'default' | 'form_post'

/** The provider that is asked, with the suite's clients and the person who signs in. */
export interface Op {
  readonly house: House
  readonly metadata: Metadata
  readonly jwks: JSONWebKeySet
  readonly person: Credentials
  readonly responseMode: ResponseMode
  readonly client: SuiteClient
  readonly second: SuiteClient
  readonly post: SuiteClient
}

type ClientFile = Readonly<Record<string, unknown>> & { readonly redirect_uris: readonly string[] }

/** The file of `client add` in conformance/clients/, its two blanks filled in as the README there says. */
export function readClientFile(name: string, blanks: { readonly opd: string; readonly nip: string }): ClientFile {
  const text = readFileSync(new URL(`clients/${name}.json`, CONFORMANCE), 'utf8')
  return JSON.parse(text.replace('KODE-OPD', blanks.opd).replace('NIP-PENGUJI', blanks.nip)) as ClientFile
}

/** Registers a file of conformance/clients/ as an operator does. @param change what only this test has otherwise */
export async function register(
  { db, clock }: House, person: Credentials, name: string, change: Record<string, unknown> = {},
): Promise<SuiteClient> {
  const opd = (await listClients(db.app, clock)).find(({ client_id: id }) => id === 'diskominfo.bantenprov.go.id')?.opd.kode
  const file = { ...readClientFile(name, { opd: opd ?? '', nip: person.nip }), ...change } as ClientFile
  const { client_id: id, client_secret: secret = '' } = await addClient(db.app, clock, file, { demo: true })
  return {
    id, secret, auth: String(file['token_endpoint_auth_method']), redirectUri: file.redirect_uris[0] ?? '',
    postLogoutRedirectUri: (file['post_logout_redirect_uris'] as string[] | undefined)?.[0] ?? '',
  }
}

/** Reads discovery and keys as the suite does at the beginning of each module. */
export async function discover({ issuer }: House): Promise<Pick<Op, 'metadata' | 'jwks'>> {
  const metadata = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json() as Metadata
  return { metadata, jwks: await (await fetch(metadata.jwks_uri)).json() as JSONWebKeySet }
}

/** Opens a provider with the demo people and the three clients of the OpenID Connect plans. */
export async function openOp(
  scope: Scope, responseMode: ResponseMode = 'default', options: HouseOptions = {},
): Promise<Op> {
  const house = await openHouse(scope, { template: 'penuh', ...options })
  const person = await demoPerson(house.db.app, 'Kepala Seksi di Kominfo')
  return {
    house, person, responseMode, ...await discover(house),
    client: await register(house, person, 'basic'),
    second: await register(house, person, 'second'),
    post: await register(house, person, 'post'),
  }
}
