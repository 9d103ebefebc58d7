import type { Context, Middleware } from 'koa'
import compose from 'koa-compose'
import { networkOf } from '../kernel/http/network.rules.ts'
import { speakAs } from '../kernel/http/locale.ts'
import { stateOf } from '../kernel/http/state.ts'
import type { Clock } from '../kernel/lib/clock.ts'
import { rolesInForce } from '../domain/accounts/role.rules.ts'
import type { DemandFor } from '../domain/mfa/demand.ts'
import { sessionMeets } from '../domain/mfa/kebijakan/tuntutan.rules.ts'
import type { PersonToday, RoleToday } from '../domain/pegawai/person.ts'
import type { Door } from '../domain/sessions/idle.rules.ts'
import type { Interactions } from '../oidc/interactions.ts'
import { isFresh, localPath, type SignedIn, signInUrl } from '../oidc/session.ts'
import { PORTAL_CLIENT_ID } from '../oidc/registration.ts'
import { RoleNeeded } from './role-needed.ts'
import type { Guards } from './route.ts'

export interface GuardDependencies {
  readonly issuer: string
  readonly interactions: Interactions
  readonly sessionOf: (ctx: Context, door: Door) => Promise<SignedIn | undefined>
  /** @returns the person as of today when he may be signed in, else undefined */
  readonly findPerson: (sub: string) => Promise<PersonToday | undefined>
  readonly demandFor: DemandFor
  readonly clock: Clock
  /** Of the rows `api:...`. */
  readonly api: Guards['api']
}

/** Who is behind a request that passed the guard `masuk` or `peran`. */
export interface Visitor {
  readonly session: SignedIn
  readonly person: PersonToday
  /** Product roles that he may use today, each with the unit it is bound to. */
  readonly roles: readonly RoleToday[]
}

/** @returns the signed-in person, put there by the guards `masuk` and `peran` */
export function visitorOf(ctx: Context): Visitor {
  return (ctx.state as { visitor: Visitor }).visitor
}

/** The page that a person looked at when he asked for this: itself, or the one whose form he sent. */
function pageBehind(ctx: Context, issuer: string): string {
  if (ctx.method === 'GET') return ctx.url
  const referer = ctx.get('referer')
  return referer.startsWith(`${issuer}/`) ? localPath(referer.slice(issuer.length)) : '/'
}

/** One guard for each requirement of the authorization table. */
export function createGuards(
  { issuer, interactions, sessionOf, findPerson, demandFor, clock, api }: GuardDependencies,
): Guards {
  async function visitorAt(ctx: Context, door: Door): Promise<Visitor | undefined> {
    const session = await sessionOf(ctx, door)
    const person = session && await findPerson(session.sub)
    return person && { session, person, roles: rolesInForce(person) }
  }

  function askWhoIsThere(ctx: Context, back: string, again?: 'login' | 'segar'): void {
    ctx.redirect(signInUrl(issuer, back, again))
    ctx.status = 303
  }

  /** At a staff door the policy holds at each page, as it does at each application's request. */
  async function provesEnough(ctx: Context, { person, session }: Visitor): Promise<boolean> {
    return sessionMeets(await demandFor(person, PORTAL_CLIENT_ID, networkOf(ctx.ip) || undefined), session, clock.today())
  }

  const masuk: Middleware = async (ctx, next) => {
    const visitor = await visitorAt(ctx, 'pegawai')
    if (!visitor) return askWhoIsThere(ctx, ctx.method === 'GET' ? ctx.url : '/')
    Object.assign(ctx.state, { visitor })
    speakAs(ctx, visitor.person)
    await next()
  }

  /** Whoever found an open browser does not get further than its owner's last quarter of an hour. */
  const segar: Middleware = async (ctx, next) => {
    if (!isFresh(visitorOf(ctx).session, clock.now())) return askWhoIsThere(ctx, pageBehind(ctx, issuer), 'segar')
    await next()
  }

  return {
    api, masuk, segar,
    'masuk:segar': compose([masuk, segar]),
    umum: async (_ctx, next) => { await next() },
    interaksi: async (ctx, next) => {
      const { uid } = ctx['params'] as { uid: string }
      const step = await interactions.step(ctx, uid)
      Object.assign(ctx.state, { step, uiLocales: step.uiLocales })
      await next()
    },
    peran: (roles) => async (ctx, next) => {
      const visitor = await visitorAt(ctx, 'petugas')
      // Without `login` the session would answer by itself: applications take it for eight hours.
      if (!visitor) return askWhoIsThere(ctx, pageBehind(ctx, issuer), 'login')
      stateOf(ctx).bahasa = 'id'
      if (!visitor.roles.some(({ role }) => roles.some((one) => one === role))) throw new RoleNeeded(roles)
      if (!await provesEnough(ctx, visitor)) return askWhoIsThere(ctx, pageBehind(ctx, issuer))
      Object.assign(ctx.state, { visitor })
      await next()
    },
  }
}
