import { readFileSync } from 'node:fs'
import test from 'ava'
import * as client from 'openid-client'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { leaveFrom, typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty } from '../helpers/relying-party.ts'

const CLIENT = 'skp.bantenprov.go.id'
const budget = JSON.parse(readFileSync(new URL('../budget.json', import.meta.url), 'utf8')) as Record<string, number>

/** Decision 11: equality, so that a saving is written down too. */
test('each request costs the statements that the budget says, no more and no less', async (t) => {
  const { issuer, db, clock } = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(db.app, 'PNS di sekolah')
  const { client_secret: secret } = await issueSecret(db.app, clock, CLIENT)
  const party = await discoverParty(issuer, CLIENT, secret, `https://${CLIENT}/sso/callback`)
  const spent: Record<string, number> = {}
  const measure = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const before = db.app.statements
    const result = await work()
    spent[name] = db.app.statements - before
    return result
  }

  const jar = cookieJar()
  const { url, finish } = await authorizationRequest(party)
  const callback = await measure('login', async () =>
    leaveFrom(jar, locationOf(await typePassword(jar, url, person))))
  const silent = await authorizationRequest(party)
  const again = await measure('silent sign-in', () => leaveFrom(jar, silent.url))
  const { tokens } = await measure('exchange and userinfo', () => finish(callback))
  await measure('userinfo', () => client.fetchUserInfo(party.config, tokens.access_token, client.skipSubjectCheck))
  await measure('introspection', () => client.tokenIntrospection(party.config, tokens.access_token))
  await measure('refresh', () => client.refreshTokenGrant(party.config, tokens.refresh_token ?? ''))
  await measure('launcher', () => jar.follow(`${issuer}/`))
  await silent.finish(again)
  t.deepEqual(spent, budget)
})
