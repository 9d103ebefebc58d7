import test from 'ava'
import { decodeProtectedHeader } from 'jose'
import * as client from 'openid-client'
import { addClient, issueSecret, listClients } from '../../src/domain/clients/index.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, leaveFrom, post, typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty, enter, type RelyingParty, signInTo } from '../helpers/relying-party.ts'

const SKP = 'skp.bantenprov.go.id'

async function skp({ issuer, db, clock }: House): Promise<RelyingParty> {
  const { client_secret: secret } = await issueSecret(db.app, clock, SKP)
  return discoverParty(issuer, SKP, secret, `https://${SKP}/sso/callback`)
}

/** Registers a client as an operator does. */
async function register({ db, clock }: House, file: Record<string, unknown>, redirect: string) {
  const opd = (await listClients(db.app, clock)).find(({ client_id: id }) => id === 'diskominfo.bantenprov.go.id')?.opd.kode
  const added = await addClient(db.app, clock, {
    client_name: 'Uji', opd, testers: 'semua', redirect_uris: [redirect], ...file,
  }, { demo: true })
  return { clientId: added.client_id, secret: added.client_secret ?? '' }
}

const tokenError = async (attempt: Promise<unknown>): Promise<string | undefined> => {
  try {
    await attempt
    return undefined
  } catch (error) {
    return error instanceof client.ResponseBodyError ? error.error : String(error)
  }
}

test('a refresh token rotates, keeps its end, and used twice ends the whole grant', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await skp(house)
  const { tokens } = await signInTo(party, cookieJar(), await demoPerson(house.db.app, 'PNS di sekolah'))
  const next = await client.refreshTokenGrant(party.config, tokens.refresh_token ?? '')
  t.not(next.refresh_token, tokens.refresh_token)
  t.truthy(next.claims()?.sub)
  t.is(await tokenError(client.refreshTokenGrant(party.config, tokens.refresh_token ?? '')), 'invalid_grant')
  t.is(await tokenError(client.refreshTokenGrant(party.config, next.refresh_token ?? '')), 'invalid_grant')
})

test('logout ends the session and the tokens bound to it, not those of another browser', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await skp(house)
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const [here, elsewhere] = [cookieJar(), cookieJar()]
  const first = await signInTo(party, here, person)
  const other = await signInTo(party, elsewhere, person)

  const url = client.buildEndSessionUrl(party.config, {
    id_token_hint: first.tokens.id_token ?? '', post_logout_redirect_uri: `https://${SKP}/`, state: 'kembali',
  })
  const question = await here.follow(url)
  t.is(question.status, 200)
  const html = await question.text()
  const done = await post(here, actionOf(html), { ...hiddenFields(html), logout: 'yes' })
  t.is(locationOf(done).href, `https://${SKP}/?state=kembali`)

  t.is(await tokenError(client.refreshTokenGrant(party.config, first.tokens.refresh_token ?? '')), 'invalid_grant')
  t.truthy((await client.refreshTokenGrant(party.config, other.tokens.refresh_token ?? '')).access_token)
  const { url: again } = await authorizationRequest(party, { prompt: 'none' })
  t.is((await leaveFrom(here, again)).searchParams.get('error'), 'login_required')
  t.truthy((await enter(party, elsewhere)).idToken.sub)
})

test('a second sign-in of the same session does not end the tokens of the first', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await skp(house)
  const jar = cookieJar()
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const first = await signInTo(party, jar, person)
  await signInTo(party, jar, person, { prompt: 'login' })
  t.truthy((await client.refreshTokenGrant(party.config, first.tokens.refresh_token ?? '')).access_token)
})

test('form_post hands the code to the application by a form that our own policy lets through', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await skp(house)
  const jar = cookieJar()
  await signInTo(party, jar, await demoPerson(house.db.app, 'PNS di sekolah'))
  const { url, finish } = await authorizationRequest(party, { response_mode: 'form_post' })
  const page = await jar.follow(url)
  const html = await page.text()
  t.is(actionOf(html), `https://${SKP}/sso/callback`)
  const policy = page.headers.get('content-security-policy') ?? ''
  t.regex(policy, /form-action 'self' https:\/\/skp\.bantenprov\.go\.id/)
  t.regex(policy, /script-src 'sha256-/)
  const callback = new URL(`https://${SKP}/sso/callback`)
  callback.search = new URLSearchParams(hiddenFields(html)).toString()
  t.truthy((await finish(callback)).idToken.sub)
})

