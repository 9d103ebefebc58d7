import { addClient, findClient } from '../../src/domain/clients/index.ts'
import { apacheFile, SECRET_FILE } from '../../src/domain/clients/berkas/apache.rules.ts'
import { phpParts } from '../../src/domain/clients/berkas/php-parts.ts'
import { phpFile } from '../../src/domain/clients/berkas/php.rules.ts'
import { type Stelan, stelanOf } from '../../src/domain/clients/berkas/stelan.ts'
import { kodeOf } from '../browser/stage.ts'
import type { House } from '../helpers/house.ts'
import type { Scope } from '../helpers/scope.ts'
import { freePort } from '../service/free-port.ts'
import { put, serveApache, servePhp, type Serving } from './tools.ts'

const SCOPE = 'openid profile pegawai opd jabatan peran'

export interface Party extends Serving {
  readonly stelan: Stelan
  readonly secret: string
}

interface Wanted {
  readonly id: string
  readonly uri: string
  readonly backchannel: string
  readonly alg?: 'RS256' | 'ES256'
}

/** Registers an application as its OPD would, on trial. */
export async function register(
  { db, clock, issuer }: House, origin: string, { id, uri, backchannel, alg = 'RS256' }: Wanted,
): Promise<{ stelan: Stelan; secret: string }> {
  const { client_secret: secret = '' } = await addClient(db.app, clock, {
    client_id: id, client_name: `Aplikasi ${id}`, opd: kodeOf('diskominfo'), state: 'uji', testers: 'semua',
    redirect_uris: [`${origin}${uri}`], post_logout_redirect_uris: [`${origin}/umum.php`],
    backchannel_logout_uri: `${origin}${backchannel}`, scope: SCOPE, id_token_signed_response_alg: alg,
  }, { demo: true })
  const client = await findClient(db.app, id, clock.today())
  const stelan = client && stelanOf({ ...client, acrMinimum: client.acr_minimum, nama: client.aplikasi.nama }, issuer)
  if (!stelan) throw new Error('not registered')
  return { stelan, secret }
}

/** A page that must be guarded, as an OPD would write it, and one that need not. */
const PAGES = {
  'umum.php': '<!doctype html><title>Beranda umum</title><h1>Beranda umum</h1><a href="/dalam.php">Buka</a>',
  'dalam.php': `<?php
require_once __DIR__ . '/sso/index.php';
$orang = sso_wajib();
header('Content-Type: text/html; charset=utf-8');
echo '<!doctype html><title>Dalam</title><h1>Di dalam</h1><pre>' . htmlspecialchars(json_encode($orang)) . '</pre>';
echo '<p id="pengguna">' . htmlspecialchars(json_encode(sso_pengguna())) . '</p>';
echo '<a href="' . htmlspecialchars(sso_tautan_keluar()) . '">Keluar</a>';
`,
} as const

const secretOf = (secret: string): string => `<?php return '${secret}';\n`

/** The generated PHP file in a folder /sso/ on PHP's own server. */
export async function openPhp(scope: Scope, house: House, given: Partial<Wanted> & { settings?: string[] } = {}): Promise<Party> {
  const port = await freePort()
  const { settings, ...wanted } = { id: 'uji-php', uri: '/sso/callback', backchannel: '/sso/backchannel-logout', ...given }
  const party = await register(house, `http://localhost:${port}`, wanted)
  const serving = await servePhp(scope, port, settings)
  put(serving.root, { ...PAGES, 'sso/index.php': phpFile(phpParts(), party.stelan), 'sso/rahasia.php': secretOf(party.secret) })
  return { ...serving, ...party }
}

/** The same in a folder of Apache, registered so that no address needs more than the folder. */
export async function openPhpOnApache(scope: Scope, house: House): Promise<Party> {
  const port = await freePort()
  const party = await register(house, `http://localhost:${port}`, { id: 'uji-folder', uri: '/sso/', backchannel: '/sso/', alg: 'ES256' })
  const serving = await serveApache(scope, port, {})
  put(serving.root, { ...PAGES, 'sso/index.php': phpFile(phpParts(), party.stelan), 'sso/rahasia.php': secretOf(party.secret) })
  return { ...serving, ...party }
}

/** The generated configuration of mod_auth_openidc over a page that shows what it was given. */
export async function openApache(scope: Scope, house: House): Promise<Party> {
  const port = await freePort()
  const party = await register(house, `http://localhost:${port}`, {
    id: 'uji-apache', uri: '/sso/callback', backchannel: '/sso/callback?logout=backchannel',
  })
  const serving = await serveApache(scope, port, {
    files: {
      'sso.conf': apacheFile(party.stelan),
      [SECRET_FILE]: `OIDCClientSecret "${party.secret}"\nOIDCCryptoPassphrase "hanya-untuk-uji"\n`,
      'www/index.php': `<?php header('Content-Type: text/html; charset=utf-8');
echo '<!doctype html><title>Apache</title><h1>Di dalam Apache</h1><pre>' . htmlspecialchars(json_encode($_SERVER)) . '</pre>';
echo '<a href="/sso/callback?logout=' . urlencode('http://' . $_SERVER['HTTP_HOST'] . '/umum.php') . '">Keluar</a>';
`,
      'www/umum.php': PAGES['umum.php'],
    },
    lines: ['Include sso.conf', '<Location "/umum.php">', '  AuthType None', '  Require all granted', '</Location>'],
  })
  return { ...serving, ...party }
}
