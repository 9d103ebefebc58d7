import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import test from 'ava'
import { type Config, readConfig } from '../../src/config.ts'
import { OperatorError } from '../../src/kernel/lib/operator-error.ts'

const key = (): string => randomBytes(32).toString('base64url')
const [one, two, three] = [key(), key(), key()]

const PRODUCTION = {
  NODE_ENV: 'production', ISSUER: 'https://login.bantenprov.go.id', DATABASE_URL: 'postgres://app:x@db/satu_login',
  COOKIE_KEYS: `${one},${two}`, ENCRYPTION_KEYS: `a:${three}`, OUTBOUND_CIDRS: '10.0.0.0/8',
}

function mistakesOf(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    const [head, ...lines] = error.message.split('\n')
    if (head !== 'The environment is not complete:') throw error
    return lines.map((line) => line.replace(/^ {2}- /, ''))
  }
}

test('an empty environment is a developer\'s machine', (t) => {
  t.deepEqual(readConfig({}), {
    production: false, issuer: 'http://localhost:3000', port: 3000, host: '127.0.0.1', databaseUrl: undefined,
    databaseOwnerUrl: undefined, dataDir: resolve('.data'), demo: true, demoPort: 3001, cookieKeys: undefined,
    encryptionKeys: undefined, trustedProxies: [], outboundCidrs: ['127.0.0.0/8', '::1/128'], workers: 1,
    logLevel: 'info', metricsPort: undefined, metricsHost: '127.0.0.1', drainNoticeMs: 0,
    smtpUrl: undefined, mailFrom: 'satu-login@localhost',
    smsGateway: undefined, passwords: { composed: false, days: undefined },
    simpeg: {
      databaseUrl: undefined, databaseTls: true, databaseMinutes: 5, apiUrl: undefined, apiToken: undefined, apiMinutes: 1,
      caFile: undefined,
    },
  } satisfies Config)
})

test('production is what it is told', (t) => {
  t.like(readConfig(PRODUCTION), {
    production: true, issuer: 'https://login.bantenprov.go.id', demo: false, cookieKeys: [one, two],
    encryptionKeys: [`a:${three}`], outboundCidrs: ['10.0.0.0/8'], databaseUrl: PRODUCTION.DATABASE_URL,
  })
})

const VALUES: [name: string, env: NodeJS.ProcessEnv, values: Partial<Config>][] = [
  ['empty variables are unset', { PORT: '', ISSUER: '', DEMO: '', COOKIE_KEYS: '' },
    { port: 3000, issuer: 'http://localhost:3000', demo: true, cookieKeys: undefined }],
  ['the issuer follows the port', { PORT: '8080' }, { port: 8080, issuer: 'http://localhost:8080' }],
  ['a given issuer does not', { PORT: '8080', ISSUER: 'https://login.test' }, { issuer: 'https://login.test' }],
  ['a given database has no demo people', { DATABASE_URL: 'postgres://x@db/y' }, { demo: false }],
  ['unless it is told to', { DATABASE_URL: 'postgres://x@db/y', DEMO: 'on' }, { demo: true }],
  ['the embedded one may go without', { DEMO: 'off' }, { demo: false }],
  ['lists may have spaces and a comma at the end', { TRUSTED_PROXIES: ' 10.0.0.0/8 , ::1/128,' },
    { trustedProxies: ['10.0.0.0/8', '::1/128'] }],
  ['numbers are told where they are asked for', { METRICS_PORT: '9464', METRICS_HOST: '10.0.0.7' },
    { metricsPort: 9464, metricsHost: '10.0.0.7' }],
  ['seconds of notice', { DRAIN_NOTICE_SECONDS: '5' }, { drainNoticeMs: 5000 }],
  ['personnel data from a database and from an API', {
    SIMPEG_DATABASE_URL: 'mysql://baca:x@simpeg/simpeg', SIMPEG_DATABASE_TLS: 'off', SIMPEG_DATABASE_MINUTES: '10',
    SIMPEG_API_URL: 'https://simpeg.test/api/', SIMPEG_API_TOKEN: 'x'.repeat(16), SIMPEG_CA_FILE: '/etc/ca.pem',
  }, {
    simpeg: {
      databaseUrl: 'mysql://baca:x@simpeg/simpeg', databaseTls: false, databaseMinutes: 10, apiUrl: 'https://simpeg.test/api',
      apiToken: 'x'.repeat(16), apiMinutes: 1, caFile: '/etc/ca.pem',
    },
  }],
  ['a gateway with a secret', {
    SMS_GATEWAY_URL: 'https://sms.test/kirim', SMS_GATEWAY_TEMPLATE: '/etc/sms.json', SMS_GATEWAY_TOKEN: 'rahasia',
  }, {
    smsGateway: { url: 'https://sms.test/kirim', templateFile: '/etc/sms.json', secrets: {
      SMS_GATEWAY_URL: 'https://sms.test/kirim', SMS_GATEWAY_TEMPLATE: '/etc/sms.json', SMS_GATEWAY_TOKEN: 'rahasia',
    } },
  }],
  ['a relative folder is made absolute', { DATA_DIR: 'x' }, { dataDir: resolve('x') }],
]

