import type { Context } from 'koa'
import { stateOf } from '../kernel/http/state.ts'
import { rolesInForce } from '../domain/accounts/role.rules.ts'
import type { PersonToday, RoleToday } from '../domain/pegawai/person.ts'
import type { Door } from '../domain/sessions/idle.rules.ts'
import type { Interactions } from '../oidc/interactions.ts'
import { localPath, type SignedIn, signInUrl } from '../oidc/session.ts'
import { RoleNeeded } from './role-needed.ts'
import type { Guards } from './route.ts'

export interface GuardDependencies {
  readonly issuer: string
  readonly interactions: Interactions
  readonly sessionOf: (ctx: Context, door: Door) => Promise<SignedIn | undefined>
  /** @returns the person as of today when he may be signed in, else undefined */
  readonly findPerson: (sub: string) => Promise<PersonToday | undefined>
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
export function createGuards({ issuer, interactions, sessionOf, findPerson, api }: GuardDependencies): Guards {
  async function visitorAt(ctx: Context, door: Door): Promise<Visitor | undefined> {
    const session = await sessionOf(ctx, door)
    const person = session && await findPerson(session.sub)
    return person && { session, person, roles: rolesInForce(person) }
  }

  function askWhoIsThere(ctx: Context, back: string, again?: 'login'): void {
    ctx.redirect(signInUrl(issuer, back, again))
    ctx.status = 303
  }

  return {
    api,
    umum: async (_ctx, next) => { await next() },
    interaksi: async (ctx, next) => {
      const { uid } = ctx['params'] as { uid: string }
      const step = await interactions.step(ctx, uid)
      Object.assign(ctx.state, { step, uiLocales: step.uiLocales })
      await next()
    },
    masuk: async (ctx, next) => {
      const visitor = await visitorAt(ctx, 'pegawai')
      if (!visitor) return askWhoIsThere(ctx, ctx.method === 'GET' ? ctx.url : '/')
      Object.assign(ctx.state, { visitor })
      await next()
    },
    peran: (roles) => async (ctx, next) => {
      const visitor = await visitorAt(ctx, 'petugas')
      // Without `login` the session would answer by itself: applications take it for eight hours.
      if (!visitor) return askWhoIsThere(ctx, pageBehind(ctx, issuer), 'login')
      stateOf(ctx).bahasa = 'id'
      if (!visitor.roles.some(({ role }) => roles.some((one) => one === role))) throw new RoleNeeded(roles)
      Object.assign(ctx.state, { visitor })
      await next()
    },
  }
}
