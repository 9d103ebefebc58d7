import test from 'ava'
import { callerAndScheme } from '../../src/kernel/http/proxy.ts'
import { cidrList } from '../../src/kernel/lib/cidr.ts'
import { serve } from './serve.ts'

const RANGES: [string[], string, boolean][] = [
  [['10.0.0.0/8'], '10.255.0.1', true],
  [['10.0.0.0/8'], '11.0.0.1', false],
  [['10.1.2.3/32'], '10.1.2.3', true],
  [['10.1.2.3/32'], '10.1.2.4', false],
  [['10.0.0.0/8'], '::ffff:10.0.0.1', true],
  [['10.0.0.0/8'], '::FFFF:10.0.0.1', true],
  [['10.0.0.0/8'], '::ffff:a00:1', true],
  [['10.0.0.0/8'], '::a00:1', false],
  [['fd00::/8'], 'fd12::1', true],
  [['fd00::/8'], 'fe80::1', false],
  [['fe80::/10'], 'fe80::1%eth0', true],
  [['127.0.0.0/8', '::1/128'], '::1', true],
  [['127.0.0.0/8'], '127.1', false],
  [['127.0.0.0/8'], 'localhost', false],
  [['127.0.0.0/8'], '', false],
  [['0.0.0.0/0'], '203.0.113.1', true],
  [['0.0.0.0/0'], '2001:db8::1', false],
  [[], '127.0.0.1', false],
]

for (const [cidrs, address, inside] of RANGES) {
  test(`${address || 'nothing'} ${inside ? 'lies' : 'does not lie'} in ${cidrs.join(', ') || 'no range'}`, (t) => {
    t.is(cidrList(cidrs)(address), inside)
  })
}

// The peer is 127.0.0.1 in every row.
const HOPS: [name: string, trusted: string[], header: string | undefined, caller: string][] = [
  ['without a trusted proxy the header is nobody\'s word', [], '203.0.113.9', '127.0.0.1'],
  ['a peer outside the trusted range has no say', ['10.0.0.0/8'], '203.0.113.9', '127.0.0.1'],
  ['the trusted proxy names the caller', ['127.0.0.0/8'], '203.0.113.9', '203.0.113.9'],
  ['what the caller wrote himself is ignored', ['127.0.0.0/8'], '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  ['also when he writes a trusted address', ['127.0.0.0/8', '10.0.0.0/8'], '10.0.0.7, 203.0.113.9', '203.0.113.9'],
  ['two trusted proxies in a row', ['127.0.0.0/8', '10.0.0.0/8'], '203.0.113.9, 10.0.0.7', '203.0.113.9'],
  ['a caller among the trusted is still named', ['127.0.0.0/8', '10.0.0.0/8'], '10.0.0.7', '10.0.0.7'],
  ['left of what is no address anybody may have written', ['127.0.0.0/8'], '198.51.100.1, unknown', '127.0.0.1'],
  ['the same behind a second proxy', ['127.0.0.0/8', '10.0.0.0/8'], '198.51.100.1, _x, 10.0.0.7', '10.0.0.7'],
  ['an address with a port is no address', ['127.0.0.0/8'], '198.51.100.1, 203.0.113.9:4711', '127.0.0.1'],
  ['no header', ['127.0.0.0/8'], undefined, '127.0.0.1'],
  ['an empty header', ['127.0.0.0/8'], ' , ,', '127.0.0.1'],
  ['IPv6', ['127.0.0.0/8'], '2001:db8::9', '2001:db8::9'],
  ['IPv4 as IPv6', ['127.0.0.0/8'], '::ffff:203.0.113.9', '203.0.113.9'],
  ['a zone is nobody\'s business and no inet', ['127.0.0.0/8'], 'fe80::9%eth0', 'fe80::9'],
]

for (const [name, trusted, header, caller] of HOPS) {
  test(`caller: ${name}`, async (t) => {
    const ask = await serve(t, callerAndScheme('http://localhost:3000', trusted), (ctx) => { ctx.body = ctx.ip })
    t.is((await ask('/', header === undefined ? {} : { 'x-forwarded-for': header })).text, caller)
  })
}

test('the scheme is the issuer\'s, whatever a caller says', async (t) => {
  for (const [issuer, said] of [['https://login.test', 'http'], ['http://localhost:3000', 'https']] as const) {
    const ask = await serve(t, callerAndScheme(issuer, ['127.0.0.0/8']), (ctx) => {
      ctx.body = `${ctx.protocol} ${ctx.secure}`
    })
    const https = issuer.startsWith('https')
    t.is((await ask('/', { 'x-forwarded-proto': said })).text, https ? 'https true' : 'http false')
  }
})
