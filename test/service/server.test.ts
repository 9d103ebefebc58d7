import test from 'ava'
import { onDatabase, temporaryFolder } from '../helpers/cli.ts'
import { testDatabase } from '../helpers/database.ts'
import { ask } from '../http/ask.ts'
import { freePort } from './free-port.ts'
import { key, PRODUCTION, startServer } from './server-process.ts'

for (const [name, own] of [['development', () => ({ NODE_ENV: 'development' })], ['production', PRODUCTION]] as const) {
  test(`in ${name} the service starts, answers and stops without a warning of anybody`, async (t) => {
    const db = await testDatabase(t, 'kosong')
    const port = await freePort()
    const env: NodeJS.ProcessEnv = { ...onDatabase(db), PORT: String(port), DEMO: 'off', ...own() }
    const issuer = env['ISSUER'] ?? `http://localhost:${port}`
    const { child, running, ended } = startServer(t, env)
    await running()

    const base = `http://127.0.0.1:${port}`
    const headers = { host: new URL(issuer).host }
    const target = (path: string, question = {}) => ask(base, { target: path, headers, ...question })
    t.is((await target('/readyz')).status, 200)
    t.is((JSON.parse((await target('/.well-known/openid-configuration')).text) as { issuer: string }).issuer, issuer)
    t.is((await target('/oidc/jwks')).status, 200)
    const redirect = await target('/')
    t.is(redirect.status, 303)
    const { pathname, search } = new URL(redirect.headers.location ?? '')
    const step = await target(pathname + search)
    t.is(step.status, 303)
    const cookie = (step.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ')
    t.is((await target(step.headers.location ?? '', { headers: { ...headers, cookie } })).status, 200)
    t.is((await target('/oidc/token', { method: 'POST' })).status, 400)
    t.is((await target('/tidak-ada')).status, 404)

    child.kill('SIGTERM')
    t.deepEqual(await ended, {
      ends: 0, stdout: '', stderr: `Banten Satu Login answers on 127.0.0.1:${port} as ${issuer}\n`,
    })
  })
}

test('a start makes the keys and the months, and the next start changes nothing of them', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const state = async () => [await db.owner.knex('signing_key').orderBy('kid'), await db.owner.knex('encryption_key')]
  const DATA_DIR = temporaryFolder(t)
  const states: unknown[] = []
  for (let round = 0; round < 2; round += 1) {
    const { child, running, ended } = startServer(t, { ...onDatabase(db), PORT: String(await freePort()), DATA_DIR })
    await running()
    child.kill('SIGTERM')
    t.is((await ended).ends, 0)
    states.push(await state())
  }
  t.deepEqual(states[0], states[1])
  t.is((states[0] as unknown[][])[0]?.length, 2)
})

test('another key under the same id, a taken port, a wrong environment: one sentence, status 1', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const port = await freePort()
  const env = { ...onDatabase(db), PORT: String(port), COOKIE_KEYS: `${key()},${key()}`, ENCRYPTION_KEYS: `a:${key()}` }
  const { child, running, ended } = startServer(t, env)
  await running()
  const endsWith = async (other: NodeJS.ProcessEnv) => (await startServer(t, { ...env, ...other }).ended)
  const taken = await endsWith({})
  t.deepEqual(taken, {
    ends: 1, stdout: '', stderr: `Port ${port} is taken by another program. Stop it, or set another PORT.\n`,
  })
  const keys = await endsWith({ PORT: String(await freePort()), ENCRYPTION_KEYS: `a:${key()}` })
  t.is(keys.ends, 1)
  t.regex(keys.stderr, /^ENCRYPTION_KEYS: the key "a" is not the one[^\n]*\n$/)
  const wrong = await endsWith({ PORT: '0', LOG_LEVEL: 'x' })
  t.deepEqual(wrong, {
    ends: 1, stdout: '', stderr: 'The environment is not complete:\n  - PORT must be a number from 1 to 65535\n'
      + '  - LOG_LEVEL must be one of debug, info, warn, error, silent\n',
  })
  const gateway = await endsWith({ PORT: String(await freePort()), SMS_GATEWAY_URL: 'http://localhost:9/?to={nomer}' })
  t.is(gateway.ends, 1)
  t.regex(gateway.stderr, /^SMS_GATEWAY_URL names \{nomer\};[^\n]*\n$/)
  child.kill('SIGTERM')
  t.is((await ended).ends, 0)
})
