import type { IncomingMessage, RequestListener } from 'node:http'
import tls from 'node:tls'
import test, { type ExecutionContext } from 'ava'
import { checkSteps } from '../../src/domain/permohonan/csirt/periksa.service.ts'
import { type Periksa, PERIKSA, type Sasaran, type Temuan } from '../../src/domain/permohonan/csirt/temuan.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { takeViolations } from '../helpers/network.ts'
import { listen } from '../helpers/server.ts'
import { createTestCa, type TestCa } from '../helpers/tls.ts'

// The automatic check against real servers on loopback, with certificates of a test CA that this process alone trusts.

let ca: TestCa

test.before(async () => {
  ca = await createTestCa()
  tls.setDefaultCACertificates([...tls.getCACertificates(), ca.pem])
})

const GOOD_HEADERS = {
  'strict-transport-security': 'max-age=31536000', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY',
  'set-cookie': '__Host-sesi=rahasia; Path=/; Secure; HttpOnly; SameSite=Lax',
}

const textOf = async (request: IncomingMessage): Promise<string> => Buffer.concat(await request.toArray() as Buffer[]).toString()

/** An application as it should be: it refuses a logout token that it cannot verify. */
const upright: RequestListener = (request, response) => {
  if (request.url === '/keluar') {
    void textOf(request).then((body) => {
      const ours = request.method === 'POST' && new URLSearchParams(body).get('logout_token')?.split('.').length === 3
      response.writeHead(ours ? 400 : 500).end()
    })
  } else {
    response.writeHead(200, GOOD_HEADERS).end('x'.repeat(200_000))
  }
}

interface Host { readonly handler?: RequestListener; readonly names?: readonly string[]; readonly trusted?: boolean }

async function check(
  t: ExecutionContext, { handler = upright, names = ['localhost'], trusted = true }: Host, given: Partial<Sasaran> = {},
): Promise<Record<Periksa, Temuan>> {
  const keys = await (trusted ? ca : await createTestCa()).issue(...names)
  const { port } = new URL(await listen(t, handler, trusted ? keys : { ...keys, cert: keys.cert.split('\n\n')[0] ?? '' }))
  const host = `localhost:${port}`
  return run({ host, backchannel: `https://${host}/keluar`, ...given })
}

async function run(given: Partial<Sasaran>, cidrs = ['127.0.0.0/8']): Promise<Record<Periksa, Temuan>> {
  const steps = checkSteps({
    host: 'app.bantenprov.go.id', clientId: 'app', redirect: [], logout: [], backchannel: undefined, beranda: undefined, uji: [],
    pkceDikecualikan: false, kredensial: 'tanpa', rahasia: [], ...given,
  }, { issuer: 'https://login.test', clock: systemClock(), cidrs })
  const found: Temuan[] = []
  for (const step of steps) found.push(...await step())
  assertWhole(found)
  return Object.fromEntries(found.map((one) => [one.periksa, one])) as Record<Periksa, Temuan>
}

/** Each point once. */
function assertWhole(found: readonly Temuan[]): void {
  const points = found.map(({ periksa }) => periksa).toSorted()
  const all = Object.keys(PERIKSA).toSorted()
  if (points.join() !== all.join()) throw new Error(`the report has ${points.join()}`)
}

const outcomes = (found: Record<Periksa, Temuan>, hasil: Temuan['hasil']): string[] =>
  Object.values(found).filter((one) => one.hasil === hasil).map(({ periksa }) => periksa).toSorted()

test('an upright application passes at every point that its host answers', async (t) => {
  const found = await check(t, {})
  t.deepEqual(outcomes(found, 'gagal'), ['alamat'], 'localhost is no address of an open client')
  t.deepEqual(outcomes(found, 'tidak-dapat'), [])
  t.notRegex(JSON.stringify(found), /rahasia;/, 'no value of a cookie is told')
})

test('an application that does what the province had before fails at every header and at logout', async (t) => {
  const found = await check(t, { handler: (_request, response) => {
    response.writeHead(200, { 'set-cookie': ['PHPSESSID=abc; path=/', 'bahasa=id; Secure; HttpOnly; SameSite=Lax'] }).end('ya')
  } })
  t.deepEqual(outcomes(found, 'gagal'), ['alamat', 'bingkai', 'cookie', 'hsts', 'keluar', 'nosniff'])
  t.is(found.cookie.rincian, 'PHPSESSID tanpa Secure, HttpOnly, SameSite.')
})

test('a certificate of another name, and one of an unknown issuer', async (t) => {
  t.deepEqual(outcomes(await check(t, { names: ['lain.test'] }), 'gagal').filter((one) => one.startsWith('sertifikat')), ['sertifikat-host'])
  const stranger = await check(t, { trusted: false })
  t.deepEqual(outcomes(stranger, 'gagal').filter((one) => one.startsWith('sertifikat')), ['sertifikat-rantai'])
  t.is(stranger.hsts.hasil, 'tidak-dapat', 'nothing is sent to a host that is not trusted')
})

test('an application that answers 500 to a wrong logout token has not refused it', async (t) => {
  const found = await check(t, { handler: (_request, response) => { response.writeHead(500, GOOD_HEADERS).end() } })
  t.is(found.keluar.hasil, 'gagal')
  t.regex(found.keluar.rincian, /dijawab 500/)
})

test('nobody there', async (t) => {
  const found = await run({ host: 'localhost:1', backchannel: 'https://localhost:1/keluar' })
  t.deepEqual(outcomes(found, 'gagal'), ['alamat', 'https', 'keluar', 'sertifikat-berlaku', 'sertifikat-host', 'sertifikat-rantai'])
  t.regex(found.https.rincian, /ECONNREFUSED/)
  t.deepEqual(outcomes(found, 'tidak-dapat'), ['bingkai', 'cookie', 'hsts', 'nosniff'])
})

test('a host outside the allow-list is not even looked up', async (t) => {
  const found = await run({ backchannel: 'https://app.bantenprov.go.id/keluar' })
  t.deepEqual(outcomes(found, 'gagal'), [])
  t.is(outcomes(found, 'tidak-dapat').length, 9)
  t.regex(found.keluar.rincian, /^Tidak dapat diperiksa dari sini/)
  t.deepEqual(takeViolations(), [])
})
