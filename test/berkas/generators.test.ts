import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import fc from 'fast-check'
import { apacheFile, apacheText } from '../../src/domain/clients/berkas/apache.rules.ts'
import { phpParts, phpUsersExample } from '../../src/domain/clients/berkas/php-parts.ts'
import { phpDoor, phpFile, phpHtaccess, phpLiteral } from '../../src/domain/clients/berkas/php.rules.ts'
import { stelanOf } from '../../src/domain/clients/berkas/stelan.ts'
import { findTool } from '../deploy/tools.ts'
import { SKP } from './sample.ts'
import { hasPhp, openFolder } from './tools.ts'

const withPhp = hasPhp() ? test : test.skip
const php = (...argv: string[]): string => execFileSync(findTool('php') ?? '', argv, { encoding: 'utf8' })
const SOURCE = phpFile(phpParts(), SKP)

withPhp('what is generated is PHP, whatever the application is called', (t) => {
  const folder = openFolder(t, 'lint')
  const file = join(folder, 'index.php')
  for (const nama of ['SKP', `a' . phpinfo() . '`, '?> <?php', '*/ //', '\\', '\n\r\0', '${x} $x', '</script>']) {
    writeFileSync(file, phpFile(phpParts(), { ...SKP, nama }))
    t.regex(php('-l', file), /No syntax errors/, nama)
    t.is(php('-r', `require ${phpLiteral(file)}; echo sso_stelan()['nama'];`), nama)
  }
  writeFileSync(file, phpUsersExample())
  t.regex(php('-l', file), /No syntax errors/)
})

// What came after PHP 5.6: `token_get_all` names it, so that nobody has to keep an old PHP to see it.
const NEWER_TOKENS = [
  'T_COALESCE', 'T_COALESCE_EQUAL', 'T_SPACESHIP', 'T_FN', 'T_MATCH', 'T_NULLSAFE_OBJECT_OPERATOR', 'T_ATTRIBUTE', 'T_ENUM', 'T_READONLY',
  'T_AMPERSAND_FOLLOWED_BY_VAR_OR_VARARG_', 'T_YIELD_FROM',
]
/** Without a guard: these are newer than 5.6, or gone in 8. */
const NEWER_FUNCTIONS = /\b(?:intdiv|random_int|array_key_first|array_key_last|str_contains|str_starts_with|str_ends_with|is_iterable|hrtime|array_is_list|each|create_function|openssl_free_key|curl_close|session_create_id|is_countable)\s*\(/

withPhp('it is written in the syntax of PHP 5.6', (t) => {
  const folder = openFolder(t, 'lint')
  const file = join(folder, 'index.php')
  writeFileSync(file, SOURCE)
  const tokens = php('-r', `foreach (token_get_all(file_get_contents(${phpLiteral(file)})) as $t) if (is_array($t)) echo token_name($t[0]), "\\n";`).split('\n')
  t.true(tokens.length > 3_000)
  t.deepEqual(tokens.filter((name) => NEWER_TOKENS.includes(name)), [])
  // No type of a scalar, of an answer or of a property; no destructuring by brackets; no void catch.
  for (const newer of [/\)\s*:\s*\??\w+\s*\{/, /function[^(]*\([^)]*\b(?:int|string|bool|float|mixed|iterable)\s+[$&]/, /^\s*\[.*\]\s*=/m, /catch \(\w+\)/, /(?:public|private)\s+\??(?:int|string|array)\s+\$/]) {
    t.notRegex(SOURCE, newer)
  }
  t.notRegex(SOURCE, NEWER_FUNCTIONS)
  t.is(SOURCE.match(/random_bytes\(/g)?.length, 1, 'behind function_exists alone')
  t.notRegex(SOURCE, /\bvar_dump|print_r|phpinfo|eval\(/)
})

test('any text is the same text in PHP and cannot leave its quotes', (t) => {
  fc.assert(fc.property(fc.string(), (value) => {
    const literal = phpLiteral(value)
    t.true(literal.startsWith("'") && literal.endsWith("'"))
    t.is(literal.slice(1, -1).replaceAll(/\\([\\'])/g, '$1'), value)
    t.notRegex(literal.slice(1, -1).replaceAll(/\\[\\']/g, ''), /'/)
  }))
})

test('where the file is opened follows from the registered address', (t) => {
  t.is(phpDoor('https://a.go.id/sso/callback'), '/sso/')
  t.is(phpDoor('https://a.go.id/sso/'), '/sso/')
  t.is(phpDoor('https://a.go.id/sso.php'), '/sso.php')
  t.is(phpDoor('https://a.go.id/'), '/')
  t.regex(phpHtaccess(SKP), /^FallbackResource \/sso\/index\.php$/m)
})

test('Apache: a name cannot leave its comment, and no value its quotes', (t) => {
  const file = apacheFile({ ...SKP, nama: 'Jahat\nLoadModule x y\\' })
  t.false(file.split('\n').some((line) => line.startsWith('LoadModule')))
  t.true(file.split('\n').filter((line) => line.includes('Jahat')).every((line) => line.startsWith('#') && !line.includes('\\')))
  for (const value of ['a"b', 'a\\', 'a\nb', 'a${HOME}', 'a%{x}']) t.throws(() => apacheText(value), undefined, value)
  t.regex(apacheFile({ ...SKP, acrMinimum: 'urn:bantenprov:acr:mfa' }),
    /Require claim "acr~\^\(urn:bantenprov:acr:mfa\|urn:bantenprov:acr:tahan-phishing\)\$"/)
  t.regex(file, /Require valid-user/)
})

test('https makes the cookies of both bound to their host and to https', (t) => {
  t.regex(apacheFile(SKP), /^OIDCCookie __Host-sso_apache$/m)
  t.regex(apacheFile({ ...SKP, redirectUri: 'http://localhost:8080/sso/callback' }), /^OIDCCookie sso_apache$/m)
  t.regex(SOURCE, /strpos\(\$stelan\['redirect_uri'\], 'https:'\) === 0/)
})

test('what a file is filled in with: the address that is wanted, others of its origin, no refresh token', (t) => {
  const metadata = {
    client_id: 'a', redirect_uris: ['https://a.go.id/sso/callback', 'http://localhost:8080/sso/'], scope: 'openid opd offline_access',
    post_logout_redirect_uris: ['https://a.go.id/', 'http://localhost:8080/'], backchannel_logout_uri: 'https://a.go.id/sso/keluar',
    token_endpoint_auth_method: 'client_secret_basic', id_token_signed_response_alg: 'RS256',
  } as unknown as Parameters<typeof stelanOf>[0]['metadata']
  const client = { metadata, acrMinimum: null, nama: 'A' }
  t.like(stelanOf(client, 'https://i'), { redirectUri: 'https://a.go.id/sso/callback', setelahKeluar: 'https://a.go.id/', backchannelUri: 'https://a.go.id/sso/keluar', scope: 'openid opd' })
  t.like(stelanOf(client, 'https://i', 'http://localhost:8080/sso/'), { setelahKeluar: 'http://localhost:8080/', backchannelUri: undefined })
  t.is(stelanOf(client, 'https://i', 'https://jahat.example/')?.redirectUri, 'https://a.go.id/sso/callback')
  t.is(stelanOf({ ...client, metadata: { ...metadata, redirect_uris: [] } }, 'https://i'), undefined)
})
