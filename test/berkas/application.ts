import { readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { phpParts } from '../../src/domain/clients/berkas/php-parts.ts'
import { phpFile } from '../../src/domain/clients/berkas/php.rules.ts'
import type { Stelan } from '../../src/domain/clients/berkas/stelan.ts'
import { cookieJar, type CookieJar, locationOf } from '../helpers/cookie-jar.ts'
import type { Liar } from './liar.ts'
import { put, type Serving } from './tools.ts'

export const CLIENT = 'uji-aplikasi'
export const SECRET = 'rahasia-yang-tidak-boleh-tampil+/='

/** The generated PHP file in one folder of a server, in front of a provider that lies. */
export interface Application {
  readonly stelan: Stelan
  readonly liar: Liar
  /** Begins a sign-in. @returns what the provider was asked */
  begin(jar: CookieJar, kembali?: string): Promise<URLSearchParams>
  /** Comes back from the provider with what a right one would say, or these instead; empty ones are left out. */
  comeBack(jar: CookieJar, asked: URLSearchParams, instead?: Record<string, string>): Promise<Response>
  /** Both. @returns the answer, and the browser */
  signIn(jar?: CookieJar, instead?: Record<string, string>): Promise<{ answer: Response; jar: CookieJar }>
  /** What a guarded page says: the flat names of who is signed in, or undefined. */
  inside(jar: CookieJar): Promise<Record<string, unknown> | undefined>
  /** Sends a logout token, as the provider does. */
  tell(token: string): Promise<Response>
  /** Lets the keys that it knows be old. */
  age(): void
}

const INSIDE = (folder: string): string => `<?php
require_once __DIR__ . '/${folder}/index.php';
$orang = sso_orang();
header('Content-Type: application/json');
echo json_encode(array('orang' => $orang, 'pengguna' => sso_pengguna(), 'keluar' => $orang === null ? '' : sso_tautan_keluar()));
`

/**
 * @param folder of the server, `sso`
 * @param files beside the generated one
 */
export function openApplication(
  { root, origin }: Serving, liar: Liar, folder: string, given: Partial<Stelan> = {}, files: Record<string, string> = {},
): Application {
  const stelan: Stelan = {
    issuer: liar.issuer, clientId: CLIENT, nama: `Aplikasi '\\ <b>`, redirectUri: `${origin}/${folder}/callback`, setelahKeluar: `${origin}/umum.php`,
    backchannelUri: `${origin}/${folder}/callback`, scope: 'openid profile pegawai', caraKlien: 'client_secret_basic', alg: 'RS256',
    acrMinimum: null, ...given,
  }
  put(root, {
    [`${folder}/index.php`]: phpFile(phpParts(), stelan), [`${folder}/rahasia.php`]: `<?php return '${SECRET}';\n`, [`${folder}.php`]: INSIDE(folder),
    ...Object.fromEntries(Object.entries(files).map(([name, content]) => [`${folder}/${name}`, content])),
  })

  async function begin(jar: CookieJar, kembali = ''): Promise<URLSearchParams> {
    const query = new URLSearchParams({ kembali })
    const { searchParams } = locationOf(await jar.fetch(`${origin}/${folder}/?${query.toString()}`))
    liar.nonce = searchParams.get('nonce') ?? ''
    return searchParams
  }
  function comeBack(jar: CookieJar, asked: URLSearchParams, instead: Record<string, string> = {}): Promise<Response> {
    const said = { code: 'kode', state: asked.get('state') ?? '', iss: liar.issuer, ...instead }
    const query = new URLSearchParams(Object.entries(said).filter(([, value]) => value !== ''))
    return jar.fetch(`${stelan.redirectUri}?${query.toString()}`)
  }
  return {
    stelan, liar, begin, comeBack,
    async signIn(jar = cookieJar(), instead) {
      return { answer: await comeBack(jar, await begin(jar), instead), jar }
    },
    async inside(jar) {
      const { orang, ...rest } = await (await jar.fetch(`${origin}/${folder}.php`)).json() as { orang: Record<string, unknown> | null }
      return orang === null ? undefined : { ...orang, ...rest }
    },
    tell: (token) => fetch(stelan.redirectUri, { method: 'POST', body: new URLSearchParams({ logout_token: token }) }),
    age() {
      const store = join(root, folder, 'simpanan')
      for (const name of readdirSync(store)) if (name.startsWith('kunci-')) utimesSync(join(store, name), 1, Date.now() / 1000 - 60)
    },
  }
}
