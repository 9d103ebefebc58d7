import { setTimeout as sleep } from 'node:timers/promises'
import test from 'ava'
import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { listKeys, promoteKeys, retireKeys, stageKeys } from '../../src/domain/keys/index.ts'
import { type Clock, systemClock } from '../../src/kernel/lib/clock.ts'
import { OperatorError } from '../../src/kernel/lib/operator-error.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { openNodes } from '../helpers/nodes.ts'
import { demoPerson } from '../helpers/people.ts'
import { actionOf, hiddenFields, leaveFrom, post } from '../helpers/journey.ts'
import { authorizationRequest, discoverParty, enter, type Received, signInTo } from '../helpers/relying-party.ts'
import type { Scope } from '../helpers/scope.ts'

const CLIENT = 'skp.bantenprov.go.id'
const NODES = 2
const PLAIN = { force: false }

/** The operator's clock, minutes ahead of the nodes' own. */
function ahead(minutes: number): Clock {
  const clock = systemClock()
  return { now: () => new Date(Date.now() + minutes * 60_000), today: () => clock.today() }
}

/** Two nodes, somebody who signs in, and the application he enters. */
async function open(scope: Scope) {
  const nodes = await openNodes(scope, 'penuh')
  const { issuer, db, clock } = nodes
  const { client_secret: secret } = await issueSecret(db.app, clock, CLIENT)
  const party = await discoverParty(issuer, CLIENT, secret, `https://${CLIENT}/sso/callback`)
  const person = await demoPerson(db.app, 'PNS di sekolah')
  /** What each node publishes: the balancer takes turns. */
  const published = () => Promise.all(Array.from({ length: NODES }, async () =>
    await (await fetch(`${issuer}/oidc/jwks`)).json() as JSONWebKeySet))
  /** Waits until every node publishes these keys, in any order. */
  async function until(kids: readonly string[]): Promise<JSONWebKeySet> {
    for (;;) {
      const sets = await published()
      if (sets.every(({ keys }) => keys.map(({ kid }) => kid).sort().join() === kids.toSorted().join())) {
        return sets[0] as JSONWebKeySet
      }
      await sleep(10)
    }
  }
  const kids = async (...states: string[]) =>
    (await listKeys(db.app)).filter(({ state }) => states.includes(state)).map(({ kid }) => kid)
  return { ...nodes, party, person, until, kids }
}

const kidOf = (jwt: string | undefined): string | undefined => decodeProtectedHeader(jwt ?? '').kid

test('a key goes its whole way on two nodes that never stop', async (t) => {
  const { db, seal, party, person, until, kids, issuer } = await open(t)
  const jar = cookieJar()
  const before = await signInTo(party, jar, person)
  const [oldRsa] = (await listKeys(db.app)).filter(({ alg }) => alg === 'RS256')
  t.is(kidOf(before.tokens.id_token), oldRsa?.kid)

  await stageKeys(db.app, systemClock(), seal)
  await until(await kids('current', 'next'))
  t.is((await kids('next')).length, 2)
  await t.throwsAsync(stageKeys(db.app, systemClock(), seal), { instanceOf: OperatorError })
  for (let node = 0; node < NODES; node += 1) {
    t.is(kidOf((await enter(party, jar)).tokens.id_token), oldRsa?.kid, 'a key that waits does not sign')
  }

  await t.throwsAsync(promoteKeys(db.app, ahead(14), PLAIN), { instanceOf: OperatorError, message: /from \S+Z on/ })
  const request = await authorizationRequest(party)
  const callback = await leaveFrom(jar, request.url)
  const slow = await authorizationRequest(party)
  const slowJar = cookieJar()
  const page = await slowJar.follow(slow.url)
  const html = await page.text()
  const promoted = await promoteKeys(db.app, ahead(15), PLAIN)
  const newRsa = promoted.find(({ alg, state }) => alg === 'RS256' && state === 'current')
  t.not(newRsa?.kid, oldRsa?.kid)
  // Each node signs with the new one as soon as it has heard; after that, never again with the old one.
  const seen: (string | undefined)[] = []
  while (seen.slice(-NODES).length < NODES || seen.slice(-NODES).some((kid) => kid !== newRsa?.kid)) {
    seen.push(kidOf((await enter(party, jar)).tokens.id_token))
  }
  const { tokens } = await request.finish(callback)
  t.is(kidOf(tokens.id_token), newRsa?.kid, 'a code of before the swap is redeemed after it')
  const { nip, password } = person
  const typed = await post(slowJar, new URL(actionOf(html), page.url), { ...hiddenFields(html), nip, sandi: password })
  const late = await slow.finish(await leaveFrom(slowJar, locationOf(typed)))
  t.is(kidOf(late.tokens.id_token), newRsa?.kid, 'a sign-in page that was open is sent after it')

  const set = await until(await kids('current', 'previous'))
  const verify = (jwt: string | undefined, keys: JSONWebKeySet) => jwtVerify(jwt ?? '', createLocalJWKSet(keys))
  await t.notThrowsAsync(verify(before.tokens.id_token, set), 'a token of before still verifies')
  await t.notThrowsAsync(verify(tokens.id_token, set))

  await t.throwsAsync(retireKeys(db.app, ahead(29), PLAIN), { instanceOf: OperatorError, message: /from \S+Z on/ })
  await retireKeys(db.app, ahead(31), PLAIN)
  const after = await until(await kids('current'))
  t.is(after.keys.length, 2)
  await t.throwsAsync(verify(before.tokens.id_token, after), { code: 'ERR_JWKS_NO_MATCHING_KEY' })
  await t.notThrowsAsync(verify(tokens.id_token, after))
  t.is(kidOf((await enter(party, jar)).tokens.id_token), newRsa?.kid)

  // Whoever signed in before all this can still be signed out by his application.
  const question = new URL('/oidc/session/end', issuer)
  question.searchParams.set('id_token_hint', before.tokens.id_token ?? '')
  for (let node = 0; node < NODES; node += 1) t.is((await jar.fetch(question)).status, 200)
})

