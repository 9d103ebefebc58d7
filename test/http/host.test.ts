import test from 'ava'
import { fileScope } from '../helpers/scope.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { ask } from './ask.ts'

const file = fileScope(test)
let house: House

test.before(async () => {
  house = await openHouse(file)
})

const DISCOVERY = '/.well-known/openid-configuration'
const hostOf = (issuer: string): string => new URL(issuer).host
const portOf = (issuer: string): string => new URL(issuer).port

const EVIL: [name: string, host: (issuer: string) => string][] = [
  ['another name', () => 'evil.example'],
  ['another name with our port', (issuer) => `evil.example:${portOf(issuer)}`],
  ['the address instead of the name', (issuer) => `127.0.0.1:${portOf(issuer)}`],
  ['the name without its port', () => 'localhost'],
  ['another port', (issuer) => `localhost:${Number(portOf(issuer)) - 1}`],
  ['our name as somebody\'s subdomain', (issuer) => `${hostOf(issuer)}.evil.example`],
  ['our name after a user', (issuer) => `evil.example@${hostOf(issuer)}`],
  ['our name with a path', (issuer) => `${hostOf(issuer)}/evil.example`],
]

for (const [name, host] of EVIL) {
  test(`421 for ${name}`, async (t) => {
    const { issuer } = house
    for (const target of ['/', DISCOVERY, '/oidc/auth?client_id=portal', '/bantuan']) {
      const answer = await ask(issuer, { target, headers: { host: host(issuer) } })
      t.is(answer.status, 421, target)
      t.true(answer.text.includes(`href="${issuer}"`), 'the page leads to the right address')
      t.false(answer.text.includes('evil'))
      t.is(answer.headers.location, undefined)
      t.is(answer.headers['set-cookie'], undefined)
    }
  })
}

test('no Host: Node refuses it for HTTP/1.1, we for what an older client may send', async (t) => {
  t.is((await ask(house.issuer, { target: DISCOVERY, withoutHost: true })).status, 400)
  t.is((await ask(house.issuer, { target: DISCOVERY, headers: { host: '' } })).status, 421)
})

test('a whole URL as request target is no way round', async (t) => {
  const { issuer } = house
  for (const target of [`http://evil.example${DISCOVERY}`, `http://evil.example/oidc/auth?client_id=portal`]) {
    const answer = await ask(issuer, { target })
    t.is(answer.status, 421, target)
    t.false(answer.text.includes('evil'))
  }
})

test('X-Forwarded-Host counts for nothing', async (t) => {
  const { issuer } = house
  const answer = await ask(issuer, { target: DISCOVERY, headers: { 'x-forwarded-host': 'evil.example' } })
  t.is(answer.status, 200)
  t.false(answer.text.includes('evil'))
  t.is((JSON.parse(answer.text) as { authorization_endpoint: string }).authorization_endpoint, `${issuer}/oidc/auth`)
})

test('probes and the stylesheet of the 421 page need no Host of ours', async (t) => {
  const headers = { host: 'evil.example' }
  const { issuer } = house
  t.is((await ask(issuer, { target: '/healthz', headers })).text, 'ok')
  t.is((await ask(issuer, { target: '/readyz', headers })).text, 'ready')
  const page = await ask(issuer, { headers })
  const stylesheet = /href="(\/aset\/[^"]+\.css)"/.exec(page.text)?.[1] ?? ''
  t.is((await ask(issuer, { target: stylesheet, headers })).status, 200)
})
