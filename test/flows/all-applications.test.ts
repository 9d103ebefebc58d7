import test from 'ava'
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import { issueSecret, listClients } from '../../src/domain/clients/index.ts'
import { findCredential } from '../../src/domain/accounts/account.queries.ts'
import { findPersonToday } from '../../src/domain/pegawai/person.queries.ts'
import { claimsOf } from '../../src/oidc/claims.rules.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty, enter, signInTo } from '../helpers/relying-party.ts'

test('one sign-in, then all 97 active clients without another prompt, every token checked', async (t) => {
  const { issuer, db, clock } = await openHouse(t, { template: 'penuh' })
  const credentials = await demoPerson(db.app, 'Plt')
  const row = await findCredential(db.app, credentials.nip)
  const person = await findPersonToday(db.app, row?.pegawai_id ?? '', clock.today())
  if (!person) return t.fail('the person is in the directory')
  const expected = claimsOf(person, { syntheticCodes: true })
  t.truthy(expected['opd'])
  t.truthy(expected['penugasan'])

  const keys = createLocalJWKSet(await (await fetch(`${issuer}/oidc/jwks`)).json() as JSONWebKeySet)
  const clients = (await listClients(db.app, clock)).filter(({ state }) => state === 'aktif')
  t.is(clients.length, 97)
  const jar = cookieJar()
  const seen = new Set<string>()

  for (const [index, { client_id: clientId, redirect_uris: [redirect = ''], scope }] of clients.entries()) {
    const { client_secret: secret } = await issueSecret(db.app, clock, clientId)
    const party = await discoverParty(issuer, clientId, secret, redirect)
    const wanted = { scope: scope ?? '' }
    const { tokens, idToken, userinfo } = index === 0
      ? await signInTo(party, jar, credentials, wanted)
      : await enter(party, jar, wanted)

    // openid-client has checked state, nonce, iss, aud and times; the signature once more, with another library.
    const { payload, protectedHeader } = await jwtVerify(tokens.id_token ?? '', keys, { issuer, audience: clientId })
    t.is(protectedHeader.alg, 'RS256', clientId)
    t.is(typeof payload['nonce'], 'string', clientId)
    t.is(payload['acr'], 'urn:bantenprov:acr:sandi', clientId)
    t.deepEqual(payload['amr'], ['pwd'], clientId)
    t.is(payload.sub, row?.pegawai_id, clientId)
    t.is(typeof payload['auth_time'], 'number', clientId)
    seen.add(String(payload['sid']))

    t.is(userinfo.sub, idToken.sub, clientId)
    t.deepEqual(userinfo['opd'], expected['opd'], clientId)
    t.deepEqual(userinfo['unit_kerja'], expected['unit_kerja'], clientId)
    t.deepEqual(userinfo['jabatan'], expected['jabatan'], clientId)
    t.deepEqual(userinfo['penugasan'], expected['penugasan'], clientId)
    t.is(userinfo['data_per'], expected['data_per'], clientId)
    t.is(userinfo['nip'], scope?.includes('pegawai') ? credentials.nip : undefined, clientId)
    t.is(tokens.refresh_token !== undefined, true, clientId)
  }
  t.is(seen.size, 97, 'each application knows the session under a name of its own')
})

test('clients that are not open, and unknown ones, stop at a page in words', async (t) => {
  const { issuer, db, clock } = await openHouse(t, { template: 'penuh' })
  const waiting = (await listClients(db.app, clock)).filter(({ state }) => state === 'menunggu')
  t.deepEqual(waiting.map(({ client_id: id }) => id), ['simral.bppt.go.id', 'simaya.go.id'])
  const ask = async (clientId: string, redirect: string) => {
    const party = await discoverParty(issuer, 'x', 'x', redirect)
    const { url } = await authorizationRequest(party, { client_id: clientId })
    const answer = await cookieJar().fetch(url)
    return [answer.status, await answer.text()] as const
  }
  for (const { client_id: id, redirect_uris: [redirect = ''] } of waiting) {
    const [status, page] = await ask(id, redirect)
    t.is(status, 400)
    t.regex(page, /belum dibuka/)
  }
  const [status, page] = await ask('tidak-ada.example', 'https://tidak-ada.example/')
  t.is(status, 400)
  t.regex(page, /tidak terdaftar/)
})
