import test from 'ava'
import type { ClientState } from '../../src/domain/clients/client.types.ts'
import { checkRedirectUri, type UriReason } from '../../src/domain/clients/redirect-uri.rules.ts'

/** Decision 20: one rule for everyone who registers anything. */

const HOST = 'app.bantenprov.go.id'

const verdict = (uri: string, state: ClientState, host = HOST): UriReason | 'ok' => {
  const check = checkRedirectUri(uri, { host, state })
  return check.ok ? 'ok' : check.reason
}

const good = [
  'https://app.bantenprov.go.id/sso/callback',
  'https://app.bantenprov.go.id/',
  'https://app.bantenprov.go.id',
  'https://app.bantenprov.go.id/index.php?option=com_sso&task=callback',
  'https://app.bantenprov.go.id/redirect_uri?logout=backchannel',
  'https://app.bantenprov.go.id/a/b.c/_d-e~f/',
  'https://app.bantenprov.go.id/.well-known/sso',
  'https://app.bantenprov.go.id/...',
  'https://app.bantenprov.go.id/@me',
]

for (const uri of good) {
  test(`good in every state: ${uri}`, (t) => {
    for (const state of ['draf', 'uji', 'menunggu', 'aktif', 'tangguh'] as const) t.is(verdict(uri, state), 'ok')
  })
}

const onlyOnTrial = [
  'http://localhost:3001/callback', 'http://localhost:3001/', 'http://localhost:3001', 'http://localhost:65535/a?b=c',
]

for (const uri of onlyOnTrial) {
  test(`good on trial alone: ${uri}`, (t) => {
    t.is(verdict(uri, 'uji'), 'ok')
    for (const state of ['draf', 'menunggu', 'aktif', 'tangguh', 'tutup'] as const) {
      t.is(verdict(uri, state), 'localhost')
    }
  })
}

