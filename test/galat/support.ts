import { addClient, issueSecret } from '../../src/domain/clients/index.ts'
import { newId } from '../../src/kernel/lib/ids.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { type Desk, everyRole, openDesk } from '../helpers/desk.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { signIn } from '../helpers/journey.ts'
import { opdClient } from '../helpers/klien.ts'
import { opdOfTable } from '../helpers/opd.ts'
import { type Credentials, demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty, type RelyingParty } from '../helpers/relying-party.ts'
import type { Scope } from '../helpers/scope.ts'
import { type AppKey, appKey, jwksOf } from '../oidc/features/support.ts'

/** A client of the developer's OPD that makes mistakes, and the developer at his page. */
export interface Bench {
  readonly house: House
  readonly desk: Desk
  readonly person: Credentials
  readonly clientId: string
  readonly secret: string
  readonly redirectUri: string
  readonly party: RelyingParty
  /** A second client of the same OPD, that signs its assertions. */
  readonly signing: { readonly clientId: string; readonly key: AppKey }
}

export async function openBench(scope: Scope): Promise<Bench> {
  const house = await openHouse(scope, { template: 'penuh' })
  const { issuer, db, clock } = house
  await everyRole(house)
  const clientId = await opdClient(db)
  const { client_secret: secret } = await issueSecret(db.app, clock, clientId)
  const redirectUri = `https://${clientId}/sso/callback`
  const key = await appKey()
  const signing = `kunci-${newId()}`
  await addClient(db.app, clock, JSON.parse(JSON.stringify({
    client_id: signing, client_name: 'Berkunci', opd: await opdOfTable(house, clientId), testers: 'semua',
    redirect_uris: ['http://localhost:9/kembali'], token_endpoint_auth_method: 'private_key_jwt', jwks: jwksOf(key),
  })), { demo: true })
  await house.heard()
  return {
    house, clientId, secret, redirectUri, signing: { clientId: signing, key },
    party: await discoverParty(issuer, clientId, secret, redirectUri),
    person: await demoPerson(db.app, 'PNS di sekolah'), desk: await openDesk(house, { path: '/pengembang/klien' }),
  }
}

/** Asks at /oidc/auth as nobody in particular, with what makes a good request unless it is said otherwise. */
export function ask({ house, clientId, redirectUri }: Bench, change: Record<string, string | undefined> = {}): Promise<Response> {
  const query = Object.entries({
    client_id: clientId, response_type: 'code', scope: 'openid', redirect_uri: redirectUri, state: 's', nonce: 'n',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256', ...change,
  }).filter((one): one is [string, string] => one[1] !== undefined)
  return fetch(`${house.issuer}/oidc/auth?${new URLSearchParams(query).toString()}`, { redirect: 'manual' })
}

export const basic = (id: string, secret: string): Record<string, string> =>
  ({ authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}` })

/** Posts a form to an endpoint of the protocol, as the bench's client unless headers say otherwise. */
export function send(bench: Bench, path: string, form: Record<string, string>, headers?: Record<string, string>): Promise<Response> {
  return fetch(`${bench.house.issuer}/oidc/${path}`, {
    method: 'POST', body: new URLSearchParams(form), headers: headers ?? basic(bench.clientId, bench.secret),
  })
}

/** A code of a real sign-in, and what it is redeemed with. */
export async function freshCode(bench: Bench): Promise<{ code: string; good: Record<string, string> }> {
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
  const { url } = await authorizationRequest(bench.party, {
    scope: 'openid', code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  })
  const back = await signIn(cookieJar(), url, bench.person)
  const code = back.searchParams.get('code') ?? ''
  return {
    code, good: { grant_type: 'authorization_code', code, redirect_uri: bench.redirectUri, code_verifier: verifier },
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&quot;': '"', '&#39;': '\'', '&amp;': '&', '&lt;': '<', '&gt;': '>' }

/** @returns the text of the developer's page of a client's errors, without its tags */
export async function galatPage({ house, desk }: Bench, clientId: string): Promise<string> {
  const html = await (await desk.jar.fetch(`${house.issuer}/pengembang/klien/${clientId}/galat`)).text()
  return (html.split('<main')[1] ?? '').replace(/<[^>]*>/g, ' ').replace(/&\w+;|&#39;/g, (one) => ENTITIES[one] ?? one).replace(/\s+/g, ' ')
}

export const forget = ({ house }: Bench): Promise<unknown> => house.db.owner.query({ text: 'DELETE FROM klien_galat', values: [] })
