import { mock } from 'node:test'
import test from 'ava'
import * as client from 'openid-client'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty, signInTo } from '../helpers/relying-party.ts'

const SKP = 'skp.bantenprov.go.id'
const HOUR = 3_600_000

/** Moves the clock of this process: the service, the library and the application of the test. */
const moveTo = (instant: number): void => {
  mock.timers.reset()
  mock.timers.enable({ apis: ['Date'], now: instant })
}

// Decision 16: twelve hours after the sign-in the session is over, however busy it was.
test.serial('a session that is used all day ends twelve hours after its sign-in', async (t) => {
  t.teardown(() => mock.timers.reset())
  const { issuer, db, clock } = await openHouse(t, { template: 'penuh' })
  const { client_secret: secret } = await issueSecret(db.app, clock, SKP)
  const party = await discoverParty(issuer, SKP, secret, `https://${SKP}/sso/callback`)
  const jar = cookieJar()
  const { tokens, idToken } = await signInTo(party, jar, await demoPerson(db.app, 'PNS di sekolah'))
  const signedIn = Number(idToken['auth_time']) * 1000
  let refreshToken = tokens.refresh_token ?? ''
  // A browser may keep a cookie longer than it was told to.
  const cookie = Object.entries(await jar.cookies(issuer)).map(([name, value]) => `${name}=${value}`).join('; ')
  const visit = (url: string | URL) => fetch(url, { headers: { cookie }, redirect: 'manual' })
  const asks = async (): Promise<{ portal: number; application: string }> => {
    const { url } = await authorizationRequest(party)
    return { portal: (await visit(issuer)).status, application: locationOf(await visit(url)).origin }
  }
  const refresh = async (): Promise<void> => {
    refreshToken = (await client.refreshTokenGrant(party.config, refreshToken)).refresh_token ?? ''
  }

  for (const hours of [3, 7, 11]) {
    moveTo(signedIn + hours * HOUR)
    t.deepEqual(await asks(), { portal: 200, application: `https://${SKP}` }, `after ${hours} hours`)
    await refresh()
  }
  moveTo(signedIn + 12 * HOUR - 30_000)
  t.deepEqual(await asks(), { portal: 200, application: `https://${SKP}` })
  await refresh()

  moveTo(signedIn + 12 * HOUR + 2_000)
  t.deepEqual(await asks(), { portal: 303, application: issuer }, 'our page again, and no code')
  const { url } = await authorizationRequest(party, { prompt: 'none' })
  t.is(locationOf(await visit(url)).searchParams.get('error'), 'login_required')
  const { error, status } = await t.throwsAsync<client.ResponseBodyError>(
    client.refreshTokenGrant(party.config, refreshToken)) ?? {}
  t.deepEqual([error, status], ['invalid_grant', 400])
})

test.serial('an access token outlives the session by its own ten minutes at most', async (t) => {
  t.teardown(() => mock.timers.reset())
  const { issuer, db, clock } = await openHouse(t, { template: 'penuh' })
  const { client_secret: secret } = await issueSecret(db.app, clock, SKP)
  const party = await discoverParty(issuer, SKP, secret, `https://${SKP}/sso/callback`)
  const { tokens, idToken } = await signInTo(party, cookieJar(), await demoPerson(db.app, 'PNS di sekolah'))
  const signedIn = Number(idToken['auth_time']) * 1000
  moveTo(signedIn + 12 * HOUR - 60_000)
  const { access_token: token } = await client.refreshTokenGrant(party.config, tokens.refresh_token ?? '')
  const userinfo = async () =>
    (await fetch(`${issuer}/oidc/me`, { headers: { authorization: `Bearer ${token}` } })).status
  t.is(await userinfo(), 200)
  moveTo(signedIn + 12 * HOUR - 60_000 + 601_000)
  t.is(await userinfo(), 401)
})