for (const [name, env, values] of VALUES) {
  test(name, (t) => {
    t.like(readConfig(env), values)
  })
}

const MISTAKES: [name: string, env: NodeJS.ProcessEnv, lines: string[]][] = [
  ['nothing in production', { NODE_ENV: 'production' }, [
    'ISSUER must be set', 'DATABASE_URL must be set', 'COOKIE_KEYS must be set', 'ENCRYPTION_KEYS must be set',
    'OUTBOUND_CIDRS must be set',
  ]],
  ['everything wrong at once', {
    NODE_ENV: 'production', ISSUER: 'http://login.bantenprov.go.id', PORT: 'x', DEMO: 'on', COOKIE_KEYS: one,
    ENCRYPTION_KEYS: 'x', LOG_LEVEL: 'loud', TRUSTED_PROXIES: '10.0.0.0/8,0.0.0.0/0',
  }, [
    'PORT must be a number from 1 to 65535', 'COOKIE_KEYS needs two keys',
    'ENCRYPTION_KEYS must be id:key with 32 random bytes in base64url',
    'LOG_LEVEL must be one of debug, info, warn, error, silent',
    'DATABASE_URL must be set', 'OUTBOUND_CIDRS must be set', 'ISSUER must be https in production',
    'DEMO must not be on: its passwords are public',
    'TRUSTED_PROXIES must not be everybody: then each caller says who he is',
  ]],
  ['an environment that nobody knows', { NODE_ENV: 'staging' },
    ['NODE_ENV must be one of development, production, test']],
  ['the same mistake in two keys', { COOKIE_KEYS: 'a,b' },
    ['COOKIE_KEYS must be 32 random bytes in base64url (43 characters)']],
  ['one cookie key twice', { COOKIE_KEYS: `${one},${one}` }, ['COOKIE_KEYS must not repeat a key']],
  ['a cookie key that was typed', { COOKIE_KEYS: `${one},${'a'.repeat(43)}` }, ['COOKIE_KEYS must be random']],
  ['an encryption key that was typed', { ENCRYPTION_KEYS: `a:${'ab'.repeat(22).slice(1)}` },
    ['ENCRYPTION_KEYS must be random']],
  ['one encryption id twice', { ENCRYPTION_KEYS: `a:${one},a:${two}` }, ['ENCRYPTION_KEYS must not repeat an id']],
  ['a list of nothing', { ENCRYPTION_KEYS: ' , ' }, ['ENCRYPTION_KEYS needs a key']],
  ['a database that is no PostgreSQL', { DATABASE_URL: 'mysql://db/x' }, ['DATABASE_URL must be a postgres:// URL']],
  ['a database without a scheme', { DATABASE_OWNER_URL: 'db' }, ['DATABASE_OWNER_URL must be a postgres:// URL']],
  ['a personnel database of another kind', { SIMPEG_DATABASE_URL: 'postgres://a:b@db/x' },
    ['SIMPEG_DATABASE_URL must be a mysql:// URL']],
  ['a personnel database without account', { SIMPEG_DATABASE_URL: 'mysql://db/x' },
    ['SIMPEG_DATABASE_URL must name account, host and database']],
  ['a personnel database without name', { SIMPEG_DATABASE_URL: 'mysql://a:b@db/' },
    ['SIMPEG_DATABASE_URL must name account, host and database']],
  ['an API without its token', { SIMPEG_API_URL: 'https://simpeg.test' },
    ['SIMPEG_API_URL and SIMPEG_API_TOKEN must be set together']],
  ['a token without its API', { SIMPEG_API_TOKEN: 'x'.repeat(16) },
    ['SIMPEG_API_URL and SIMPEG_API_TOKEN must be set together']],
  ['an API with a short token and a query', { SIMPEG_API_URL: 'https://simpeg.test?a=b', SIMPEG_API_TOKEN: 'x' },
    ['SIMPEG_API_TOKEN must be a token of 16 characters or more', 'SIMPEG_API_URL must have no account, query or fragment']],
  ['an API that is open to listeners, in production',
    { ...PRODUCTION, SIMPEG_API_URL: 'http://simpeg.test', SIMPEG_API_TOKEN: 'x'.repeat(16) },
    ['SIMPEG_API_URL must be https in production']],
  ['a gateway that is no address', { SMS_GATEWAY_URL: 'sms.test' }, ['SMS_GATEWAY_URL must be an http or https URL']],
  ['a template without a gateway', { SMS_GATEWAY_TEMPLATE: 'x.json' }, ['SMS_GATEWAY_TEMPLATE needs SMS_GATEWAY_URL']],
  ['a gateway that is open to listeners, in production', { ...PRODUCTION, SMS_GATEWAY_URL: 'http://sms.test' },
    ['SMS_GATEWAY_URL must be https in production']],
  ['a switch that is neither', { DEMO: 'yes' }, ['DEMO must be one of on, off']],
]

