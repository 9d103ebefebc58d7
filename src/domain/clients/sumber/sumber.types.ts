import type { OwnSignature } from '../algorithms.ts'

/** An API that access tokens are made for (RFC 8707). */
export interface ResourceServer {
  /** Absolute URI, compared exactly; the audience of its tokens. */
  readonly identifier: string
  readonly nama: string
  readonly scopes: readonly string[]
  /** `jwt`: it reads tokens itself (RFC 9068); `opaque`: it introspects them. */
  readonly format: 'jwt' | 'opaque'
  readonly signing_alg: OwnSignature
}