test('a client outside the hosts of the province asks for consent and knows the person by another sub', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const redirect = 'https://mitra.example/callback'
  const { clientId, secret } = await register(house, { scope: 'openid profile', state: 'uji' }, redirect)
  const party = await discoverParty(house.issuer, clientId, secret, redirect)
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const jar = cookieJar()
  const own = await signInTo(await skp(house), jar, person)

  const { url, finish } = await authorizationRequest(party, { scope: 'openid profile' })
  const question = await jar.follow(url)
  const html = await question.text()
  t.regex(html, /mitra\.(<wbr>)?example/)
  const answer = await post(jar, new URL(actionOf(html), house.issuer), { ...hiddenFields(html), persetujuan: 'ya' })
  const { idToken, userinfo } = await finish(await leaveFrom(jar, locationOf(answer)))
  t.not(idToken.sub, own.idToken.sub)
  t.is(typeof userinfo['name'], 'string')
  t.false('nip' in userinfo)
  t.is((await enter(party, jar, { scope: 'openid profile' })).idToken.sub, idToken.sub)

  const refused = await authorizationRequest(party, { scope: 'openid profile', prompt: 'consent' })
  const again = await (await jar.follow(refused.url)).text()
  const no = await post(jar, new URL(actionOf(again), house.issuer), { ...hiddenFields(again), persetujuan: 'tidak' })
  t.is((await leaveFrom(jar, locationOf(no))).searchParams.get('error'), 'access_denied')
})

test('claims can be asked for in the ID token, within what was approved', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await skp(house)
  const claims = JSON.stringify({ id_token: { opd: null, phone_number: null } })
  const { idToken } = await signInTo(party, cookieJar(), await demoPerson(house.db.app, 'RSUD'), { claims })
  t.like(idToken['opd'], { nama: 'Rumah Sakit Umum Daerah Banten' })
  t.false('phone_number' in idToken)
})

test('a client may have its ID tokens signed with ES256', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const redirect = 'http://localhost:4568/callback'
  const { clientId, secret } = await register(house, { client_id: 'es', id_token_signed_response_alg: 'ES256' }, redirect)
  const party = await discoverParty(house.issuer, clientId, secret, redirect, { id_token_signed_response_alg: 'ES256' })
  const { tokens } = await signInTo(
    party, cookieJar(), await demoPerson(house.db.app, 'PNS di sekolah'), { scope: 'openid' })
  t.is(decodeProtectedHeader(tokens.id_token ?? '').alg, 'ES256')
})

test('PKCE is asked of everybody but who was exempted by name', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const redirect = 'http://localhost:4569/callback'
  await register(house, { client_id: 'tua', pkce_exempt: true, scope: 'openid' }, redirect)
  const ask = async (clientId: string, uri: string, extra: Record<string, string> = {}) => {
    const url = new URL('/oidc/auth', house.issuer)
    url.search = new URLSearchParams({
      client_id: clientId, redirect_uri: uri, response_type: 'code', scope: 'openid', state: 's', nonce: 'n', ...extra,
    }).toString()
    const answer = await cookieJar().fetch(url)
    return locationOf(answer)
  }
  const skpUri = `https://${SKP}/sso/callback`
  t.is((await ask(SKP, skpUri)).searchParams.get('error'), 'invalid_request')
  const plain = await ask(SKP, skpUri, { code_challenge: 'a'.repeat(43), code_challenge_method: 'plain' })
  t.is(plain.searchParams.get('error'), 'invalid_request')
  t.regex((await ask('tua', redirect)).pathname, /^\/masuk\//)
})

test('a redirect URI that was not registered is told to the person, not to the address', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await skp(house)
  for (const uri of [`https://${SKP}/sso/callback/`, `https://${SKP}.evil.example/sso/callback`, `http://${SKP}/sso/callback`]) {
    const { url } = await authorizationRequest(party, { redirect_uri: uri })
    const answer = await cookieJar().fetch(url)
    t.is(answer.status, 400, uri)
    t.is(answer.headers.get('location'), null, uri)
  }
})

test('two people at one browser: the second sign-in ends the session of the first', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const party = await skp(house)
  const jar = cookieJar()
  const first = await signInTo(party, jar, await demoPerson(house.db.app, 'PNS di sekolah'))
  const { url, finish } = await authorizationRequest(party, { prompt: 'login' })
  const answer = await typePassword(jar, url, await demoPerson(house.db.app, 'RSUD'))
  const leaving = await jar.follow(locationOf(answer))
  const html = await leaving.text()
  const ended = await post(jar, actionOf(html), hiddenFields(html))
  const { idToken } = await finish(await leaveFrom(jar, locationOf(ended)))
  t.not(idToken.sub, first.idToken.sub)
  t.is(await tokenError(client.refreshTokenGrant(party.config, first.tokens.refresh_token ?? '')), 'invalid_grant')
})
