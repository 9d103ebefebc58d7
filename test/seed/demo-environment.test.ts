import test from 'ava'
import { demoEnvironment } from '../../src/seed/demo-environment.rules.ts'

const ROWS: [name: string, handedOn: boolean][] = [
  ['PATH', true], ['Path', true], ['HOME', true], ['TZ', true], ['SystemRoot', true], ['NODE_ENV', true],
  ['NODE_EXTRA_CA_CERTS', true], ['DEMO_HOST', true],
  ['COOKIE_KEYS', false], ['ENCRYPTION_KEYS', false], ['DATABASE_URL', false], ['DATABASE_OWNER_URL', false],
  ['PGPASSWORD', false], ['DATA_DIR', false], ['DEMO', false], ['XPATH', false], ['PATHS', false], ['MY_NODE_KEY', false],
]

for (const [name, handedOn] of ROWS) {
  test(`${name} is ${handedOn ? 'handed on' : 'kept back'}`, (t) => {
    t.deepEqual(demoEnvironment({ [name]: 'x' }, {}), handedOn ? { [name]: 'x' } : {})
  })
}

test('what the demo application is told wins', (t) => {
  t.deepEqual(demoEnvironment({ DEMO_PORT: '1', COOKIE_KEYS: 'x' }, { DEMO_PORT: '2' }), { DEMO_PORT: '2' })
})
