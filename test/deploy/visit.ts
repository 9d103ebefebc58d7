import { type CookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { actionOf, hiddenFields, post } from '../helpers/journey.ts'
import type { Credentials } from '../helpers/people.ts'
import { authorizationRequest, type Received, type RelyingParty } from '../helpers/relying-party.ts'
import { LostAnswer } from './front.ts'

const MOST_ROUNDS = 10

/**
 * A step that was done, but whose answer was lost with its node: when the other node is asked the same it says, as a
 * page, that this was done before.
 */
class DoneBefore extends LostAnswer {}

/** Where a sign-in leads in the end. @throws DoneBefore for a page that says that it was used up */
async function leave(jar: CookieJar, url: URL): Promise<URL> {
  const answer = await jar.follow(url)
  if (answer.status === 400) throw new DoneBefore(new URL(answer.url).pathname)
  return locationOf(answer)
}

/** Signs in to an application with whatever that needs now: a password, or nothing when the session is there already. */
async function oneVisit(party: RelyingParty, jar: CookieJar, { nip, password }: Credentials): Promise<Received> {
  const { url, finish } = await authorizationRequest(party)
  const page = await jar.follow(url)
  if (page.status === 400) throw new DoneBefore(new URL(page.url).pathname)
  if (page.status !== 200) return finish(locationOf(page))
  const html = await page.text()
  const answer = await post(jar, new URL(actionOf(html), page.url), { ...hiddenFields(html), nip, sandi: password })
  return finish(await leave(jar, locationOf(answer)))
}

/** What happened to people on the way. */
export interface Repetitions {
  /** Visits that had to be begun again at the application. */
  begun: number
}

/**
 * Visits an application as a person does: whoever loses an answer on the way goes back to the application and begins
 * again, with what the browser still has.
 * @throws what else goes wrong, and when ten times were not enough
 */
export async function visit(
  party: RelyingParty, jar: CookieJar, person: Credentials, repetitions: Repetitions = { begun: 0 },
): Promise<Received> {
  for (let round = 1; ; round += 1) {
    try {
      return await oneVisit(party, jar, person)
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
      if (!(cause instanceof LostAnswer) || round === MOST_ROUNDS) throw error
      repetitions.begun += 1
    }
  }
}
