import type { RequestListener } from 'node:http'
import test from 'ava'
import { cookieJar, locationOf } from './cookie-jar.ts'
import { listen } from './server.ts'

const ANSWERS: { [path: string]: { status?: number; location?: string; cookies?: string[] } } = {
  '/set': {
    cookies: [
      'whole=1; Path=/', 'part=1; Path=/part', 'long=1; Max-Age=60', 'gone=1; Max-Age=0', 'safe=1; Secure; HttpOnly; Path=/',
      '__Host-good=1; Secure; Path=/', '__Host-bad=1; Secure; Path=/part', 'other=1; Domain=example.com',
    ],
  },
  '/unset': { cookies: ['whole=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT'] },
  '/one': { status: 302, location: '/two', cookies: ['met=1; Path=/'] },
  '/two': { status: 303, location: 'three?x=1' },
  '/leave': { status: 302, location: 'https://aplikasi.test/callback?code=x' },
  '/again': { status: 307, location: '/echo' },
  '/see-other': { status: 303, location: '/echo' },
  '/round': { status: 302, location: '/round' },
}

const serve: RequestListener = (request, response) => {
  const { status = 200, location, cookies = [] } = ANSWERS[request.url ?? ''] ?? {}
  let body = ''
  request.on('data', (chunk: Buffer) => { body += chunk.toString() })
  request.on('end', () => {
    response.writeHead(status, { ...location === undefined ? {} : { location }, 'set-cookie': cookies })
    response.end(`${request.method} ${request.url} ${request.headers['content-type'] ?? '-'} ${body} [${request.headers.cookie ?? ''}]`)
  })
}

test('cookies keep to path, age, host and prefix', async (t) => {
  const base = await listen(t, serve)
  const jar = cookieJar()
  await jar.fetch(`${base}/set`)
  const everywhere = { 'whole': '1', 'long': '1', 'safe': '1', '__Host-good': '1' }
  t.deepEqual(await jar.cookies(`${base}/`), everywhere)
  t.deepEqual(await jar.cookies(`${base}/part/x`), { part: '1', ...everywhere })
  t.deepEqual(await jar.cookies('http://aplikasi.test/'), {})
  await jar.fetch(`${base}/unset`)
  t.false('whole' in await jar.cookies(base))
  t.regex(await (await jar.fetch(`${base}/echo`)).text(), /\[long=1; safe=1; __Host-good=1\]/)
})

test('two jars are two people', async (t) => {
  const base = await listen(t, serve)
  const [one, two] = [cookieJar(), cookieJar()]
  await one.fetch(`${base}/set`)
  t.deepEqual(await two.cookies(base), {})
})

test('a redirect is not followed by fetch, within the origin by follow', async (t) => {
  const base = await listen(t, serve)
  const jar = cookieJar()
  const redirect = await jar.fetch(`${base}/one`)
  t.is(redirect.status, 302)
  t.is(locationOf(redirect).href, `${base}/two`)
  const landed = await jar.follow(`${base}/one`)
  t.is(landed.url, `${base}/three?x=1`)
  t.regex(await landed.text(), /^GET \/three\?x=1 .*\[met=1\]$/)
})

test('a redirect that leaves is handed back', async (t) => {
  const base = await listen(t, serve)
  const left = await cookieJar().follow(`${base}/leave`)
  t.is(left.status, 302)
  t.is(locationOf(left).href, 'https://aplikasi.test/callback?code=x')
  t.throws(() => locationOf(new Response('')), { message: /answered 200 and no redirect/ })
})

test('other origins are followed when named', async (t) => {
  const there = await listen(t, serve)
  const here = await listen(t, (_request, response) => { response.writeHead(302, { location: `${there}/echo` }).end() })
  t.is((await cookieJar().follow(here)).status, 302)
  t.is((await cookieJar().follow(here, { origins: [here, there] })).url, `${there}/echo`)
})

test('a POST stays one after 307 and becomes a GET after 303', async (t) => {
  const base = await listen(t, serve)
  const init = { method: 'POST', body: new URLSearchParams({ a: 'b' }) }
  const again = await cookieJar().follow(`${base}/again`, { init })
  t.regex(await again.text(), /^POST \/echo application\/x-www-form-urlencoded;charset=UTF-8 a=b /)
  const seeOther = await cookieJar().follow(`${base}/see-other`, { init })
  t.regex(await seeOther.text(), /^GET \/echo - {2}\[\]$/)
})

test('an endless redirect is an error', async (t) => {
  const base = await listen(t, serve)
  await t.throwsAsync(cookieJar().follow(`${base}/round`), { message: /More than 20 redirects/ })
})