for (const [name, env, lines] of MISTAKES) {
  test(`${name} is told in one list`, (t) => {
    t.deepEqual(mistakesOf(env).sort(), [...lines].sort())
  })
}

const MUST = 'ISSUER must be an origin and nothing more, in lower case and without the usual port: '

const ISSUERS: [issuer: string, mistake: string | undefined][] = [
  ['https://login.bantenprov.go.id', undefined],
  ['https://login.bantenprov.go.id:8443', undefined],
  ['http://localhost:3000', undefined],
  ['http://127.0.0.1:3000', undefined],
  ['http://[::1]:3000', undefined],
  ['https://login.bantenprov.go.id/', `${MUST}https://login.bantenprov.go.id`],
  ['https://login.bantenprov.go.id/sso', `${MUST}https://login.bantenprov.go.id`],
  ['https://login.bantenprov.go.id?a', `${MUST}https://login.bantenprov.go.id`],
  ['https://login.bantenprov.go.id#a', `${MUST}https://login.bantenprov.go.id`],
  ['https://a:rahasia@login.bantenprov.go.id', `${MUST}https://login.bantenprov.go.id`],
  ['https://login.bantenprov.go.id:443', `${MUST}https://login.bantenprov.go.id`],
  ['https://Login.bantenprov.go.id', `${MUST}https://login.bantenprov.go.id`],
  [' https://login.bantenprov.go.id', `${MUST}https://login.bantenprov.go.id`],
  ['http://login.bantenprov.go.id', 'ISSUER must be https outside this machine'],
  ['http://localhost.evil.example', 'ISSUER must be https outside this machine'],
  ['login.bantenprov.go.id', 'ISSUER must be an http or https URL'],
  ['ftp://login.bantenprov.go.id', 'ISSUER must be an http or https URL'],
  ['localhost:3000', 'ISSUER must be an http or https URL'],
]

