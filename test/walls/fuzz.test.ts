import test from 'ava'
import fc from 'fast-check'
import { pino } from 'pino'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { authorizationRequest, discoverParty, signInTo } from '../helpers/relying-party.ts'
import { type Answer } from '../http/ask.ts'
import { attempt } from './fuzz/requests.ts'
import { send } from './fuzz/send.ts'
import { openStage } from './fuzz/stage.ts'

// Requests that nobody would write, over every endpoint: right ones with something changed in them. The same ones each
// time; `FUZZ_RUNS=20000 FUZZ_SEED=7 npm test -- test/walls/fuzz.test.ts` looks further.

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 1_500)
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_128)
/** What is real is used up by then: codes are redeemed, sessions ended. */
const RENEWED_EVERY = 60

const INSIDE = /node_modules|\.[tj]s:\d|\n\s+at \w|relation "|postgres|(?<!<)\bselect |unhandled/i

/** What is wrong with an answer, undefined for nothing. A busy service says 503 and when to come again. */
function wrongWith({ status, headers, text }: Answer, issuer: string, origins: readonly string[]): string | undefined {
  if (status >= 500 && !(status === 503 && headers['retry-after'])) return `status ${status}`
  if (INSIDE.test(text)) return `what is inside: ${INSIDE.exec(text)?.[0]}`
  const { location } = headers
  if (location !== undefined && !origins.includes(new URL(location, issuer).origin)) return `leads to ${location}`
  // What is no HTTP to Node it answers itself, without a word; the probes say one (decision 25).
  const bare = ['', 'ok', 'ready'].includes(text)
  return bare || headers['x-content-type-options'] === 'nosniff' ? undefined : 'no security headers'
}

// A rejection or exception that nobody handles, and an exit, are failures of the file to AVA.
test('no request makes the service fail, tell what is inside, lead astray or end', async (t) => {
  t.timeout(280_000)
  let failures: string[] = []
  const logger = pino({ level: 'error' }, { write: (line: string) => { failures.push(line) } })
  const house = await openHouse(t, { template: 'penuh', overrides: { production: true, logger } })
  const stage = await openStage(house)
  let sent = 0
  const statuses = new Map<number, number>()
  await fc.assert(fc.asyncProperty(attempt, async (one) => {
    sent += 1
    if (sent % RENEWED_EVERY === 0) await stage.renew()
    failures = []
    const answer = await send(stage, one)
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
    const wrong = wrongWith(answer, house.issuer, stage.origins)
    if (wrong !== undefined) throw new Error(`${wrong} ${failures.join('')}`)
  }), { seed: SEED, numRuns: RUNS, endOnFailure: true, includeErrorInReport: true })

  t.true(sent >= RUNS)
  t.log(Object.fromEntries(statuses))
  // Most is refused; what got through shows that the requests were near enough to right.
  for (const status of [200, 303, 400, 401, 403, 404, 405]) t.true((statuses.get(status) ?? 0) > 0, String(status))

  const { app: { clientId, secret, redirectUri }, person } = stage
  const party = await discoverParty(house.issuer, clientId, secret, redirectUri)
  t.truthy((await signInTo(party, cookieJar(), person, { scope: 'openid profile' })).userinfo['name'])
  t.is((await cookieJar().fetch((await authorizationRequest(party)).url)).status, 303)
})
