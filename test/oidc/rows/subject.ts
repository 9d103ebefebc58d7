import type { ResponseBodyError } from 'openid-client'
import { type CookieJar, cookieJar } from '../../helpers/cookie-jar.ts'
import type { House } from '../../helpers/house.ts'
import { leaveFrom, signIn } from '../../helpers/journey.ts'
import { type Credentials, demoPerson } from '../../helpers/people.ts'
import { authorizationRequest, type RelyingParty } from '../../helpers/relying-party.ts'
import { type Application, application } from '../features/support.ts'

/** Whom a row asks: ours and the plain variant in the same way. */
export interface Subject {
  readonly issuer: string
  readonly person: Credentials
  readonly apps: readonly Application[]
}

/** What every application here is registered with. */
export const CLIENT = {
  redirect_uris: ['http://localhost:9/sso/callback'], grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'], scope: 'openid',
} as const

/** What every request here asks for. */
export const OPENID = { scope: 'openid' } as const

/** Our service as a row asks it. @param clients what each application's registration says beside the usual */
export async function ours(
  house: House, clients: readonly Readonly<Record<string, unknown>>[] = [{}], who = 'PNS di sekolah',
): Promise<Subject> {
  const apps: Application[] = []
  for (const one of clients) apps.push(await application(house, { ...CLIENT, ...one }))
  return { issuer: house.issuer, person: await demoPerson(house.db.app, who), apps }
}

/** The nth application. @throws Error when the row registered fewer */
export function appOf({ apps }: Subject, index = 0): Application {
  const app = apps[index]
  if (!app) throw new Error(`there is no application ${index}`)
  return app
}

/** Signs in to the first application and redeems the code. */
export async function begin(subject: Subject, extra: Record<string, string> = {}) {
  const jar = cookieJar()
  const { url, redeem } = await authorizationRequest(appOf(subject), { ...OPENID, ...extra })
  return { jar, tokens: await redeem(await signIn(jar, url, subject.person)) }
}

/** Asks for an application in a browser. @returns `code`, the error that the application is told, or the page's status */
export async function answerTo(jar: CookieJar, url: URL): Promise<string> {
  const answer = await jar.follow(url)
  const location = answer.headers.get('location')
  if (location === null) return `page ${answer.status}`
  const { searchParams } = new URL(location)
  return searchParams.get('error') ?? (searchParams.has('code') ? 'code' : location)
}

/** Enters an application in which nobody types anything. @returns as `answerTo` */
export async function silently(party: RelyingParty, jar: CookieJar, extra: Record<string, string> = {}): Promise<string> {
  const { url } = await authorizationRequest(party, { ...OPENID, prompt: 'none', ...extra })
  return answerTo(jar, url)
}

/** A code of somebody who is signed in already, with what it takes to redeem it. */
export async function codeOf(party: RelyingParty, jar: CookieJar) {
  const { url, redeem } = await authorizationRequest(party, { ...OPENID })
  const callback = await leaveFrom(jar, url)
  return { redeem: () => redeem(callback) }
}

/** What the token endpoint said: `tokens`, or its error. */
export async function told(answer: Promise<unknown>): Promise<string> {
  try {
    await answer
    return 'tokens'
  } catch (error) {
    const { error: code, status } = error as Partial<ResponseBodyError>
    if (code === undefined && status === undefined) throw error
    return code ?? `status ${status}`
  }
}
