/** What an error of the protocol is made of, in short facts. No value of a request is kept but in the forms here. */
import { type Beda, masked, nearest } from '../domain/clients/galat/alamat.rules.ts'
import type { Alasan, Rincian } from '../domain/clients/galat/galat.ts'

/** A word of a request that may be shown: short, of letters that words of the protocol have. */
export function plainWord(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 80).replace(/[^A-Za-z0-9 ._:/-]/g, '?') : ''
}

/** @returns what is different from the nearest registered address */
export function addressFacts(asked: unknown, registered: readonly string[]): Rincian {
  if (typeof asked !== 'string') return {}
  const found = nearest(asked, registered)
  const beda: readonly Beda[] = found?.beda ?? []
  return { diminta: masked(asked), ...(found && { terdaftar: found.terdaftar }), beda }
}

/** How a request proves which application it comes from. */
export function methodUsed(authorization: string, params: Readonly<Record<string, unknown>>): string {
  if (authorization !== '') return 'client_secret_basic'
  if (params['client_secret'] !== undefined) return 'client_secret_post'
  return params['client_assertion'] === undefined ? 'none' : 'private_key_jwt'
}

/** @returns the client that a request says it is of, by its parameters or by its Basic header; nobody has checked it */
export function claimedClient(authorization: string, params: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof params['client_id'] === 'string') return params['client_id']
  const [scheme = '', credentials = ''] = authorization.split(' ')
  if (scheme.toLowerCase() === 'basic') {
    return decoded(Buffer.from(credentials, 'base64').toString('utf8').split(':')[0] ?? '')
  }
  const { sub } = claimsIn(params['client_assertion'])
  return typeof sub === 'string' ? sub : undefined
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, '%20'))
  } catch {
    return text
  }
}

/** @returns the claims of a JWT that nobody has verified; none when it is none */
function claimsIn(jwt: unknown): Readonly<Record<string, unknown>> {
  try {
    const part = typeof jwt === 'string' ? jwt.split('.')[1] ?? '' : ''
    const claims: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return typeof claims === 'object' && claims !== null ? claims as Record<string, unknown> : {}
  } catch {
    return {}
  }
}

/** @param now seconds since 1970 @returns how far the clock of an application is from ours, by the times that it wrote */
export function clockFacts(assertion: unknown, now: number): Rincian {
  const { iat, nbf, exp } = claimsIn(assertion)
  const ahead = [iat, nbf].filter((time): time is number => typeof time === 'number' && time > now)
  if (ahead.length > 0) return { majuDetik: Math.round(Math.max(...ahead) - now) }
  return typeof exp === 'number' && exp <= now ? { lewatDetik: Math.round(now - exp) } : {}
}

/** A code or token as it lies in the tables; times in seconds since 1970. */
export interface Known {
  readonly exp?: unknown
  readonly consumed?: unknown
  readonly kind?: unknown
  readonly redirectUri?: unknown
}

const EXPIRED: Readonly<Record<string, Alasan>> = {
  AuthorizationCode: 'kode-kedaluwarsa', RefreshToken: 'penyegar-kedaluwarsa', AccessToken: 'token-kedaluwarsa',
}
const USED: Readonly<Record<string, Alasan>> = { AuthorizationCode: 'kode-terpakai', RefreshToken: 'penyegar-terpakai' }

/** Reasons that say no more than that there is no such code or token. */
const VAGUE: ReadonlySet<Alasan> = new Set([
  'kode-kedaluwarsa', 'kode-terpakai', 'kode-tidak-dikenal', 'penyegar-kedaluwarsa', 'penyegar-terpakai', 'penyegar-tidak-dikenal',
  'token-kedaluwarsa', 'lain',
])

/**
 * What became of the code or token of a request: used (how long ago), over (since when), or good by itself while its
 * session is not there any more.
 */
export function tokenFacts(alasan: Alasan, known: Known | undefined, now: number): { alasan: Alasan; rincian: Rincian } {
  if (!known || !VAGUE.has(alasan)) return { alasan, rincian: {} }
  const kind = String(known.kind)
  const { exp, consumed } = known
  if (typeof consumed === 'number') return { alasan: USED[kind] ?? alasan, rincian: { laluDetik: Math.max(0, now - consumed) } }
  if (typeof exp === 'number' && exp <= now) return { alasan: EXPIRED[kind] ?? alasan, rincian: { lewatDetik: now - exp } }
  return { alasan: alasan === 'lain' ? alasan : 'sesi-berakhir', rincian: {} }
}
