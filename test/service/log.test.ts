import test, { type ExecutionContext } from 'ava'
import { jsonOfCli, onDatabase } from '../helpers/cli.ts'
import { type CookieJar, cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { testDatabase } from '../helpers/database.ts'
import { actionOf, hiddenFields, leaveFrom, post } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { authorizationRequest, discoverParty, type RelyingParty } from '../helpers/relying-party.ts'
import { ask } from '../http/ask.ts'
import { freePort } from './free-port.ts'
import { key, startServer } from './server-process.ts'

// The whole process with everything that it writes, under LOG_LEVEL=debug: no word of it is about anybody.

const CLIENT = 'skp.bantenprov.go.id'
const WRONG = 'salah-sekali-sandinya'

/** Opens the sign-in page with a number in the query, types a wrong password, then the right one. */
async function signIn(
  t: ExecutionContext, party: RelyingParty, jar: CookieJar, { nip, password }: { nip: string; password: string },
): Promise<string[]> {
  const { url, finish } = await authorizationRequest(party, { login_hint: nip, scope: 'openid profile email pegawai jabatan' })
  const page = await jar.follow(url)
  const html = await page.text()
  const action = new URL(actionOf(html), page.url)
  t.is((await post(jar, action, { ...hiddenFields(html), nip, sandi: WRONG })).status, 400)
  const answer = await post(jar, action, { ...hiddenFields(html), nip, sandi: password })
  const callback = await leaveFrom(jar, locationOf(answer))
  const { tokens, userinfo } = await finish(callback)
  return [
    ...url.searchParams.values(), ...callback.searchParams.values(), ...Object.values(hiddenFields(html)),
    tokens.access_token, tokens.id_token ?? '', action.pathname.split('/').at(-1) ?? '', userinfo.sub,
    String(userinfo['name']), String(userinfo['email']),
  ]
}

test('nothing that the process writes names anybody or opens anything', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const port = await freePort()
  const issuer = `http://localhost:${port}`
  const secrets = [key(), key(), key()]
  const { child, running, ended } = startServer(t, {
    ...onDatabase(db), PORT: String(port), DEMO: 'off', LOG_LEVEL: 'debug', COOKIE_KEYS: `${secrets[0]},${secrets[1]}`,
    ENCRYPTION_KEYS: `a:${secrets[2]}`,
  })
  await running()
  const { client_secret: secret } = await jsonOfCli(['client', 'secret', CLIENT], { env: onDatabase(db) }) as { client_secret: string }
  const party = await discoverParty(issuer, CLIENT, secret, `https://${CLIENT}/sso/callback`)
  const { nip, password } = await demoPerson(db.app, 'PNS di sekolah')
  const jar = cookieJar()
  const seen = await signIn(t, party, jar, { nip, password })
  const cookies = Object.values(await jar.cookies(`${issuer}/`))
  t.true(cookies.length > 0)

  // Everything else that somebody may send, with the number wherever it fits.
  const bearer = { authorization: `Bearer ${seen.find((value) => value.startsWith('ey'))}` }
  await jar.fetch(`${issuer}/?cari=${nip}`)
  await jar.fetch(`${issuer}/${nip}?nip=${nip}`, { headers: { 'user-agent': nip, 'referer': `https://a.test/${nip}` } })
  await jar.fetch(`${issuer}/oidc/auth?client_id=${nip}&login_hint=${nip}&redirect_uri=https://${nip}.test/`)
  await jar.fetch(`${issuer}/oidc/session/end?id_token_hint=${nip}&state=${nip}`)
  await jar.fetch(`${issuer}/oidc/me`, { headers: bearer })
  await post(jar, `${issuer}/oidc/token`, { grant_type: 'authorization_code', code: nip, client_id: nip, client_secret: nip })
  await post(jar, `${issuer}/keluar`, { csrf: nip })
  await ask(issuer, { target: `/${nip}`, headers: { host: `${nip}.test`, 'x-forwarded-for': nip } })
  await ask(issuer, { target: `/%E0%A4%A/${nip}`, method: 'PROPFIND' })
  // And where PostgreSQL itself fails, under a value that it does not take and under a table that is gone.
  const { url } = await authorizationRequest(party, { login_hint: nip })
  await db.owner.knex.raw('ALTER TABLE pegawai RENAME TO hilang')
  await db.owner.knex.raw('ALTER TABLE aplikasi RENAME TO hilang_pula')
  t.is((await jar.fetch(`${issuer}/?cari=${nip}`)).status, 500)
  await db.owner.knex.raw('ALTER TABLE client RENAME TO hilang_juga')
  // One that was not asked for yet: the others are known by heart.
  url.searchParams.set('client_id', 'bkd.bantenprov.go.id')
  t.is((await cookieJar().fetch(url)).status, 500)

  child.kill('SIGTERM')
  const { ends, stdout, stderr } = await ended
  t.is(ends, 0)
  t.is(stdout, '')
  const [first = '', ...lines] = stderr.trim().split('\n')
  t.is(first, `Banten Satu Login answers on 127.0.0.1:${port} as ${issuer}`)
  t.true(lines.length > 15)
  for (const line of lines) t.notThrows(() => JSON.parse(line) as unknown, line)
  const text = lines.join('\n')
  t.regex(text, /"failure":\{[^}]*"code":"42P01"/, 'the failure of PostgreSQL is told')
  // Words of the protocol (code, openid) say nothing about anybody.
  const values = [...seen, ...cookies].filter((value) => value.length > 8)
  t.true(values.length > 10)
  const forbidden = [
    nip, nip.slice(0, 8), password, WRONG, secret, ...secrets, ...values, '127.0.0.1', '::1', 'localhost', 'a.test',
    'login_hint', 'nip=', '?', CLIENT,
  ]
  for (const word of forbidden) t.false(text.includes(word), word)
})
