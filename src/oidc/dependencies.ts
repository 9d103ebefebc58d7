import type { IncomingMessage } from 'node:http'
import type { Context } from 'koa'
import type { Configuration, FindAccount, KoaContextWithOIDC } from 'oidc-provider'
import type { Database } from '../kernel/db/database.ts'
import type { createOutbound } from '../kernel/http/outbound.ts'
import type { ErrorBook } from '../domain/clients/galat/pencatat.service.ts'
import type { Release } from '../domain/sessions/pelepasan.queries.ts'
import type { FindClientMetadata } from './adapter.ts'
import type { Admission } from './admission.ts'
import type { SessionDemands } from './policy.ts'
import type { MayReturn } from './try-out.ts'

/** Pages that the library asks for; they set `ctx.body`. */
export interface ProtocolPages {
  error: NonNullable<Configuration['renderError']>
  logout: (ctx: KoaContextWithOIDC, form: string) => Promise<void>
  loggedOut: (ctx: KoaContextWithOIDC) => Promise<void>
  /** Stands in for the library's page that sends a form on by itself. */
  onward: (ctx: Context, formHtml: string) => void
}

/** What the protocol needs of the house. */
export interface ProtocolDependencies {
  readonly issuer: string
  readonly database: Database
  /** Newest first; the outer Koa app signs with the same array. */
  readonly cookieKeys: readonly string[]
  readonly findClient: FindClientMetadata
  readonly findAccount: FindAccount
  /** @returns whether the presented secret is one of the client's live ones (decision 13) */
  readonly secretIsLive: (clientId: string, presented: string) => Promise<boolean>
  /** @returns the person's own random `sub` in a sector (decision 19) */
  readonly pairwise: (sector: string, accountId: string) => Promise<string>
  readonly admission: Admission
  readonly demands: SessionDemands
  readonly outbound: ReturnType<typeof createOutbound>
  /** Keeps errors for the developers of whoever made them. */
  readonly errorBook: Pick<ErrorBook, 'note' | 'warn'>
  /** Whether this service asks itself. */
  readonly isOwnRequest: (request: IncomingMessage) => boolean
  readonly mayReturn: MayReturn
  /** Hears of a listener that failed: for the log alone. */
  readonly onListenerFailure: (error: unknown) => void
  readonly pages: ProtocolPages
  /** A code was redeemed: a person entered an application, which may read what these scopes release. */
  readonly onEntry: (clientId: string, sub: string, scope: string) => void
  /** An answer tells an application these claims of a person. */
  readonly onRelease: (release: Release) => void
  /** A person may not enter an application and is told so, by a page or an error. */
  readonly onRefused: (clientId: string, sub: string, alasan: string) => void
  /** A session ended at this browser, asked for by an application or our own pages. */
  readonly onLogout: (sub: string, clientId: string | undefined) => void
}
