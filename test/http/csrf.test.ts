import test from 'ava'
import { createCsrf, sameOriginForms } from '../../src/kernel/http/csrf.ts'
import { errorBoundary } from '../../src/kernel/http/error-boundary.ts'
import { serve } from './serve.ts'

const KEY = 'k'.repeat(43)
const OLDER = 'o'.repeat(43)
const csrf = createCsrf([KEY, OLDER])
const token = csrf.token('sesi-1')

const TOKENS: [name: string, token: unknown, good: boolean][] = [
  ['its own', token, true],
  ['one made under the older key', createCsrf([OLDER]).token('sesi-1'), true],
  ['another session\'s', csrf.token('sesi-2'), false],
  ['one made under another key', createCsrf(['x'.repeat(43)]).token('sesi-1'), false],
  ['a shortened one', token.slice(0, -2), false],
  ['a longer one', `${token}AA`, false],
  ['an empty one', '', false],
  ['none', undefined, false],
  ['a list', [token], false],
  ['an object', { token }, false],
]

for (const [name, given, good] of TOKENS) {
  test(`a form is ${good ? 'taken' : 'refused'} with ${name}`, (t) => {
    if (good) t.notThrows(() => csrf.check(given, 'sesi-1'))
    else t.throws(() => csrf.check(given, 'sesi-1'), { message: 'stale-form' })
  })
}

test('a token says nothing of what it belongs to, and there is none without a key', (t) => {
  t.regex(token, /^[\w-]{43}$/)
  t.throws(() => createCsrf([]), { message: /need a key/ })
})

const ISSUER = 'http://localhost:3000'

// The token is the second wall: a client that says nothing gets as far as that.
const SENDERS: [name: string, headers: Record<string, string>, status: number][] = [
  ['our own page', { 'sec-fetch-site': 'same-origin', 'origin': ISSUER }, 200],
  ['our own page in an older browser', { origin: ISSUER }, 200],
  ['the person, reloading', { 'sec-fetch-site': 'none' }, 200],
  ['a client that says nothing', {}, 200],
  ['another site', { 'sec-fetch-site': 'cross-site', 'origin': 'https://evil.example' }, 403],
  ['another site that lies in Origin', { 'sec-fetch-site': 'cross-site', 'origin': ISSUER }, 403],
  ['another port of this machine', { 'sec-fetch-site': 'same-site', 'origin': 'http://localhost:3001' }, 403],
  ['another site in an older browser', { origin: 'https://evil.example' }, 403],
  ['another port in an older browser', { origin: 'http://localhost:3001' }, 403],
  ['https instead of http', { origin: 'https://localhost:3000' }, 403],
  ['a sandboxed frame in an older browser', { origin: 'null' }, 403],
  ['a sandboxed frame', { 'sec-fetch-site': 'cross-site', 'origin': 'null' }, 403],
  ['a word that nobody knows', { 'sec-fetch-site': 'anywhere' }, 403],
]

for (const [name, headers, status] of SENDERS) {
  test(`a form from ${name}: ${status}`, async (t) => {
    const ask = await serve(t, errorBoundary((ctx, error) => { ctx.body = error.code }), sameOriginForms(ISSUER),
      (ctx) => { ctx.body = 'diterima' })
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const answer = await ask('/', headers, method)
      t.is(answer.status, status, method)
      t.is(answer.text, status === 200 ? 'diterima' : 'stale-form')
    }
    t.is((await ask('/', headers, 'GET')).status, 200, 'a link may come from anywhere')
    t.is((await ask('/', headers, 'HEAD')).status, 200)
  })
}
