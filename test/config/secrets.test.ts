import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { readConfig } from '../../src/config.ts'
import { OperatorError } from '../../src/kernel/lib/operator-error.ts'
import { readSecrets } from '../../src/secrets.ts'

function folder(t: ExecutionContext): string {
  const path = mkdtempSync(join(tmpdir(), 'satu-login-rahasia-'))
  t.teardown(() => rmSync(path, { recursive: true, force: true }))
  return path
}

const configIn = (dataDir: string, env: NodeJS.ProcessEnv = {}) => readConfig({ DATA_DIR: dataDir, ...env })
const [A, B, C] = ['AbCdEfGhIjKlMnOpQrStUv', 'BaCdEfGhIjKlMnOpQrStUv', 'CbAdEfGhIjKlMnOpQrStUv'].map((text) => `${text}${text.slice(1)}`)

test('what is missing in development is drawn once and kept for its owner alone', async (t) => {
  const dataDir = join(folder(t), 'belum', 'ada')
  const first = await readSecrets(configIn(dataDir))
  t.is(first.cookieKeys.length, 2)
  t.not(first.cookieKeys[0], first.cookieKeys[1])
  t.deepEqual(first.sealingKeys.map(({ id, key }) => [id, key.length]), [['dev', 32]])
  t.deepEqual(await readSecrets(configIn(dataDir)), first)
  if (process.platform !== 'win32') t.is(statSync(join(dataDir, 'secrets.json')).mode & 0o777, 0o600)
  t.deepEqual(readdirSync(dataDir), ['secrets.json'], 'no draft stays behind')
  t.notDeepEqual(await readSecrets(configIn(folder(t))), first, 'another instance has others')
})

test('processes that start at once use the same secrets', async (t) => {
  const dataDir = folder(t)
  const children = Array.from({ length: 4 }, () =>
    fork(new URL('./draws-secrets.fixture.ts', import.meta.url), [dataDir], { execArgv: [] }))
  await Promise.all(children.map((child) => once(child, 'message')))
  const answers = children.map(async (child) => {
    const answer = once(child, 'message')
    child.send('now')
    return (await answer)[0] as string
  })
  const told = await Promise.all(answers)
  t.is(new Set(told).size, 1)
  t.false(told[0]?.startsWith('Error'), told[0])
  t.deepEqual(readdirSync(dataDir), ['secrets.json'])
})

test('the environment goes before the file, each variable by itself', async (t) => {
  const dataDir = folder(t)
  const kept = await readSecrets(configIn(dataDir))
  const cookies = await readSecrets(configIn(dataDir, { COOKIE_KEYS: `${A},${B}` }))
  t.deepEqual(cookies, { cookieKeys: [A, B], sealingKeys: kept.sealingKeys } as never)
  const sealing = await readSecrets(configIn(dataDir, { ENCRYPTION_KEYS: `baru:${C},lama:${A}` }))
  t.deepEqual(sealing.cookieKeys, kept.cookieKeys)
  t.deepEqual(sealing.sealingKeys.map(({ id, key }) => [id, key.toString('base64url').slice(0, 42)]),
    [['baru', C?.slice(0, 42)], ['lama', A?.slice(0, 42)]] as never)
})

test('where the environment says everything no file is made or read', async (t) => {
  const dataDir = join(folder(t), 'tidak-ada')
  const env = { COOKIE_KEYS: `${A},${B}`, ENCRYPTION_KEYS: `a:${C}` }
  t.deepEqual((await readSecrets(configIn(dataDir, env))).cookieKeys, [A, B] as never)
  const production = configIn(dataDir, {
    ...env, NODE_ENV: 'production', ISSUER: 'https://login.test', DATABASE_URL: 'postgres://x@db/y', OUTBOUND_CIDRS: '::1/128',
  })
  t.deepEqual((await readSecrets(production)).sealingKeys.map(({ id }) => id), ['a'])
  await t.throwsAsync(readSecrets({ ...production, cookieKeys: undefined }), { instanceOf: OperatorError })
  t.false(existsSync(dataDir))
})

const DAMAGED: [name: string, text: string][] = [
  ['an empty file', ''],
  ['half a file', '{ "cookieKeys": ["'],
  ['another file', '[]'],
  ['one cookie key', JSON.stringify({ cookieKeys: [A], encryptionKeys: [`a:${C}`] })],
  ['a short cookie key', JSON.stringify({ cookieKeys: [A, 'x'], encryptionKeys: [`a:${C}`] })],
  ['no encryption key', JSON.stringify({ cookieKeys: [A, B], encryptionKeys: [] })],
  ['an encryption key without an id', JSON.stringify({ cookieKeys: [A, B], encryptionKeys: [C] })],
  ['a short encryption key', JSON.stringify({ cookieKeys: [A, B], encryptionKeys: ['a:x'] })],
]

for (const [name, text] of DAMAGED) {
  test(`${name} is told in one sentence and left as it is`, async (t) => {
    const dataDir = folder(t)
    const path = join(dataDir, 'secrets.json')
    writeFileSync(path, text)
    const error = await t.throwsAsync(readSecrets(configIn(dataDir)), { instanceOf: OperatorError })
    t.true(error.message.startsWith(`${path} is damaged. Put a copy of it back;`))
    for (const secret of [A, B, C]) t.false(error.message.includes(secret ?? '?'))
    t.is(readFileSync(path, 'utf8'), text)
  })
}

test('a folder that cannot be one is told in one sentence', async (t) => {
  const path = join(folder(t), 'berkas')
  writeFileSync(path, '')
  await t.throwsAsync(readSecrets(configIn(path)), {
    instanceOf: OperatorError, message: `The secrets cannot be kept in ${join(path, 'secrets.json')}: EEXIST.`,
  })
})
