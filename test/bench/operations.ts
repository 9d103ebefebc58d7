import type { Operation } from './load.ts'
import type { Visitor } from './visitor.ts'

/** One kind of operation that both sides do. */
export interface Kind {
  readonly name: string
  /** Whether passwords are checked while it runs. */
  readonly hashing?: true
  /** In one batch, on each side. */
  readonly operations: number
  readonly of: (visitor: Visitor) => Operation
}

/**
 * In the order of a round: each leaves what the next one needs. As many codes are redeemed as silent sign-ins brought,
 * as many tokens refreshed as the codes brought.
 */
export const KINDS: readonly Kind[] = [
  { name: 'sign-in with hash', hashing: true, operations: 48, of: (visitor) => (index) => visitor.signIn(index) },
  { name: 'sign-in without hash', operations: 144, of: (visitor) => (index) => visitor.signIn(index) },
  { name: 'silent sign-in', operations: 240, of: (visitor) => (index) => visitor.silentSignIn(index) },
  { name: 'code exchange', operations: 240, of: (visitor) => () => visitor.exchange() },
  { name: 'refresh', operations: 240, of: (visitor) => () => visitor.refresh() },
  { name: 'userinfo', operations: 480, of: (visitor) => (index) => visitor.userinfo(index) },
  { name: 'introspection', operations: 480, of: (visitor) => (index) => visitor.introspection(index) },
  { name: 'client credentials', operations: 480, of: (visitor) => () => visitor.clientCredentials() },
  { name: 'discovery', operations: 1000, of: (visitor) => () => visitor.discovery() },
  { name: 'JWKS', operations: 1000, of: (visitor) => () => visitor.jwks() },
]

/** @returns operations of a batch: a share of the kind's, at least as many as there are at once */
export const operationsOf = ({ operations }: Kind, { share, concurrency }: { share: number; concurrency: number }): number =>
  Math.max(concurrency, Math.round(operations * share))
