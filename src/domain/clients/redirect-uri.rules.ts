import type { ClientState } from './client.types.ts'
import { splitHost } from './host.rules.ts'

/**
 * The one rule for every URI that anybody registers: redirect, post-logout, back-channel (decision 20). Strict on
 * purpose: a browser, this service and the application must all read the same string the same way.
 */

/** Why a URI is refused. */
export type UriReason =
  | 'panjang' | 'karakter' | 'fragmen' | 'enkode' | 'wildcard' | 'tidak-terbaca' | 'skema' | 'userinfo' | 'alamat-ip'
  | 'localhost' | 'host' | 'port' | 'path' | 'tidak-baku'

export type UriCheck = { readonly ok: true } | { readonly ok: false; readonly reason: UriReason }

/** What each reason says to the operator. */
export const URI_SENTENCES: Record<UriReason, string> = {
  panjang: 'must have at most 2000 characters',
  karakter: 'must have no blank, backslash, bracket, control or non-ASCII character',
  fragmen: 'must have no fragment',
  enkode: 'must have no percent-encoding',
  wildcard: 'must be exact: no wildcard',
  'tidak-terbaca': 'must be an absolute URL',
  skema: 'must be https, or http://localhost:<port>/ in state uji',
  userinfo: 'must have no user name or password',
  'alamat-ip': 'must name a host, not an IP address in any notation',
  localhost: 'may be on localhost only in state uji',
  host: 'must be on the registered host',
  port: 'must have the port of the registered host; on localhost it needs one',
  path: 'must have no "." or ".." or empty part in its path',
  'tidak-baku': 'must be written in its normal form (lower-case host, no default port, no empty parts)',
}

/** What the rule knows of the client. */
export interface UriOwner {
  /** The one registered host, with its port when that is not 443. */
  readonly host: string
  readonly state: ClientState
}

const LONGEST = 2000
/** RFC 3986 section 2: unreserved, reserved and the percent sign. */
const URI_CHARACTERS = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/
const AUTHORITY = /^https?:\/\/([^/?]*)/

/**
 * Whether a client may register this URI: `https` on its host, or `http://localhost:<port>/<path>` on trial.
 *
 * @param uri as it will be compared, character by character (RFC 9700 section 2.1)
 */
export function checkRedirectUri(uri: string, owner: UriOwner): UriCheck {
  const reason = textReason(uri) ?? urlReason(uri, new URL(uri), owner)
  return reason === undefined ? { ok: true } : { ok: false, reason }
}

/** What can be refused by looking at the characters, before any parser has its own view of them. */
function textReason(uri: string): UriReason | undefined {
  if (uri.length > LONGEST) return 'panjang'
  if (!URI_CHARACTERS.test(uri)) return 'karakter'
  if (uri.includes('#')) return 'fragmen'
  // A callback needs none, and decoded once, twice or not at all it means different things.
  if (uri.includes('%')) return 'enkode'
  if (uri.includes('*')) return 'wildcard'
  return URL.canParse(uri) ? undefined : 'tidak-terbaca'
}

function urlReason(uri: string, url: URL, owner: UriOwner): UriReason | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'skema'
  const authority = AUTHORITY.exec(uri)
  // "https:host", "https:/host" and "HTTPS://host" are read as the same URL by some and not by others.
  if (!authority) return 'tidak-baku'
  if (authority[1]?.includes('@')) return 'userinfo'
  // The parser has turned 2130706433, 0x7f.1 and 0177.0.0.1 into dotted decimals.
  if (/^[0-9.]+$|^\[/.test(url.hostname)) return 'alamat-ip'
  return placeReason(url, owner) ?? pathReason(uri.slice(authority[0].length)) ?? formReason(uri, url)
}

function placeReason(url: URL, { host, state }: UriOwner): UriReason | undefined {
  if (url.hostname === 'localhost') {
    if (state !== 'uji') return 'localhost'
    if (url.protocol !== 'http:') return 'skema'
    return url.port === '' || url.port === '0' ? 'port' : undefined
  }
  if (url.protocol !== 'https:') return 'skema'
  const { name, port } = splitHost(host)
  if (url.hostname !== name) return 'host'
  return url.port === port ? undefined : 'port'
}

/** "/..;/" too: some application servers read it as "/../". */
function pathReason(afterAuthority: string): UriReason | undefined {
  if (/[[\]]/.test(afterAuthority)) return 'karakter'
  const [path = ''] = afterAuthority.split('?')
  return /\/\/|\/\.{1,2}(?:[/;]|$)/.test(path) ? 'path' : undefined
}

/** Written as the parser writes it, but for the one slash that everybody leaves out; no "?" without a query. */
function formReason(uri: string, url: URL): UriReason | undefined {
  if (uri.endsWith('?')) return 'tidak-baku'
  return uri === url.href || `${uri}/` === url.href ? undefined : 'tidak-baku'
}
