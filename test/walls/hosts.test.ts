import test, { type ExecutionContext } from 'ava'
import { AUTHORIZATION } from '../../src/doors/authorization.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { pathOf } from '../helpers/rows.ts'
import { fileScope } from '../helpers/scope.ts'
import { openRaw } from '../http/raw.ts'

// Every route, asked for under every other name: bytes on a connection, since no client would send them.

const file = fileScope(test)
let house: House

test.before(async () => {
  // Behind a proxy that is trusted, what it forwards must not become our name either.
  house = await openHouse(file, { overrides: { trustedProxies: ['127.0.0.0/8'], production: true } })
})

interface Spoken {
  readonly target?: string
  readonly version?: string
  readonly lines?: readonly string[]
}

/** What a request says, with the route as `path` and our name as `own`. */
type Attack = (path: string, own: string) => Spoken

/** None of these is answered by what the route does; what is no HTTP any more Node refuses itself. */
const REFUSED: readonly [name: string, status: 400 | 421, attack: Attack][] = [
  ['another name', 421, () => ({ lines: ['Host: evil.example'] })],
  ['another name with our port', 421, (_path, own) => ({ lines: [`Host: evil.example:${own.split(':')[1]}`] })],
  ['another port', 421, () => ({ lines: ['Host: localhost:1'] })],
  ['no port', 421, () => ({ lines: ['Host: localhost'] })],
  ['the address', 421, (_path, own) => ({ lines: [`Host: 127.0.0.1:${own.split(':')[1]}`] })],
  ['our name under another', 421, (_path, own) => ({ lines: [`Host: ${own}.evil.example`] })],
  ['our name after a user', 421, (_path, own) => ({ lines: [`Host: evil.example@${own}`] })],
  ['our name as a user', 421, (_path, own) => ({ lines: [`Host: ${own}@evil.example`] })],
  ['our name with a path', 421, (_path, own) => ({ lines: [`Host: ${own}/evil.example`] })],
  ['our name with a fragment', 421, (_path, own) => ({ lines: [`Host: ${own}#evil.example`] })],
  ['our name and a blank', 421, (_path, own) => ({ lines: [`Host: ${own} evil.example`] })],
  ['our name and a comma', 421, (_path, own) => ({ lines: [`Host: ${own}, evil.example`] })],
  ['our name and a null byte', 400, (_path, own) => ({ lines: [`Host: ${own}\0.evil.example`] })],
  ['our name with a trailing dot', 421, (_path, own) => ({ lines: [`Host: ${own.replace(':', '.:')}`] })],
  ['two names, ours first', 400, (_path, own) => ({ lines: [`Host: ${own}`, 'Host: evil.example'] })],
  ['two names, ours last', 400, (_path, own) => ({ lines: ['Host: evil.example', `Host: ${own}`] })],
  ['our name twice', 400, (_path, own) => ({ lines: [`Host: ${own}`, `Host: ${own}`] })],
  ['a name that goes on in the next line', 400, (_path, own) => ({ lines: [`Host: ${own}`, ' evil.example'] })],
  ['a blank before the colon', 400, (_path, own) => ({ lines: ['Host : evil.example', `Host: ${own}`] })],
  ['an empty name', 421, () => ({ lines: ['Host:'] })],
  ['no name', 400, () => ({ lines: [] })],
  ['no name in HTTP/1.0', 421, () => ({ version: 'HTTP/1.0', lines: [] })],
  ['another name in HTTP/1.0', 421, () => ({ version: 'HTTP/1.0', lines: ['Host: evil.example'] })],
  ['no name but one to forward', 421, () => ({ version: 'HTTP/1.0', lines: ['X-Forwarded-Host: evil.example'] })],
  ['a whole URL', 421, (path, own) => ({ target: `http://evil.example${path}`, lines: [`Host: ${own}`] })],
  ['a whole URL by https', 421, (path, own) => ({ target: `https://evil.example${path}`, lines: [`Host: ${own}`] })],
  ['a whole URL with our name as user', 421, (path, own) => ({
    target: `http://${own}@evil.example${path}`, lines: [`Host: ${own}`] })],
  ['a whole URL, the name another', 421, (path, own) => ({
    target: `http://${own}${path}`, lines: ['Host: evil.example'] })],
]

/** These are our name, said beside another one that counts for nothing. */
const IGNORED: readonly [name: string, lines: readonly string[]][] = [
  ['X-Forwarded-Host', ['X-Forwarded-Host: evil.example', 'X-Forwarded-Proto: https', 'X-Forwarded-Port: 443']],
  ['Forwarded', ['Forwarded: for=127.0.0.1;host=evil.example;proto=https']],
  ['names of other proxies', [
    'X-Host: evil.example', 'X-Forwarded-Server: evil.example', 'X-HTTP-Host-Override: evil.example',
    'X-Original-Host: evil.example', 'X-Original-URL: http://evil.example/', 'X-Rewrite-URL: http://evil.example/',
    'X-Forwarded-Prefix: //evil.example', 'Referer: http://evil.example/',
  ]],
]

async function speak(t: ExecutionContext, method: string, { target, version = 'HTTP/1.1', lines = [] }: Spoken) {
  const connection = await openRaw(t, house.issuer)
  const common = ['Connection: close', 'Accept: text/html', 'Content-Length: 0']
  const head = [`${method} ${target} ${version}`, ...lines, ...common]
  connection.socket.write(`${head.join('\r\n')}\r\n\r\n`)
  await connection.closed
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(connection.answer)?.[1]), text: connection.answer }
}

for (const key of Object.keys(AUTHORIZATION)) {
  const [method = '', pattern = ''] = key.split(' ')
  const path = pathOf(pattern, { uid: 'abc' })

  test.serial(`${key} is there under its own name alone`, async (t) => {
    const own = new URL(house.issuer).host
    const right = await speak(t, method, { target: path, lines: [`Host: ${own}`] })
    t.not(right.status, 421)
    for (const [name, refusal, attack] of REFUSED) {
      const { status, text } = await speak(t, method, { target: path, ...attack(path, own) })
      t.is(status, refusal, name)
      t.notRegex(text, /evil|^location:|^set-cookie:/im, name)
    }
    for (const [name, lines] of IGNORED) {
      const { status, text } = await speak(t, method, { target: path, lines: [`Host: ${own}`, ...lines] })
      t.is(status, right.status, name)
      t.notRegex(text, /evil/, name)
    }
    // What looks like the address of another host is a path of ours that is not there.
    const { status, text } = await speak(t, method, { target: `//evil.example${path}`, lines: [`Host: ${own}`] })
    t.true(status >= 400 && status < 500, String(status))
    t.notRegex(text, /^location:|^set-cookie:|["'=]\/\/evil/im)
  })
}
