import { readFileSync } from 'node:fs'
import test from 'ava'
import * as client from 'openid-client'
import { addClient, issueSecret } from '../../src/domain/clients/index.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { type Cost, counting, type CountingDatabase } from '../helpers/counting.ts'
import { openHouse } from '../helpers/house.ts'
import { actionOf, hiddenFields, leaveFrom, post, typePassword } from '../helpers/journey.ts'
import { opdOfTable } from '../helpers/opd.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty, signInTo } from '../helpers/relying-party.ts'
import { giveTotp, phoneShows } from '../helpers/totp.ts'
import { subOf } from '../sessions/people.ts'

const CLIENT = 'skp.bantenprov.go.id'
const budget = JSON.parse(readFileSync(new URL('../budget.json', import.meta.url), 'utf8')) as Record<string, Cost>

/** Decision 11: equality, so that a saving is written down too; warm caches. */
test('each request costs the statements and commits that the budget says, no more and no less', async (t) => {
  let counter: CountingDatabase | undefined
  const house = await openHouse(t, {
    template: 'penuh',
    wrap: (database) => {
      counter = counting(database)
      return counter.database
    },
  })
  const { issuer, db, clock, heard } = house
  const person = await demoPerson(db.app, 'PNS di sekolah')
  const { client_secret: secret } = await issueSecret(db.app, clock, CLIENT)
  const party = await discoverParty(issuer, CLIENT, secret, `https://${CLIENT}/sso/callback`)
  const spent: Record<string, Cost> = {}
  const measure = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    if (!counter) throw new Error('nobody counts')
    const { cost, result } = await counter.measure(work)
    spent[name] = cost
    return result
  }
  const { client_secret: machine = '' } = await addClient(db.app, clock, {
    client_id: 'mesin', client_name: 'Mesin', host: 'mesin.bantenprov.go.id', opd: await opdOfTable({ db, clock }, CLIENT),
    redirect_uris: [], response_types: [], grant_types: ['client_credentials'], testers: 'semua',
    resources: { 'https://api.bantenprov.go.id': ['kepegawaian:baca'] },
  }, { demo: true })
  const { config } = await discoverParty(issuer, 'mesin', machine, '')
  const credentials = () => client.clientCredentialsGrant(config, { scope: 'kepegawaian:baca' })
  await heard()
  await credentials()
  await signInTo(party, cookieJar(), person)

  // A browser that the person is known in, and in which nobody is signed in.
  const jar = cookieJar()
  await signInTo(party, jar, person)
  await jar.keepOnly(issuer, /perangkat$/)
  await heard()
  await signInTo(party, cookieJar(), person)
  const { url, redeem } = await authorizationRequest(party)
  const callback = await measure('login', async () =>
    leaveFrom(jar, locationOf(await typePassword(jar, url, person))))
  const silent = await authorizationRequest(party)
  const again = await measure('silent sign-in', () => leaveFrom(jar, silent.url))
  const tokens = await measure('exchange', () => redeem(callback))
  const userinfo = () => client.fetchUserInfo(party.config, tokens.access_token, client.skipSubjectCheck)
  await measure('userinfo', userinfo)
  await measure('introspection', () => client.tokenIntrospection(party.config, tokens.access_token))
  await measure('refresh', () => client.refreshTokenGrant(party.config, tokens.refresh_token ?? ''))
  await measure('client credentials', credentials)
  await measure('launcher', () => jar.follow(`${issuer}/`))
  t.truthy(await silent.redeem(again))
  const other = cookieJar()
  await measure('login in a new browser', async () =>
    leaveFrom(other, locationOf(await typePassword(other, (await authorizationRequest(party)).url, person))))
  await other.keepOnly(issuer, /perangkat$/)
  const key = await giveTotp(house, await subOf(db, person.nip))
  await jar.follow(`${issuer}/`)
  await other.follow((await authorizationRequest(party)).url)
  const asked = await authorizationRequest(party)
  const reached = await measure('login with totp', async () => {
    const step = await other.follow(locationOf(await typePassword(other, asked.url, person)))
    const html = await step.text()
    const answer = await post(other, new URL(actionOf(html), step.url), { ...hiddenFields(html), kode: phoneShows(key) })
    return leaveFrom(other, locationOf(answer))
  })
  t.true(reached.searchParams.has('code'))
  t.deepEqual(spent, budget)
})
