import test from 'ava'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import type { House } from '../helpers/house.ts'
import { openHouse } from '../helpers/house.ts'
import { signIn } from '../helpers/journey.ts'
import { openNodes } from '../helpers/nodes.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty } from '../helpers/relying-party.ts'

const SKP = 'skp.bantenprov.go.id'
const REDIRECT = `https://${SKP}/sso/callback`
const AT_ONCE = 8

interface Answer { readonly status: number; readonly error?: string; readonly access_token: string; readonly refresh_token: string }

/** An application that holds a code and may ask for tokens as often as it likes. */
async function application({ issuer, db, clock }: House) {
  const { client_secret: secret } = await issueSecret(db.app, clock, SKP)
  const verifier = 'v'.repeat(43)
  const party = await discoverParty(issuer, SKP, secret, REDIRECT)
  const { url } = await authorizationRequest(party)
  const challenge = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(verifier))).toString('base64url')
  url.searchParams.set('code_challenge', challenge)
  const callback = await signIn(cookieJar(), url, await demoPerson(db.app, 'PNS di sekolah'))
  const ask = async (fields: Record<string, string>): Promise<Answer> => {
    const response = await fetch(`${issuer}/oidc/token`, {
      method: 'POST', headers: { authorization: `Basic ${btoa(`${SKP}:${secret}`)}` }, body: new URLSearchParams(fields),
    })
    return { ...await response.json() as Answer, status: response.status }
  }
  const code = callback.searchParams.get('code') ?? ''
  return {
    redeem: () => ask({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: verifier }),
    refresh: (token: string) => ask({ grant_type: 'refresh_token', refresh_token: token }),
    userinfo: async (token: string) =>
      (await fetch(`${issuer}/oidc/me`, { headers: { authorization: `Bearer ${token}` } })).status,
  }
}

const outcome = ({ status, error }: Answer): string => `${status} ${error ?? 'tokens'}`
const ONE_WINS = ['200 tokens', ...Array<string>(AT_ONCE - 1).fill('400 invalid_grant')]

test('a code redeemed many times at once on two nodes gives tokens once', async (t) => {
  const house = await openNodes(t, 'penuh')
  const { redeem } = await application(house)
  house.balancer.hold(AT_ONCE)
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, redeem))
  t.true(house.balancer.overlapped())
  t.deepEqual(answers.map(outcome).sort(), ONE_WINS)
  const { rows: [left] } = await house.db.owner.knex.raw<{ rows: { n: number }[] }>(
    'SELECT count(*) AS n FROM oidc_refresh_token')
  t.true((left?.n ?? 2) <= 1)
})

test('a refresh token used many times at once on two nodes has one successor', async (t) => {
  const house = await openNodes(t, 'penuh')
  const { redeem, refresh } = await application(house)
  const { refresh_token: token } = await redeem()
  house.balancer.hold(AT_ONCE)
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => refresh(token)))
  t.true(house.balancer.overlapped())
  t.deepEqual(answers.map(outcome).sort(), ONE_WINS)
})

test('a code that comes a second time ends what the first time gave', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { redeem, refresh, userinfo } = await application(house)
  const first = await redeem()
  t.is(await userinfo(first.access_token), 200)
  t.is(outcome(await redeem()), '400 invalid_grant')
  t.is(await userinfo(first.access_token), 401)
  t.is(outcome(await refresh(first.refresh_token)), '400 invalid_grant')
})

test('the journey does not care which node has which request', async (t) => {
  const house = await openNodes(t, 'penuh')
  const { redeem } = await application(house)
  t.is((await redeem()).status, 200)
  t.deepEqual([...new Set(house.balancer.passages.map(({ node }) => node))].sort(), [0, 1])
})