test('a key that was forced out does not even tell whose an old ID token was', async (t) => {
  const { db, seal, party, person, until, kids, issuer } = await open(t)
  const jar = cookieJar()
  const { tokens } = await signInTo(party, jar, person)
  const question = new URL('/oidc/session/end', issuer)
  question.searchParams.set('id_token_hint', tokens.id_token ?? '')
  t.is((await jar.fetch(question)).status, 200)
  await stageKeys(db.app, systemClock(), seal)
  await promoteKeys(db.app, systemClock(), { force: true })
  await retireKeys(db.app, systemClock(), { force: true })
  await until(await kids('current'))
  for (let node = 0; node < NODES; node += 1) t.is((await jar.fetch(question)).status, 400)
})

test('sign-ins and exchanges in parallel never fail while keys are swapped under them', async (t) => {
  const { db, seal, party, person, balancer } = await open(t)
  const jars = await Promise.all(Array.from({ length: 4 }, async () => {
    const jar = cookieJar()
    await signInTo(party, jar, person)
    return jar
  }))
  let rounds = 0
  let over = false
  const kids = new Set<string | undefined>()
  const during = async (round: () => Promise<Received>): Promise<void> => {
    while (!over) {
      kids.add(kidOf((await round()).tokens.id_token))
      rounds += 1
    }
  }
  const busy = Promise.all([
    ...jars.map((jar) => during(() => enter(party, jar))),
    // One types the password each time: page, form and the way back may meet three different providers.
    during(() => signInTo(party, cookieJar(), person)),
  ])
  const pass = async (more: number): Promise<void> => {
    const enough = rounds + more
    while (rounds < enough) await Promise.race([sleep(5), busy])
  }
  for (let swap = 0; swap < 5; swap += 1) {
    await pass(8)
    await stageKeys(db.app, systemClock(), seal)
    await pass(4)
    await promoteKeys(db.app, systemClock(), { force: true })
  }
  await pass(16)
  over = true
  await t.notThrowsAsync(busy)
  t.true(kids.size >= 3, 'several keys signed')
  t.true(balancer.overlapped())
})

test('an act that nobody can tell of does not happen, and one that was forced is told as that', async (t) => {
  const { owner, app, seal } = await open(t).then(({ db, seal }) => ({ ...db, seal }))
  const stateOf = async () => (await listKeys(app)).map(({ kid, state }) => `${kid} ${state}`)
  const acts = [
    () => stageKeys(app, systemClock(), seal),
    () => promoteKeys(app, systemClock(), { force: true }),
    () => retireKeys(app, systemClock(), { force: true }),
  ]
  for (const act of acts) {
    const before = await stateOf()
    await owner.knex.raw('REVOKE INSERT ON audit_event FROM satu_login_app')
    await t.throwsAsync(act(), { code: '42501' })
    t.deepEqual(await stateOf(), before)
    await owner.knex.raw('GRANT INSERT ON audit_event TO satu_login_app')
    await act()
  }
  const events = await owner.knex<{ kind: string; actor: string; data: Record<string, string> }>('audit_event')
    .where('kind', 'like', 'kunci.%').where({ actor: 'operator' })
  const told = events.map(({ kind, data }) => [kind, data['alg'], 'dipaksa_sebelum' in data].join(' ')).sort()
  t.deepEqual(told, [
    'kunci.dibuat ES256 false', 'kunci.dibuat RS256 false', 'kunci.dipakai ES256 true', 'kunci.dipakai RS256 true',
    'kunci.dipensiunkan ES256 true', 'kunci.dipensiunkan RS256 true',
  ])
})

test('of operators who act at once, one does and the others hear why not', async (t) => {
  const { db: { app }, seal } = await open(t)
  for (const act of [
    () => stageKeys(app, systemClock(), seal),
    () => promoteKeys(app, systemClock(), { force: true }),
    () => retireKeys(app, systemClock(), { force: true }),
  ]) {
    const results = await Promise.allSettled([act(), act(), act()])
    t.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected', 'rejected'])
    for (const result of results) if (result.status === 'rejected') t.true(result.reason instanceof OperatorError)
  }
})
