import { once } from 'node:events'
import { get } from 'node:http'
import test from 'ava'
import { Visitor } from './visitor.ts'
import { setup } from './setup.ts'
import type { IncomingMessage } from 'node:http'

test('every answer carries the security headers', async (t) => {
  const { demo, idp } = await setup(t)
  for (const path of ['/', '/masuk', '/sso/callback', '/tidak-ada', '/public/demo.css', '/public/demo.svg']) {
    const { headers } = await new Visitor().get(`${demo}${path}`, { follow: false })
    t.is(
      headers.get('content-security-policy'),
      "default-src 'none'; style-src 'self'; img-src 'self'; " +
        `form-action 'self' ${idp.issuer}; base-uri 'none'; frame-ancestors 'none'`,
      path,
    )
    t.is(headers.get('x-content-type-options'), 'nosniff', path)
    t.is(headers.get('referrer-policy'), 'same-origin', path)
    t.is(headers.get('cache-control'), path.startsWith('/public/') ? 'no-cache' : 'no-store', path)
    t.is(headers.get('strict-transport-security'), null, path)
  }
})

test('what is not there, and what cannot be read, is a page in words', async (t) => {
  const { demo } = await setup(t)
  const missing = await new Visitor().get(`${demo}/tidak-ada`)
  t.is(missing.status, 404)
  t.true(missing.text.includes('Halaman ini tidak ada'))
  const huge = await new Visitor().post(`${demo}/keluar`, { token: 'x'.repeat(20_000) })
  t.is(huge.status, 413)
  t.true(huge.text.includes('Permintaan ini tidak dapat dibaca'))
})

test('the stylesheet is revalidated, not sent again', async (t) => {
  const { demo } = await setup(t)
  const first = await fetch(`${demo}/public/demo.css`)
  t.is(first.headers.get('content-type'), 'text/css; charset=utf-8')
  // Node's fetch adds a no-cache of its own to a conditional request.
  const again = get(`${demo}/public/demo.css`, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })
  const [answer] = (await once(again, 'response')) as [IncomingMessage]
  answer.resume()
  t.is(answer.statusCode, 304)
})

test('who typed 127.0.0.1 is sent to localhost, where the cookies will be', async (t) => {
  const { demo } = await setup(t, {}, 'localhost')
  const typed = demo.replace('localhost', '127.0.0.1')
  for (const path of ['/', '/masuk']) {
    const moved = await fetch(`${typed}${path}`, { redirect: 'manual' })
    t.is(moved.status, 302)
    t.is(moved.headers.get('location'), `${demo}/`)
  }
  t.is((await fetch(`${demo}/`, { redirect: 'manual' })).status, 200)
})