for (const [issuer, mistake] of ISSUERS) {
  test(`issuer ${JSON.stringify(issuer)}: ${mistake ?? 'good'}`, (t) => {
    t.deepEqual(mistakesOf({ ISSUER: issuer }), mistake === undefined ? [] : [mistake])
  })
}

const CIDRS: [cidr: string, good: boolean][] = [
  ['10.0.0.0/8', true], ['10.1.2.3/32', true], ['10.1.2.3/8', true], ['0.0.0.0/0', true], ['::1/128', true],
  ['fd00::/8', true], ['::/0', true],
  ['10.0.0.0', false], ['10.0.0.0/33', false], ['::1/129', false], ['10.0.0/8', false], ['10.0.0.0/', false],
  ['10.0.0.0/-1', false], ['10.0.0.0/8/8', false], ['10.0.0.0/ 8', false], ['localhost/8', false],
  ['010.0.0.0/8', false], ['10.0.0.0-10.0.0.9', false],
]

for (const [cidr, good] of CIDRS) {
  test(`${cidr} is ${good ? 'a' : 'no'} range`, (t) => {
    for (const name of ['TRUSTED_PROXIES', 'OUTBOUND_CIDRS']) {
      t.is(mistakesOf({ [name]: cidr }).length, good ? 0 : 1, name)
      t.is(mistakesOf({ [name]: `127.0.0.0/8,${cidr}` }).length, good ? 0 : 1, `${name} behind a good one`)
    }
  })
}

const NUMBERS: [text: string, good: boolean][] = [
  ['1', true], ['65535', true], ['0', false], ['65536', false], ['-1', false], ['3000.5', false], ['3e3', false],
  ['0x10', false], [' 3000', false], ['NaN', false],
]

for (const [text, good] of NUMBERS) {
  test(`${JSON.stringify(text)} is ${good ? 'a' : 'no'} port`, (t) => {
    t.is(mistakesOf({ PORT: text }).length, good ? 0 : 1)
    t.is(mistakesOf({ DEMO_PORT: text }).length, good ? 0 : 1)
  })
}

test('no secret stands in the list', (t) => {
  const secret = `${'rahasia'.repeat(6)}x`
  const text = mistakesOf({
    NODE_ENV: 'production', COOKIE_KEYS: secret, ENCRYPTION_KEYS: `a:${secret},${secret}`,
    DATABASE_URL: `mysql://app:${secret}@db/x`, DATABASE_OWNER_URL: secret, ISSUER: `https://a:${secret}@x.example/`,
    SIMPEG_DATABASE_URL: `http://a:${secret}@db/x`, SIMPEG_API_URL: `https://a:${secret}@x.example/`, SIMPEG_API_TOKEN: `${secret} `,
  }).join('\n')
  t.true(text.split('\n').length >= 8)
  t.false(text.includes('rahasia'))
})

test('nobody changes it later', (t) => {
  const config = readConfig(PRODUCTION)
  t.true(Object.isFrozen(config))
  for (const value of Object.values(config)) t.true(Object.isFrozen(value), String(value))
})

test('BSSN 4/2021 is followed when somebody says so', (t) => {
  t.deepEqual(readConfig({ PASSWORD_BSSN: 'on' }).passwords, { composed: true, days: 180 })
  t.is(readConfig({ PASSWORD_BSSN: 'on', PASSWORD_BSSN_DAYS: '90' }).passwords.days, 90)
  t.is(readConfig({ PASSWORD_BSSN_DAYS: '90' }).passwords.days, undefined, 'of the switch that is off')
  t.deepEqual(mistakesOf({ PASSWORD_BSSN: 'ya' }), ['PASSWORD_BSSN must be one of on, off'])
})