/** Bad on trial, hence bad in every state. */
const bad: [string, UriReason][] = [
  // Another scheme.
  ['http://app.bantenprov.go.id/cb', 'skema'],
  ['ftp://app.bantenprov.go.id/cb', 'skema'],
  ['javascript:alert(1)', 'skema'],
  ['data:text/html,x', 'skema'],
  ['id.go.bantenprov.app:/cb', 'skema'],
  ['com.example.app://callback', 'skema'],
  ['https://localhost/cb', 'skema'],
  ['https://localhost:3001/cb', 'skema'],
  // Not absolute, or nothing at all.
  ['', 'tidak-terbaca'],
  ['/sso/callback', 'tidak-terbaca'],
  ['//app.bantenprov.go.id/cb', 'tidak-terbaca'],
  ['app.bantenprov.go.id/cb', 'tidak-terbaca'],
  ['https://', 'tidak-terbaca'],
  ['https://app.bantenprov.go.id:99999/cb', 'tidak-terbaca'],
  // Another host.
  ['https://evil.example/cb', 'host'],
  ['https://bantenprov.go.id/cb', 'host'],
  ['https://x.app.bantenprov.go.id/cb', 'host'],
  ['https://app.bantenprov.go.id.evil.example/cb', 'host'],
  ['https://evilapp.bantenprov.go.id/cb', 'host'],
  ['https://app.bantenprov.go.id./cb', 'host'],
  ['https://localhost.evil.example/cb', 'host'],
  ['http://localhost.evil.example:3001/cb', 'skema'],
  ['http://app.localhost:3001/cb', 'skema'],
  ['http://localhost.:3001/cb', 'skema'],
  // Wildcards.
  ['https://*.bantenprov.go.id/cb', 'wildcard'],
  ['https://*/cb', 'wildcard'],
  ['https://app.bantenprov.go.id/*', 'wildcard'],
  ['http://localhost:*/cb', 'wildcard'],
  // User info.
  ['https://app.bantenprov.go.id@evil.example/cb', 'userinfo'],
  ['https://user:pw@app.bantenprov.go.id/cb', 'userinfo'],
  ['https://@app.bantenprov.go.id/cb', 'userinfo'],
  ['https://:@app.bantenprov.go.id/cb', 'userinfo'],
  ['http://user@localhost:3001/cb', 'userinfo'],
  // Fragments.
  ['https://app.bantenprov.go.id/cb#x', 'fragmen'],
  ['https://app.bantenprov.go.id/cb#', 'fragmen'],
  ['https://evil.example#@app.bantenprov.go.id/cb', 'fragmen'],
  // IP literals in every notation.
  ['https://10.0.0.5/cb', 'alamat-ip'],
  ['http://127.0.0.1:3001/cb', 'alamat-ip'],
  ['https://2130706433/cb', 'alamat-ip'],
  ['https://0x7f000001/cb', 'alamat-ip'],
  ['https://0x7f.1/cb', 'alamat-ip'],
  ['https://0177.0.0.1/cb', 'alamat-ip'],
  ['https://127.1/cb', 'alamat-ip'],
  ['https://127.0.0.1./cb', 'alamat-ip'],
  ['https://[::1]/cb', 'alamat-ip'],
  ['http://[::1]:3001/cb', 'alamat-ip'],
  ['https://[::ffff:10.0.0.5]/cb', 'alamat-ip'],
  ['https://1.2.3.4.5/cb', 'tidak-terbaca'],
  ['https://256.256.256.256/cb', 'tidak-terbaca'],
  // Ports.
  ['https://app.bantenprov.go.id:8443/cb', 'port'],
  ['https://app.bantenprov.go.id:80/cb', 'port'],
  ['https://app.bantenprov.go.id:443/cb', 'tidak-baku'],
  ['https://app.bantenprov.go.id:/cb', 'tidak-baku'],
  ['http://localhost/cb', 'port'],
  ['http://localhost:80/cb', 'port'],
  ['http://localhost:0/cb', 'port'],
  ['http://localhost:03001/cb', 'tidak-baku'],
  // Characters that parsers read differently.
  ['https://app.bantenprov.go.id\\@evil.example/cb', 'karakter'],
  ['https:\\\\app.bantenprov.go.id/cb', 'karakter'],
  ['https://app.bantenprov.go.id/cb\\..', 'karakter'],
  [' https://app.bantenprov.go.id/cb', 'karakter'],
  ['https://app.bantenprov.go.id/cb ', 'karakter'],
  ['https://app.bantenprov.go.id/c b', 'karakter'],
  ['https://app.bantenprov.go.id/c\tb', 'karakter'],
  ['https://app.bantenprov.go.id/cb\n', 'karakter'],
  ['https://app.bantenprov.go.id/cb\r\nSet-Cookie: a=b', 'karakter'],
  ['https://app.bantenprov.go.id/\u0000', 'karakter'],
  ['https://app.bantenprov.go.id/\u007f', 'karakter'],
  ['https://app.bantenprov.go.id/cb\u200b', 'karakter'],
  ['https://аpp.bantenprov.go.id/cb', 'karakter'],
  ['https://app。bantenprov.go.id/cb', 'karakter'],
  ['https://１２７.0.0.1/cb', 'karakter'],
  ['https://app.bantenprov.go.id/"><script>', 'karakter'],
  ['https://app.bantenprov.go.id/a|b', 'karakter'],
  ['https://app.bantenprov.go.id/cb?a[]=1', 'karakter'],
  // Encoded tricks.
  ['https://app.bantenprov.go.id/%2e%2e/admin', 'enkode'],
  ['https://app.bantenprov.go.id/a%2fb', 'enkode'],
  ['https://app.bantenprov.go.id/%252e%252e/', 'enkode'],
  ['https://app.bantenprov.go.id/%5c', 'enkode'],
  ['https://app.bantenprov.go.id/%0d%0aX', 'enkode'],
  ['https://app.bantenprov.go.id/%zz', 'enkode'],
  ['https://%61pp.bantenprov.go.id/cb', 'enkode'],
  ['https://app.bantenprov.go.id%2eevil.example/cb', 'enkode'],
  // Paths that mean another path.
  ['https://app.bantenprov.go.id/../cb', 'path'],
  ['https://app.bantenprov.go.id/a/../cb', 'path'],
  ['https://app.bantenprov.go.id/a/..', 'path'],
  ['https://app.bantenprov.go.id/./cb', 'path'],
  ['https://app.bantenprov.go.id/a/.', 'path'],
  ['https://app.bantenprov.go.id/..;/cb', 'path'],
  ['https://app.bantenprov.go.id//cb', 'path'],
  ['https://app.bantenprov.go.id/a//cb', 'path'],
  ['http://localhost:3001/../cb', 'path'],
  // Spellings that are not their own normal form.
  ['https://APP.bantenprov.go.id/cb', 'tidak-baku'],
  ['HTTPS://app.bantenprov.go.id/cb', 'tidak-baku'],
  ['https:app.bantenprov.go.id/cb', 'tidak-baku'],
  ['https:/app.bantenprov.go.id/cb', 'tidak-baku'],
  ['https:///app.bantenprov.go.id/cb', 'tidak-baku'],
  ['https://app.bantenprov.go.id/cb?', 'tidak-baku'],
  ['https://app.bantenprov.go.id?a=b', 'tidak-baku'],
  // Beyond every length.
  [`https://app.bantenprov.go.id/${'a'.repeat(2000)}`, 'panjang'],
]

for (const [uri, reason] of bad) {
  test(`bad (${reason}): ${JSON.stringify(uri).slice(0, 80)}`, (t) => {
    t.is(verdict(uri, 'uji'), reason)
    t.not(verdict(uri, 'aktif'), 'ok')
  })
}

test('the port is part of the registered host', (t) => {
  const host = 'app.bantenprov.go.id:8443'
  t.is(verdict('https://app.bantenprov.go.id:8443/cb', 'aktif', host), 'ok')
  t.is(verdict('https://app.bantenprov.go.id/cb', 'aktif', host), 'port')
  t.is(verdict('https://app.bantenprov.go.id:8444/cb', 'aktif', host), 'port')
})

test('a host that is nobody\'s takes no URI, and no host reads as every host', (t) => {
  t.is(verdict('https://app.bantenprov.go.id/cb', 'aktif', ''), 'host')
  t.is(verdict('https://localhost:3001/cb', 'uji', 'localhost:3001'), 'skema')
})
