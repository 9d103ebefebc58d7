import { spawn } from 'node:child_process'
import { createSocket } from 'node:dgram'
import dns, { lookup } from 'node:dns'
import dnsPromises from 'node:dns/promises'
import { once } from 'node:events'
import http from 'node:http'
import net, { type LookupFunction } from 'node:net'
import tls from 'node:tls'
import test from 'ava'
import pg from 'pg'
import { guardArguments, takeViolations } from './network.ts'
import { listen } from './server.ts'

const nothing = (): void => undefined
const answering = (address: string): LookupFunction => (_host, options, done) => {
  if (options.all === true) done(null, [{ address, family: 4 }])
  else done(null, address, 4)
}

const REFUSED: [what: string, act: () => unknown, words: string][] = [
  ['fetch of an address', () => fetch('http://10.0.0.1'), 'A connection to 10.0.0.1'],
  ['fetch of a name', () => fetch('http://example.com'), 'A connection to example.com'],
  ['fetch over https', () => fetch('https://example.com'), 'A connection to example.com'],
  ['a test name without a resolver', () => fetch('http://sso.test'), 'A connection to sso.test'],
  ['node:http', () => http.get('http://10.0.0.1'), 'A connection to 10.0.0.1'],
  ['net.connect', () => net.connect(25, '192.0.2.1'), 'A connection to 192.0.2.1'],
  ['a socket of its own', () => new net.Socket().connect({ port: 25, host: '192.0.2.1' }), 'A connection to 192.0.2.1'],
  ['IPv6', () => net.connect(25, '2001:db8::1'), 'A connection to 2001:db8::1'],
  ['every address of the machine', () => net.connect(25, '0.0.0.0'), 'A connection to 0.0.0.0'],
  ['TLS', () => tls.connect({ port: 443, host: '192.0.2.1' }), 'A connection to 192.0.2.1'],
  ['PostgreSQL', () => new pg.Client('postgres://u@192.0.2.1/x').connect(), 'A connection to 192.0.2.1'],
  ['dns.lookup', () => dns.lookup('example.com', nothing), 'Looking up example.com'],
  ['a named import', () => lookup('example.com', nothing), 'Looking up example.com'],
  ['dns.promises.lookup', () => dnsPromises.lookup('sso.localhost'), 'Looking up sso.localhost'],
  ['dns.resolve4', () => dns.resolve4('example.com', nothing), 'A DNS query for example.com'],
  ['dns.promises.resolveTxt', () => dnsPromises.resolveTxt('example.com'), 'A DNS query for example.com'],
  ['a Resolver', () => new dns.Resolver().resolveMx('example.com', nothing), 'A DNS query for example.com'],
  ['dgram', () => createSocket('udp4').unref().send('x', 53, '192.0.2.1'), 'A datagram to 192.0.2.1'],
  [
    'a resolver that answers with an address outside',
    () => once(net.connect({ port: 25, host: 'sso.test', lookup: answering('10.0.0.1') }), 'connect'),
    'A connection to sso.test (10.0.0.1)',
  ],
]

for (const [what, act, words] of REFUSED) {
  // One after the other: the record is one for the process.
  test.serial(`refused and on record although caught: ${what}`, async (t) => {
    await t.throwsAsync(async () => { await act() })
    t.deepEqual(takeViolations(), [`${words} would leave this machine (decision 5)`])
  })
}

test.serial('what stays here goes on', async (t) => {
  const base = await listen(t, (_request, response) => { response.end('here') })
  const port = Number(new URL(base).port)
  t.is(await (await fetch(base)).text(), 'here')
  t.is(await (await fetch(`http://localhost:${port}`)).text(), 'here')
  const named = http.get({ host: 'sso.test', port, agent: false, lookup: answering('127.0.0.1') })
  const [response] = await once(named, 'response') as [http.IncomingMessage]
  t.is(response.resume().statusCode, 200)
  const socket = net.connect(port)
  await once(socket, 'connect')
  socket.destroy()
  t.is((await dnsPromises.lookup('127.0.0.1')).address, '127.0.0.1')
  const resolver = new dns.promises.Resolver()
  resolver.setServers([`127.0.0.1:${port}`])
  const query = resolver.resolve4('sso.test')
  resolver.cancel()
  await t.throwsAsync(query, { code: 'ECANCELLED' })
  t.deepEqual(takeViolations(), [])
})

/** Runs a script in a process that carries the guard and swallows whatever it throws. */
async function guarded(script: string): Promise<{ status: number; errors: string }> {
  const swallowing = `try { ${script} } catch {}`
  const child = spawn(process.execPath, [...guardArguments, '--input-type=module', '--eval', swallowing])
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => { errors += chunk.toString() })
  const [status] = await once(child, 'close') as [number]
  return { status, errors }
}

test.serial('a process that tried ends with status 1 and says what it tried', async (t) => {
  const { status, errors } = await guarded("await fetch('http://10.0.0.1')")
  t.is(status, 1)
  t.is(errors, 'A connection to 10.0.0.1 would leave this machine (decision 5)\n')
  t.deepEqual(await guarded('await 1'), { status: 0, errors: '' })
})
