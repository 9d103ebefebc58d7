import test from 'ava'
import * as client from 'openid-client'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { sha256 } from '../../src/kernel/lib/ids.ts'
import { type CookieJar, cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { dumpTables } from '../helpers/dump.ts'
import { openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, post } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty } from '../helpers/relying-party.ts'

const SKP = 'skp.bantenprov.go.id'

// A leaked table holds nothing that can be presented: rows are keyed by SHA-256, payloads do not repeat the value.
// Not among the values is the uid of an interaction, which its row repeats in `returnTo`: see the second test.
test('no bearer value of a whole sign-in stands in any table', async (t) => {
  const { issuer, db, clock } = await openHouse(t, { template: 'penuh' })
  const { client_secret: secret } = await issueSecret(db.app, clock, SKP)
  const person = await demoPerson(db.app, 'PNS di sekolah')
  const party = await discoverParty(issuer, SKP, secret, `https://${SKP}/sso/callback`)
  const jar = cookieJar()
  const bearers = new Map<string, string>([['client secret', secret], ['password', person.password]])
  const cookiesOf = async (at: string, jarThen: CookieJar, url: string | URL): Promise<void> => {
    for (const [name, value] of Object.entries(await jarThen.cookies(url))) {
      if (value.length >= 20 && !/^satu_login_(interaksi|lanjut)$/.test(name)) bearers.set(`cookie ${name} ${at}`, value)
    }
  }
  const assertAbsent = async (moment: string): Promise<void> => {
    const rows = await dumpTables(db.owner, '%')
    for (const [name, value] of bearers) {
      t.deepEqual(rows.filter((row) => row.includes(value)).map((row) => row.slice(0, 200)), [], `${name}, ${moment}`)
    }
  }

  const { url, finish } = await authorizationRequest(party)
  const page = await jar.follow(url)
  const html = await page.text()
  const action = new URL(actionOf(html), page.url)
  bearers.set('csrf token', hiddenFields(html)['csrf'] ?? '')
  await cookiesOf('on the page', jar, action)
  await assertAbsent('while the page is open')

  const answer = await post(jar, action, { ...hiddenFields(html), nip: person.nip, sandi: person.password })
  const resume = locationOf(answer)
  await cookiesOf('to go on', jar, resume)
  await assertAbsent('when the password was right')

  const callback = locationOf(await jar.fetch(resume))
  bearers.set('code', callback.searchParams.get('code') ?? '')
  await cookiesOf('signed in', jar, issuer)
  await assertAbsent('when the code was given')

  const { tokens } = await finish(callback)
  bearers.set('access token', tokens.access_token)
  bearers.set('refresh token', tokens.refresh_token ?? '')
  bearers.set('ID token', tokens.id_token ?? '')
  await assertAbsent('when the code was redeemed')

  const next = await client.refreshTokenGrant(party.config, tokens.refresh_token ?? '')
  bearers.set('second access token', next.access_token)
  bearers.set('second refresh token', next.refresh_token ?? '')
  await jar.follow(issuer)
  await assertAbsent('after a refresh and the launcher')

  const names = [...bearers.keys()].join(', ')
  t.true(['satu_login signed in', 'satu_login.sig signed in', 'satu_login_interaksi.sig on the page',
    'satu_login_lanjut.sig to go on'].every((cookie) => names.includes(`cookie ${cookie}`)), names)
  t.true([...bearers.values()].every((value) => value.length >= 10), 'each was seen')
  // And they are known here, by their hash: the search would have found them.
  const rows = (await dumpTables(db.owner, 'oidc_%')).join('\n')
  for (const name of ['access token', 'refresh token', 'second refresh token', 'cookie satu_login signed in']) {
    t.true(rows.includes(sha256(bearers.get(name) ?? '').toString('hex')), name)
  }
})

test('the uid of a sign-in opens nothing without the signature of its cookie', async (t) => {
  const { issuer } = await openHouse(t)
  const jar = cookieJar()
  const page = await jar.follow(issuer)
  const action = new URL(actionOf(await page.text()), page.url)
  const uid = action.pathname.split('/').at(-1) ?? ''
  const signed = await jar.cookies(action)
  t.is(signed['satu_login_interaksi'], uid)
  const answers = async (path: string, cookies: Record<string, string | undefined>): Promise<number> => {
    const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`).join('; ')
    return (await fetch(`${issuer}${path}`, { headers: { cookie }, redirect: 'manual' })).status
  }
  t.is(await answers(`/masuk/${uid}`, signed), 200)
  const { 'satu_login_lanjut.sig': other } = await jar.cookies(`${issuer}/oidc/auth/${uid}`)
  t.truthy(other)
  const forged = [
    { satu_login_interaksi: uid }, { satu_login_interaksi: uid, 'satu_login_interaksi.sig': 'x'.repeat(27) },
    // The signature is of another name.
    { satu_login_interaksi: uid, 'satu_login_interaksi.sig': other },
  ]
  for (const cookies of forged) t.is(await answers(`/masuk/${uid}`, cookies), 400)
  for (const cookies of [{ satu_login_lanjut: uid }, { satu_login: uid }]) {
    t.is(await answers(`/oidc/auth/${uid}`, cookies), 400)
  }
})
