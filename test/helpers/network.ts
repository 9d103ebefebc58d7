/**
 * Decision 5: no test reaches beyond this machine. AVA loads this before every test file (setup.ts). A connection, a
 * datagram or a DNS query that would leave loopback throws where it is made, and because somebody may catch that, the
 * process also ends with status 1, which fails the file.
 */
import dgram from 'node:dgram'
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

/** Arguments for `node` that put this guard into a process which a test starts. */
export const guardArguments: readonly string[] = ['--import', import.meta.url]

type Call = (this: unknown, ...args: unknown[]) => unknown
type Holder = Record<string, Call>

const violations: string[] = []

/** Takes what was refused so far off the record: for tests that provoke it. */
export function takeViolations(): string[] {
  return violations.splice(0)
}

function refuse(what: string): never {
  const line = `${what} would leave this machine (decision 5)`
  violations.push(line)
  throw new Error(line)
}

const loopback = new net.BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Only an address, not a name. `::ffff:127.0.0.1` counts as the address within. */
function isLoopback(address: string): boolean {
  const family = net.isIP(address)
  return family !== 0 && loopback.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

/** The one name that stands in the machine's own table; `*.localhost` and `*.test` would be asked for outside. */
const isHere = (host: string): boolean => host === 'localhost' || isLoopback(host)

function replace(holder: object, name: string, wrap: (original: Call) => Call): void {
  const methods = holder as Holder
  const original = methods[name]
  if (original !== undefined) methods[name] = wrap(original)
}

type Answer = (error: Error | null, address: string | dns.LookupAddress[], family?: number) => void
type Lookup = (host: string, options: object, answer: Answer) => void

/** A caller's own resolver may give any name any address on loopback. */
function checkedLookup(lookup: Lookup): Lookup {
  return (host, options, answer) => {
    lookup(host, options, (error, address, family) => {
      const addresses = typeof address === 'string' ? [address] : (address ?? []).map((one) => one.address)
      const outside = addresses.find((one) => !isLoopback(one))
      if (error !== null || outside === undefined) return answer(error, address, family)
      try {
        refuse(`A connection to ${host} (${outside})`)
      } catch (refusal) {
        answer(refusal as Error, [])
      }
    })
  }
}

interface ConnectOptions { host?: string; path?: string | null; lookup?: Lookup }

/** `connect(options)`, `connect(port, host)`, `connect(path)` and, from net.connect, `connect([options, callback])`. */
function checkConnect(args: unknown[]): void {
  const [first, second] = Array.isArray(args[0]) ? args[0] as unknown[] : args
  if (typeof first === 'string' && !/^\d+$/.test(first)) return
  const options: ConnectOptions = typeof first === 'object' && first !== null ? first
    : typeof second === 'string' ? { host: second } : {}
  // Without a host Node means localhost.
  const { host = 'localhost', path, lookup } = options
  if (path || isHere(host)) return
  if (lookup === undefined || net.isIP(host) !== 0) refuse(`A connection to ${host}`)
  const checked = { ...options, lookup: checkedLookup(lookup) }
  if (Array.isArray(args[0])) (args[0] as unknown[])[0] = checked
  else args[0] = checked
}

replace(net.Socket.prototype, 'connect', (original) => function (...args) {
  checkConnect(args)
  return original.apply(this, args)
})

// `send(message, ..., port, address)` and `connect(port, address)`; without an address it is localhost.
for (const method of ['send', 'connect']) {
  replace(dgram.Socket.prototype, method, (original) => function (...args) {
    const address = args.slice(1).find((arg) => typeof arg === 'string')
    if (address !== undefined && !isHere(address)) refuse(`A datagram to ${address}`)
    return original.apply(this, args)
  })
}

for (const holder of [dns, dns.promises]) {
  replace(holder, 'lookup', (original) => function (...args) {
    const [host] = args
    if (typeof host === 'string' && host !== '' && net.isIP(host) === 0 && !isHere(host)) refuse(`Looking up ${host}`)
    return original.apply(this, args)
  })
}

const QUERIES = [
  'resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveCaa', 'resolveCname', 'resolveMx', 'resolveNaptr',
  'resolveNs', 'resolvePtr', 'resolveSoa', 'resolveSrv', 'resolveTlsa', 'resolveTxt', 'reverse',
]

const isServerHere = (server: string): boolean => isLoopback(server.replace(/^\[?(.*?)\]?(:\d+)?$/, '$1'))

// These ask name servers always. A test may run a name server of its own on loopback.
for (const holder of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
  for (const query of QUERIES) {
    replace(holder, query, (original) => function (...args) {
      const { getServers } = (this ?? dns) as { getServers?: () => string[] }
      const servers = getServers === undefined ? dns.getServers() : getServers.call(this)
      if (!servers.every(isServerHere)) refuse(`A DNS query for ${String(args[0])}`)
      return original.apply(this, args)
    })
  }
}

// Named imports of the built-in modules see the replaced functions from here on.
syncBuiltinESMExports()

process.on('exit', () => {
  if (violations.length === 0) return
  process.stderr.write(`${violations.join('\n')}\n`)
  process.exitCode = 1
})
