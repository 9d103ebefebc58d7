import { ACRS, type Acr } from '../../accounts/acr.rules.ts'
import { flatNames } from '../klaim/datar.rules.ts'
import type { Stelan } from './stelan.ts'

/** @returns a text as a quoted argument of a directive; what could break out of it or be read as a variable is no such text */
export function apacheText(value: string): string {
  if (/[\p{Cc}"\\]|\$\{|%\{/u.test(value)) throw new Error('not a value for a configuration file of Apache')
  return `"${value}"`
}

/** @returns a text that stands in a comment; a backslash at the end of one would swallow the next line */
const comment = (value: string): string => value.replace(/[\p{Cc}\\]+/gu, ' ')

const STRING = '"(?:[^"\\\\]|\\\\.)*"'

/**
 * What lies before a key of a JSON object, as the text of a `Define`: whole pairs, whose own braces and quotes count for
 * nothing. A directive halves its backslashes, a RewriteCond does not.
 */
const PAIRS = `(?:${STRING}: ?(?:${STRING}|[^"{},]+|[{](?:${STRING}|[^"{}])*[}]), ?)*?`.replaceAll('\\', '\\\\')

/** @returns the expression that finds a text at a path of a JSON object, its keys in any order */
const jsonTextAt = (path: readonly string[]): string =>
  `^[{]${path.map((key) => `\${sso_sebelum}"${key}": ?`).join('[{]')}"([^"\\\\]*)"`

/** The header of a flat name, for what stands behind a proxy: `opd_kode` is `SSO-Opd-Kode`. */
const headerOf = (name: string): string =>
  `SSO-${name.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('-')}`

/** A claim within a JSON object becomes a variable of its own by mod_rewrite, which changes no address here. */
const variableLines = (names: readonly FlatName[]): string => names.map(({ name, claim, path }) =>
  `  RewriteCond %{ENV:OIDC_CLAIM_${claim}} '${path.length === 0 ? '(.+)' : jsonTextAt(path)}'
  RewriteRule ^ - [E=sso_${name}:%1]`).join('\n')

type FlatName = ReturnType<typeof flatNames>[number]

const headerLines = (names: readonly FlatName[]): string => names.map(({ name }) =>
  `  RequestHeader unset ${headerOf(name)}\n  RequestHeader set ${headerOf(name)} "%{sso_${name}}e" env=sso_${name}`).join('\n')

/** @returns who may pass: a sign-in of the registered minimum or a surer one */
function requireLine(minimum: Acr | null): string {
  if (minimum === null) return 'Require valid-user'
  const enough = ACRS.slice(ACRS.indexOf(minimum)).join('|')
  return `Require claim "acr~^(${enough})$"`
}

/** Of the file beside it that keeps the secret, below Apache's own folder of configuration. */
export const SECRET_FILE = 'sso-rahasia.conf'

/** @returns the address that the service tells of a logout, as mod_auth_openidc answers at it */
export const apacheBackchannel = (redirectUri: string): string => `${redirectUri}?logout=backchannel`

/**
 * The whole configuration for Debian's apache2 2.4 with libapache2-mod-auth-openidc 2.4.12, to be included in a VirtualHost.
 * No secret stands in it: it includes the file that does.
 */
export function apacheFile(stelan: Stelan): string {
  const { issuer, clientId, nama, redirectUri, setelahKeluar, scope, caraKlien, alg, acrMinimum } = stelan
  const { origin, protocol } = new URL(redirectUri)
  const home = setelahKeluar ?? `${origin}/`
  const names = flatNames(scope)
  // A cookie whose name says so is bound to this one host, over https alone.
  const prefix = protocol === 'https:' ? '__Host-' : ''
  return `# ${comment(nama)}: masuk dengan Banten Satu Login
# Apache 2.4 dengan mod_auth_openidc 2.4.12 (Debian: apt install libapache2-mod-auth-openidc).
#
# Pasang, sebagai root:
#   a2enmod auth_openidc rewrite headers
#   simpan berkas ini sebagai /etc/apache2/sso.conf, dan tulis "Include sso.conf" di dalam <VirtualHost> aplikasi
#   rahasia di berkas lain, yang hanya dapat dibaca root, tanpa tertinggal di riwayat perintah:
#     umask 077; read -rsp 'Rahasia klien: ' R; printf 'OIDCClientSecret "%s"\\nOIDCCryptoPassphrase "%s"\\n' \\
#       "$R" "$(openssl rand -base64 32)" > /etc/apache2/${SECRET_FILE}; unset R
#   apachectl configtest && systemctl reload apache2
#
# Alamat yang harus terdaftar di Banten Satu Login:
#   kembali             ${redirectUri}
#   pemberitahuan keluar ${apacheBackchannel(redirectUri)}
#   sesudah keluar      ${home}
# Tautan "Keluar" di aplikasi: ${logoutPath(redirectUri, home)}

OIDCProviderMetadataURL ${apacheText(`${issuer}/.well-known/openid-configuration`)}
OIDCProviderMetadataRefreshInterval 3600
# Kunci berganti tanpa pemberitahuan: jangan disimpan lebih lama.
OIDCJWKSRefreshInterval 300
OIDCClientID ${apacheText(clientId)}
Include ${SECRET_FILE}
OIDCProviderTokenEndpointAuth ${caraKlien}
OIDCRedirectURI ${apacheText(redirectUri)}
OIDCDefaultURL ${apacheText(home)}
OIDCDefaultLoggedOutURL ${apacheText(home)}
OIDCScope ${apacheText(scope)}
OIDCResponseType code
OIDCPKCEMethod S256
OIDCIDTokenSignedResponseAlg ${alg}
OIDCSSLValidateServer On
OIDCHTTPTimeoutLong 10

# Sesi disimpan di server: hanya yang seperti itu dapat diakhiri oleh layanan masuk. Paling lama 12 jam, seperti di sana.
OIDCSessionType server-cache
OIDCSessionMaxDuration 43200
OIDCSessionInactivityTimeout 28800
OIDCCookie ${prefix}sso_apache
OIDCCookiePath /
OIDCCookieHTTPOnly On
OIDCCookieSameSite On
OIDCStateMaxNumberOfCookies 10 true

# Orang dikenali menurut sub, yang tidak pernah berubah. NIP dapat berubah, dan tidak semua orang memilikinya.
OIDCRemoteUserClaim sub
OIDCPassClaimsAs environment
OIDCPassIDTokenAs claims
OIDCPassUserInfoAs claims

# Yang berdiri sebelum sebuah kunci di dalam objek JSON.
Define sso_sebelum '${PAIRS}'

<Location "/">
  AuthType openid-connect
  ${requireLine(acrMinimum)}

  # Nama mendatar: $_SERVER['sso_opd_kode'] di PHP, getenv di CGI. Yang tidak ada, tidak ada. JSON utuhnya tetap di
  # OIDC_CLAIM_opd dan seterusnya.
  Options +SymLinksIfOwnerMatch
  RewriteEngine On
${variableLines(names)}

  # Yang sama sebagai kepala HTTP, untuk aplikasi di balik ProxyPass. Kiriman pengunjung dengan nama itu selalu dibuang.
${headerLines(names)}
</Location>
`
}

/** @returns the address on the same host at which somebody leaves, and is sent home afterwards */
export const logoutPath = (redirectUri: string, home: string): string =>
  `${new URL(redirectUri).pathname}?logout=${encodeURIComponent(home)}`
