import test from 'ava'
import { issueSecret, resumeClient, suspendClient } from '../../src/domain/clients/index.ts'
import { freezePerson } from '../../src/domain/sessions/freeze.service.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { openNodes } from '../helpers/nodes.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty, enter, signInTo } from '../helpers/relying-party.ts'

const SKP = 'skp.bantenprov.go.id'
const REDIRECT = `https://${SKP}/sso/callback`

const userinfo = async (issuer: string, token: string): Promise<number> =>
  (await fetch(`${issuer}/oidc/me`, { headers: { authorization: `Bearer ${token}` } })).status

test('a freeze and a suspension reach every node, whatever it holds in memory', async (t) => {
  const house = await openNodes(t, 'penuh')
  const { issuer, db, clock } = house
  const { client_secret: secret } = await issueSecret(db.app, clock, SKP)
  const party = await discoverParty(issuer, SKP, secret, REDIRECT)
  const [person, other] = [await demoPerson(db.app, 'PNS di sekolah'), await demoPerson(db.app, 'Plt')]
  const [jar, otherJar] = [cookieJar(), cookieJar()]
  const { tokens } = await signInTo(party, jar, person)
  const { tokens: otherTokens } = await signInTo(party, otherJar, other)
  const onBoth = async (token: string) => [await userinfo(issuer, token), await userinfo(issuer, token)]
  t.deepEqual([await onBoth(tokens.access_token), await onBoth(otherTokens.access_token)], [[200, 200], [200, 200]])

  await freezePerson(db.app, clock, { nip: person.nip, reason: 'uji' })
  await house.heard()
  t.deepEqual([await onBoth(tokens.access_token), await onBoth(otherTokens.access_token)], [[401, 401], [200, 200]])

  await suspendClient(db.app, clock, SKP, 'uji')
  await house.heard()
  t.deepEqual(await onBoth(otherTokens.access_token), [401, 401])
  await resumeClient(db.app, clock, SKP, 'uji')
  await house.heard()
  t.truthy((await enter(party, otherJar)).idToken.sub)
})

test('a node whose LISTEN connection is cut believes nothing it holds: a freeze counts at once', async (t) => {
  const house = await openNodes(t, 'penuh')
  const { issuer, db, clock } = house
  const { client_secret: secret } = await issueSecret(db.app, clock, SKP)
  const party = await discoverParty(issuer, SKP, secret, REDIRECT)
  const person = await demoPerson(db.app, 'PNS di sekolah')
  const { tokens } = await signInTo(party, cookieJar(), person)
  t.deepEqual([await userinfo(issuer, tokens.access_token), await userinfo(issuer, tokens.access_token)], [200, 200])
  const cut = await db.app.query<{ pid: number }>({
    text: `SELECT pid, pg_terminate_backend(pid, 10000) FROM pg_stat_activity
           WHERE datname = current_database() AND application_name = 'satu-login-listen'`,
    values: [],
  })
  t.is(cut.length, 2)
  await freezePerson(db.app, clock, { nip: person.nip, reason: 'uji' })
  t.deepEqual([await userinfo(issuer, tokens.access_token), await userinfo(issuer, tokens.access_token)], [401, 401])
})

test('a new secret works at once, a revoked one not longer than the news takes', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { issuer, db, clock } = house
  const ask = async (secret: string): Promise<number> => (await fetch(`${issuer}/oidc/token/introspection`, {
    method: 'POST', headers: { authorization: `Basic ${btoa(`${SKP}:${secret}`)}` }, body: new URLSearchParams({ token: 'x' }),
  })).status
  const issue = async () => (await issueSecret(db.app, clock, SKP)).client_secret
  const first = await issue()
  t.deepEqual([await ask(first), await ask('salah')], [200, 401])
  const [second, third] = [await issue(), await issue()]
  t.deepEqual([await ask(second), await ask(third)], [200, 200])
  await house.heard()
  t.is(await ask(first), 401)
})

test('what is asked all day long costs no statement twice', async (t) => {
  const { issuer, db, clock } = await openHouse(t, { template: 'penuh' })
  const { client_secret: secret } = await issueSecret(db.app, clock, SKP)
  const party = await discoverParty(issuer, SKP, secret, REDIRECT)
  const { tokens } = await signInTo(party, cookieJar(), await demoPerson(db.app, 'PNS di sekolah'))
  const before = db.app.statements
  for (let times = 0; times < 10; times += 1) t.is(await userinfo(issuer, tokens.access_token), 200)
  t.is(db.app.statements - before, 10, 'the token with its grant and session, nothing else')
  t.truthy((await authorizationRequest(party)).url)
})
