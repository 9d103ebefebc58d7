import test from 'ava'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { fileScope, type Scope } from '../helpers/scope.ts'
import { ask } from './ask.ts'
import { openRaw, type RawConnection, sendWithoutEnd } from './raw.ts'

// However somebody floods the service, with its limits as they are, another one gets the sign-in page meanwhile.
const file = fileScope(test)
let house: House
test.before(async () => {
  house = await openHouse(file)
})

const FORM = 'Content-Type: application/x-www-form-urlencoded\r\n'
const post = (path: string): string => `POST ${path} HTTP/1.1\r\nHost: ${new URL(house.issuer).host}\r\n${FORM}`
const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: ${new URL(house.issuer).host}\r\n`

const connections = (scope: Scope, many: number, from?: string): Promise<RawConnection[]> =>
  Promise.all(Array.from({ length: many }, () => openRaw(scope, house.issuer, from)))

async function signInPage(): Promise<string> {
  const page = await cookieJar().follow(house.issuer)
  return `${page.status} ${/<h1>(.*)<\/h1>/.exec(await page.text())?.[1]}`
}

const CHUNK = `1000\r\n${'x'.repeat(4_096)}\r\n`
const chunked = (path: string) => async (one: RawConnection): Promise<void> => {
  one.socket.write(`${post(path)}Transfer-Encoding: chunked\r\n\r\n`)
  void sendWithoutEnd(one, CHUNK, Infinity)
  await one.until(/^HTTP\/1\.1 /)
}

/** What each connection does before somebody else asks for the page; `goesOn` while it is still connected then. */
const FLOODS: [name: string, many: number, begin: (one: RawConnection) => unknown, goesOn: boolean][] = [
  ['idle connections', 200, () => undefined, true],
  ['headers in drops', 100, ({ socket }) => socket.write(`${get('/')}X-Drops: x`), true],
  ['forms in drops', 100, ({ socket }) => socket.write(`${post('/oidc/token')}Content-Length: 100\r\n\r\ngrant`), true],
  ['ten megabytes of headers', 5, async (one) => {
    one.socket.write(get('/'))
    await sendWithoutEnd(one, `X-Large: ${'x'.repeat(1_000)}\r\n`, 10_000_000)
    await one.closed
  }, false],
  ['endless forms for the protocol', 3, chunked('/oidc/token'), true],
  ['endless bodies for a page that reads none', 3, chunked('/bantuan'), true],
  ['500 requests on one connection', 5, async (one) => {
    one.socket.write(`${get('/bantuan')}\r\n`.repeat(500))
    await one.closed
  }, false],
]

for (const [name, many, begin, goesOn] of FLOODS) {
  test.serial(`during ${name} another one gets the sign-in page`, async (t) => {
    const flood = await connections(t, many)
    await Promise.all(flood.map(begin))
    t.is(await signInPage(), '200 Masukkan NIP dan kata sandi')
    // Endless bodies were answered and have a moment to stop; whether it is over depends on the machine.
    if (goesOn && !name.startsWith('endless')) t.true(flood.every(({ socket }) => !socket.destroyed), 'the flood was still on')
    for (const { socket } of flood) socket.destroy()
  })
}

test.serial('endless bodies end', async (t) => {
  const flood = await connections(t, 2)
  await Promise.all(flood.map((one, index) => chunked(['/oidc/token', '/bantuan'][index] ?? '')(one)))
  await Promise.all(flood.map(({ closed }) => closed))
  t.deepEqual(flood.map(({ answer }) => answer.slice(9, 12)), ['400', '405'])
})

test.serial('who holds half of all places gets no more, others and the health probes are answered', async (t) => {
  const flood = await connections(t, 500, '127.0.0.9')
  for (const { socket } of flood) socket.write(`${post('/oidc/token')}Content-Length: 100\r\n\r\ngrant`)
  const [more] = await connections(t, 1, '127.0.0.9')
  // Its own requests may overtake each other: it asks until the others are in work.
  for (let count = 1; !/HTTP\/1\.1 503 /.test(more?.answer ?? ''); count += 1) {
    more?.socket.write(`${get('/bantuan')}\r\n`)
    await more?.until(new RegExp(`(?:<!doctype html>[^]*){${count}}`))
  }
  t.regex(more?.answer ?? '', /HTTP\/1\.1 503 [^]*\r\nRetry-After: 5\r\n/i)
  t.regex(more?.answer ?? '', /Layanan sedang ramai/)
  more?.socket.write(`${get('/healthz')}\r\n`)
  await more?.until(/\r\n\r\nok$/)
  t.is((await ask(house.issuer, { target: '/readyz' })).status, 200)
  t.is(await signInPage(), '200 Masukkan NIP dan kata sandi')
  for (const { socket } of flood) socket.destroy()
})

for (const encoding of ['gzip', 'br', 'deflate', 'x', 'identity, gzip']) {
  test.serial(`a body in ${encoding} is taken nowhere`, async (t) => {
    for (const target of ['/oidc/token', '/masuk/x', '/oidc/session/end', '/bantuan']) {
      const answer = await ask(house.issuer, {
        method: 'POST', target, body: 'x=1',
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': encoding },
      })
      t.is(answer.status, 415, target)
      t.is(answer.headers['accept-encoding'], 'identity')
    }
  })
}

test.serial('a form for the protocol has 56 KiB', async (t) => {
  const send = (length: number) => ask(house.issuer, {
    method: 'POST', target: '/oidc/token', headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `x=${'x'.repeat(length - 2)}`,
  })
  const errorOf = async (length: number): Promise<string> =>
    (JSON.parse((await send(length)).text) as { error_description: string }).error_description
  t.not(await errorOf(56 * 1024), 'failed to parse the request body')
  t.is(await errorOf(56 * 1024 + 1), 'failed to parse the request body')
})
