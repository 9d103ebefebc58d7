import test from 'ava'
import { freezePerson, unfreezePerson } from '../../src/domain/sessions/freeze.service.ts'
import { locationOf, type CookieJar } from '../helpers/cookie-jar.ts'
import { actionOf, hiddenFields, leaveFrom, post } from '../helpers/journey.ts'
import { type Answer, openStage, type Racer, repeat, ROUNDS, signedIn, type Stage, tableRacer } from './stage.ts'

const IN_FLIGHT = 6

const userinfo = async ({ house }: Stage, { access_token: token }: Answer): Promise<number> =>
  (await fetch(`${house.issuer}/oidc/me`, { headers: { authorization: `Bearer ${token}` } })).status

/** Silent sign-ins, a redemption and a refresh, all at once with what ends the session. @returns every token there is */
async function inFlight(skp: Racer, jar: CookieJar, before: Answer, spare: URL): Promise<Answer[]> {
  const callbacks = Array.from({ length: IN_FLIGHT }, () => leaveFrom(jar, skp.authorize({ prompt: 'none' })))
  const answers = [skp.redeem(spare), skp.refresh(before.refresh_token)]
  const late = (await Promise.all(callbacks)).map((callback) => skp.redeem(callback))
  return (await Promise.all([...answers, ...late])).filter(({ status }) => status === 200)
}

/** Nothing that was given before, during or after is good for anything, and the browser is signed out. */
async function nothingLives(stage: Stage, skp: Racer, jar: CookieJar, tokens: readonly Answer[]): Promise<string[]> {
  const uses = await Promise.all(tokens.map(async (token) =>
    [await userinfo(stage, token), (await skp.refresh(token.refresh_token)).status].join(' ')))
  const silent = await leaveFrom(jar, skp.authorize({ prompt: 'none' }))
  const portal = await jar.fetch(`${stage.house.issuer}/`)
  const living = uses.filter((use) => use !== '401 400')
  return [
    ...living, ...(silent.searchParams.has('code') ? ['a code'] : []), ...(portal.status === 200 ? ['the portal'] : []),
  ]
}

async function signedInWithTokens(stage: Stage, skp: Racer) {
  const { jar, callback } = await signedIn(stage, skp)
  const before = await skp.redeem(callback)
  return { jar, before, spare: await leaveFrom(jar, skp.authorize()) }
}

test(`a logout among requests in flight on two nodes leaves nothing alive, ${ROUNDS} times`, async (t) => {
  const stage = await openStage(t)
  const skp = await tableRacer(stage, 'skp.bantenprov.go.id')
  const { balancer, issuer } = stage.house
  await repeat(ROUNDS, async (round) => {
    const { jar, before, spare } = await signedInWithTokens(stage, skp)
    const page = await jar.follow(`${issuer}/oidc/session/end`)
    const html = await page.text()
    balancer.hold(IN_FLIGHT + 3)
    const [tokens, answer] = await Promise.all([
      inFlight(skp, jar, before, spare),
      post(jar, new URL(actionOf(html), page.url), { ...hiddenFields(html), logout: 'yes' }),
    ])
    t.true(locationOf(answer).pathname.startsWith('/oidc/session/end'), `round ${round}`)
    t.deepEqual(await nothingLives(stage, skp, jar, [before, ...tokens]), [], `round ${round}`)
  })
  t.true(balancer.overlapped())
})

test(`a freeze among requests in flight on two nodes leaves nothing alive, ${ROUNDS} times`, async (t) => {
  const stage = await openStage(t)
  const skp = await tableRacer(stage, 'skp.bantenprov.go.id')
  const { balancer, db, clock, heard } = stage.house
  const order = { nip: stage.person.nip, reason: 'uji' }
  await repeat(ROUNDS, async (round) => {
    const { jar, before, spare } = await signedInWithTokens(stage, skp)
    balancer.hold(IN_FLIGHT + 2)
    const [tokens] = await Promise.all([inFlight(skp, jar, before, spare), freezePerson(db.app, clock, order)])
    await heard()
    t.deepEqual(await nothingLives(stage, skp, jar, [before, ...tokens]), [], `round ${round}`)
    await unfreezePerson(db.app, clock, order)
    await heard()
    t.deepEqual(await nothingLives(stage, skp, jar, [before, ...tokens]), [], `round ${round}: unfreezing revives nothing`)
  })
  t.true(balancer.overlapped())
})
