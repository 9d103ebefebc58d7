import type { Context } from 'koa'
import type { Interactions } from '../oidc/interactions.ts'
import { type SignedIn, signInUrl } from '../oidc/session.ts'
import type { PersonToday } from '../domain/pegawai/person.ts'
import type { Guards } from './route.ts'

export interface GuardDependencies {
  readonly issuer: string
  readonly interactions: Interactions
  readonly sessionOf: (ctx: Context) => Promise<SignedIn | undefined>
  /** @returns the person as of today when he may be signed in, else undefined */
  readonly findPerson: (sub: string) => Promise<PersonToday | undefined>
  /** Of the rows `api:...`. */
  readonly api: Guards['api']
}

/** Who is behind a request that passed the guard `masuk`. */
export interface Visitor {
  readonly session: SignedIn
  readonly person: PersonToday
}

/** @returns the signed-in person, put there by the guard `masuk` */
export function visitorOf(ctx: Context): Visitor {
  return (ctx.state as { visitor: Visitor }).visitor
}

/** One guard for each requirement of the authorization table. */
export function createGuards({ issuer, interactions, sessionOf, findPerson, api }: GuardDependencies): Guards {
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
      const session = await sessionOf(ctx)
      const person = session && await findPerson(session.sub)
      if (!session || !person) {
        ctx.redirect(signInUrl(issuer, ctx.method === 'GET' ? ctx.url : '/'))
        ctx.status = 303
        return
      }
      Object.assign(ctx.state, { visitor: { session, person } satisfies Visitor })
      await next()
    },
  }
}
