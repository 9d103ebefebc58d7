import { type CookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { actionOf, hiddenFields, post } from '../helpers/journey.ts'
import type { Credentials } from '../helpers/people.ts'
import { authorizationRequest, type Received, type RelyingParty } from '../helpers/relying-party.ts'
import { LostAnswer } from './front.ts'

const MOST_ROUNDS = 10

/**
 * A step that was done, but whose answer was lost with its node: asked the same, the other node says in a page that this
 * was done before, or begins the sign-in anew.
 */
class DoneBefore extends LostAnswer {}

/** Where an answer leads. @throws DoneBefore for a page instead */
function onward(answer: Response): URL {
  if (answer.headers.has('location')) return locationOf(answer)
  throw new DoneBefore(`${new URL(answer.url).pathname} answered ${answer.status}`)
}

/** Signs in to an application with whatever that needs now: a password, or nothing when the session is there already. */
async function oneVisit(party: RelyingParty, jar: CookieJar, { nip, password }: Credentials): Promise<Received> {
  const { url, finish } = await authorizationRequest(party)
  const page = await jar.follow(url)
  if (page.status !== 200) return finish(onward(page))
  const html = await page.text()
  const answer = await post(jar, new URL(actionOf(html), page.url), { ...hiddenFields(html), nip, sandi: password })
  return finish(onward(await jar.follow(onward(answer))))
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
