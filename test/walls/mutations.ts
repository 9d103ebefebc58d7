/** What a URI that was registered is turned into by somebody who wants an answer elsewhere. */
export interface Mutation {
  readonly name: string
  /** @param neighbour a URI that another application has registered */
  readonly of: (right: URL, neighbour: string) => string
  /** Why a client may register it all the same, in any state or on trial alone; unregistered it is refused as well. */
  readonly registrable?: { readonly why: string; readonly onTrial?: true }
}

const EVIL = 'evil.example'
const ownPath = { why: 'a path or query of the own host is that application\'s to choose' }

/** "bappeda.bantenprov.go.id" without its first label. */
const parentOf = ({ host }: URL): string => host.slice(host.indexOf('.') + 1)

/** The list must not shrink below this. */
export const FEWEST = 25

/** With a letter that looks like the first `a` of the host. */
const lookAlike = ({ host, pathname }: URL): string => `https://${host.replace('a', '\u0430')}${pathname}`

export const MUTATIONS: readonly Mutation[] = [
  // Another host, or one that looks like it.
  { name: 'another host', of: ({ pathname }) => `https://${EVIL}${pathname}` },
  { name: 'the host as a subdomain of somebody', of: ({ host, pathname }) => `https://${host}.${EVIL}${pathname}` },
  { name: 'the host with a longer ending', of: ({ host, pathname }) => `https://${host}x${pathname}` },
  { name: 'the host with something before it', of: ({ host, pathname }) => `https://evil${host}${pathname}` },
  { name: 'a hyphen instead of a dot', of: ({ host, pathname }) => `https://${host.replace('.', '-')}${pathname}` },
  { name: 'a subdomain', of: ({ host, pathname }) => `https://evil.${host}${pathname}` },
  { name: 'the domain above', of: (url) => `https://${parentOf(url)}${url.pathname}` },
  { name: 'a sibling', of: (url) => `https://lain.${parentOf(url)}${url.pathname}` },
  { name: 'what another application registered', of: (_url, neighbour) => neighbour },
  { name: 'a trailing dot of the host', of: ({ host, pathname }) => `https://${host}.${pathname}` },
  { name: 'an upper-case host', of: ({ host, pathname }) => `https://${host.toUpperCase()}${pathname}` },
  { name: 'a Cyrillic letter', of: lookAlike },
  { name: 'the same in Punycode', of: (url) => new URL(lookAlike(url)).href },
  { name: 'an ideographic full stop', of: ({ host, pathname }) => `https://${host.replace('.', '\u3002')}${pathname}` },
  { name: 'a letter of full width', of: ({ host, pathname }) => `https://${host.replace('a', '\uff41')}${pathname}` },
  { name: 'a space of no width', of: ({ host, pathname }) => `https://${host}\u200b${pathname}` },
  { name: 'an encoded letter of the host', of: ({ href }) => href.replace('a', '%61') },
  { name: 'an encoded dot before another host', of: ({ host, pathname }) => `https://${host}%2e${EVIL}${pathname}` },
  { name: 'an encoded slash before another host', of: ({ host, pathname }) => `https://${host}%2f.${EVIL}${pathname}` },
  { name: 'a wildcard', of: (url) => `https://*.${parentOf(url)}${url.pathname}` },
  { name: 'a wildcard in the path', of: ({ host }) => `https://${host}/*` },
  { name: 'this machine by its address', of: ({ pathname }) => `https://127.0.0.1${pathname}` },
  { name: 'this machine by a number', of: ({ pathname }) => `https://2130706433${pathname}` },
  { name: 'this machine by IPv6', of: ({ pathname }) => `https://[::1]${pathname}` },
  { name: 'localhost', of: ({ pathname }) => `http://localhost${pathname}` },
  { name: 'localhost with a port', of: ({ pathname }) => `http://localhost:3001${pathname}`,
    registrable: { why: 'the developer\'s own machine', onTrial: true } },
  { name: 'localhost by https', of: ({ pathname }) => `https://localhost:3001${pathname}` },
  // User info and ports.
  { name: 'the host as a user', of: ({ host, pathname }) => `https://${host}@${EVIL}${pathname}` },
  { name: 'a user and his password', of: ({ host, pathname }) => `https://user:pw@${host}${pathname}` },
  { name: 'an empty user', of: ({ host, pathname }) => `https://@${host}${pathname}` },
  { name: 'another port', of: ({ host, pathname }) => `https://${host}:8443${pathname}` },
  { name: 'the port that goes without saying', of: ({ host, pathname }) => `https://${host}:443${pathname}` },
  { name: 'a colon without a port', of: ({ host, pathname }) => `https://${host}:${pathname}` },
  // Paths.
  { name: 'the path in upper case', of: ({ origin, pathname }) => `${origin}${pathname.toUpperCase()}`,
    registrable: ownPath },
  { name: 'a slash at the end', of: ({ href }) => `${href}/`, registrable: ownPath },
  { name: 'a longer path', of: ({ href }) => `${href}/lagi`, registrable: ownPath },
  { name: 'a letter more', of: ({ href }) => `${href}x`, registrable: ownPath },
  { name: 'a shorter path', of: ({ origin }) => `${origin}/`, registrable: ownPath },
  { name: 'no path', of: ({ origin }) => origin, registrable: ownPath },
  { name: 'a double slash', of: ({ origin, pathname }) => `${origin}/${pathname}` },
  { name: 'three slashes', of: ({ host, pathname }) => `https:///${host}${pathname}` },
  { name: 'one slash', of: ({ host, pathname }) => `https:/${host}${pathname}` },
  { name: 'no slash', of: ({ host, pathname }) => `https:${host}${pathname}` },
  { name: 'dot segments away', of: ({ href }) => `${href}/../../evil` },
  { name: 'dot segments that lead back', of: ({ origin, pathname }) => `${origin}/x/..${pathname}` },
  { name: 'a single dot', of: ({ origin, pathname }) => `${origin}/.${pathname}` },
  { name: 'dot segments of an application server', of: ({ origin, pathname }) => `${origin}/..;${pathname}` },
  { name: 'encoded dot segments', of: ({ href }) => `${href}/%2e%2e/evil` },
  { name: 'dot segments encoded twice', of: ({ href }) => `${href}/%252e%252e/evil` },
  { name: 'an encoded slash', of: ({ origin, pathname }) => `${origin}/${pathname.slice(1).replace(/^|\//, '%2f')}` },
  { name: 'an encoded letter of the path', of: ({ href }) => `${href}%61` },
  { name: 'very long', of: ({ href }) => `${href}/${'a'.repeat(4000)}` },
  // Query and fragment.
  { name: 'a query added', of: ({ href }) => `${href}?a=b`, registrable: ownPath },
  { name: 'an answer made up in the query', of: ({ href }) => `${href}?code=x&state=y`, registrable: ownPath },
  { name: 'a question mark', of: ({ href }) => `${href}?` },
  { name: 'the host in a query', of: ({ host, pathname }) => `https://${EVIL}?${host}${pathname}` },
  { name: 'the host after a query', of: ({ host, pathname }) => `https://${EVIL}?@${host}${pathname}` },
  { name: 'a fragment', of: ({ href }) => `${href}#x` },
  { name: 'an empty fragment', of: ({ href }) => `${href}#` },
  { name: 'the host after a fragment', of: ({ host, pathname }) => `https://${EVIL}#@${host}${pathname}` },
  // Schemes.
  { name: 'http', of: ({ host, pathname }) => `http://${host}${pathname}` },
  { name: 'an upper-case scheme', of: ({ host, pathname }) => `HTTPS://${host}${pathname}` },
  { name: 'ftp', of: ({ host, pathname }) => `ftp://${host}${pathname}` },
  { name: 'a scheme of its own', of: ({ host, pathname }) => `${host.split('.').reverse().join('.')}:${pathname}` },
  { name: 'javascript:', of: ({ host, pathname }) => `javascript://${host}${pathname}%0aalert(1)` },
  { name: 'data:', of: ({ href }) => `data:text/html,${href}` },
  { name: 'out of band', of: () => 'urn:ietf:wg:oauth:2.0:oob' },
  { name: 'no scheme', of: ({ host, pathname }) => `//${host}${pathname}` },
  { name: 'a path alone', of: ({ pathname }) => pathname },
  { name: 'nothing', of: () => '' },
  { name: 'null', of: () => 'null' },
  // Characters that are read differently.
  { name: 'backslashes', of: ({ host, pathname }) => `https:\\\\${host}${pathname}` },
  { name: 'a backslash and a user', of: ({ host, pathname }) => `https://${EVIL}\\@${host}${pathname}` },
  { name: 'a backslash in the path', of: ({ origin, pathname }) => `${origin}\\${pathname}` },
  { name: 'a tab', of: ({ href }) => `${href}\t` },
  { name: 'a tab in the scheme', of: ({ host, pathname }) => `ht\ttps://${host}${pathname}` },
  { name: 'a new line', of: ({ href }) => `${href}\n` },
  { name: 'a header made up', of: ({ href }) => `${href}\r\nLocation: https://${EVIL}/` },
  { name: 'a null byte', of: ({ href }) => `${href}\0` },
  { name: 'a null byte before another host', of: ({ host, pathname }) => `https://${host}\0.${EVIL}${pathname}` },
  { name: 'a blank before', of: ({ href }) => ` ${href}` },
  { name: 'a blank behind', of: ({ href }) => `${href} ` },
  { name: 'two of them with a blank', of: ({ href }) => `${href} https://${EVIL}/` },
  { name: 'two of them with a comma', of: ({ href }) => `${href},https://${EVIL}/` },
  { name: 'markup', of: ({ href }) => `${href}"><script src=//${EVIL}>` },
]
