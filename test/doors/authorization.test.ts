import test from 'ava'
import { AUTHORIZATION } from '../../src/doors/authorization.ts'
import { isApi, isStaff, rolesOf } from '../../src/doors/requirement.rules.ts'
import { ROLE_WORDS } from '../../src/doors/role-needed.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { fits, pathOf } from '../helpers/rows.ts'
import { fileScope } from '../helpers/scope.ts'
import { ask } from '../http/ask.ts'

// Every row of the table, asked for by somebody whom nobody knows.
const file = fileScope(test)
let house: House

test.before(async () => {
  house = await openHouse(file)
})

const html = { accept: 'text/html' }

test('a row names roles that somebody can hold', (t) => {
  const named = Object.values(AUTHORIZATION).filter(isStaff).flatMap(rolesOf)
  t.deepEqual(named.filter((role) => !Object.hasOwn(ROLE_WORDS, role)), [])
})

for (const [key, requirement] of Object.entries(AUTHORIZATION)) {
  const [method = '', path = ''] = key.split(' ')
  if (requirement === 'protokol') continue
  test(`a stranger at ${key}, which is ${requirement}`, async (t) => {
    const { status, headers } = await ask(house.issuer, { method, target: pathOf(path, { uid: 'abc' }), headers: html })
    if (requirement === 'umum') {
      // A link that nobody was sent leads nowhere, a form is taken from its own page alone, no message is shown but on a demo.
      t.true((path.includes(':') || path === '/pesan' || method === 'POST' ? [403, 404] : [200, 303]).includes(status), String(status))
    } else if (requirement === 'interaksi') {
      t.is(status, 400)
    } else if (isApi(requirement)) {
      t.is(status, 401)
    } else {
      t.is(status, 303)
      const location = new URL(headers.location ?? '')
      t.is(location.origin + location.pathname, `${house.issuer}/oidc/auth`)
    }
  })
}

// The library knows these by itself, at our prefix or at its own; what is not listed is not there.
const UNLISTED: [method: string, path: string][] = [
  ['POST', '/oidc/reg'], ['GET', '/oidc/reg/abc'], ['PUT', '/oidc/reg/abc'], ['DELETE', '/oidc/reg/abc'],
  ['GET', '/oidc/device'], ['POST', '/oidc/device'], ['POST', '/oidc/device/auth'],
  ['POST', '/oidc/backchannel'], ['POST', '/oidc/challenge'],
  ['GET', '/auth'], ['POST', '/token'], ['GET', '/me'], ['GET', '/jwks'], ['POST', '/reg'], ['POST', '/request'],
  ['GET', '/session/end'], ['GET', '/device'], ['GET', '/interaction/abc'],
  ['GET', '/oidc'], ['GET', '/oidc/'], ['GET', '/oidc/auth/'], ['PUT', '/oidc/auth/a/b'],
  ['GET', '/.well-known/oauth-protected-resource'], ['GET', '/.well-known/webfinger'],
]

for (const [method, target] of UNLISTED) {
  test(`${method} ${target} is a page that is not there, in our words`, async (t) => {
    const answer = await ask(house.issuer, { method, target, headers: { accept: 'application/json' } })
    t.is(answer.status, 404)
    t.deepEqual(JSON.parse(answer.text), { error: 'not-found' })
  })
}

const ROWS = Object.keys(AUTHORIZATION).map((key) => key.split(' ') as [method: string, path: string])

for (const path of new Set(ROWS.map(([, pattern]) => pathOf(pattern, { uid: 'abc' })))) {
  // HEAD comes with GET. To send a form to /masuk/kembali is to answer a sign-in of that name.
  const listed = [...new Set(ROWS.filter(([, pattern]) => fits(pattern, path))
    .flatMap(([method]) => method === 'GET' ? ['GET', 'HEAD'] : [method]))].toSorted()
  test(`${path} says that there is ${listed.join(', ')} and no other method (RFC 9110, 15.5.6)`, async (t) => {
    const others = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY']
      .filter((method) => !listed.includes(method))
    for (const method of others) {
      const answer = await ask(house.issuer, { method, target: path, headers: { accept: 'application/json' } })
      t.is(answer.status, 405, method)
      t.deepEqual(answer.headers.allow?.split(', ').toSorted(), listed, method)
      const told = JSON.parse(answer.text) as { type?: string; error?: string }
      t.is(told.type ?? told.error, path.startsWith('/api/') ? 'urn:bantenprov:masalah:method-not-allowed' : 'method-not-allowed')
    }
  })
}

test('discovery names no endpoint that is not listed', async (t) => {
  const { text } = await ask(house.issuer, { target: '/.well-known/openid-configuration' })
  const endpoints = Object.entries(JSON.parse(text) as Record<string, unknown>)
    .filter(([name]) => /_(endpoint|uri)$/.test(name)).map(([, url]) => new URL(String(url)))
  t.true(endpoints.length >= 6)
  for (const { origin, pathname } of endpoints) {
    t.is(origin, house.issuer)
    t.true(['GET', 'POST'].some((method) => AUTHORIZATION[`${method} ${pathname}`] === 'protokol'), pathname)
  }
})
