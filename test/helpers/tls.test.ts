import { once } from 'node:events'
import { get, type RequestOptions } from 'node:https'
import type { IncomingMessage } from 'node:http'
import type { LookupFunction } from 'node:net'
import test from 'ava'
import { browserTest, openBrowser } from './browser.ts'
import { listen } from './server.ts'
import { createTestCa } from './tls.ts'

const here: LookupFunction = (_host, options, done) => {
  if (options.all === true) done(null, [{ address: '127.0.0.1', family: 4 }])
  else done(null, '127.0.0.1', 4)
}

/** Asks for / under a name, trusting one CA. @returns the status; @throws the error of the handshake */
async function ask(base: string, host: string, options: RequestOptions): Promise<number | undefined> {
  const request = get({ host, port: new URL(base).port, lookup: here, agent: false, ...options })
  const [response] = await once(request, 'response') as [IncomingMessage]
  return response.resume().statusCode
}

test('a certificate is good for its names under its CA, and for nothing else', async (t) => {
  const [ca, stranger] = [await createTestCa(), await createTestCa()]
  const base = await listen(t, (_request, response) => { response.end('here') }, await ca.issue('login.test', '*.opd.test'))
  t.is(await ask(base, 'login.test', { ca: ca.pem }), 200)
  t.is(await ask(base, 'simpeg.opd.test', { ca: ca.pem }), 200)
  await t.throwsAsync(ask(base, 'other.test', { ca: ca.pem }), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })
  await t.throwsAsync(ask(base, 'login.test', { ca: stranger.pem }))
  await t.throwsAsync(ask(base, 'login.test', {}))
})

browserTest('the browser trusts the CA it is told of: a __Host- cookie comes back', async (t) => {
  const ca = await createTestCa()
  const base = await listen(t, (request, response) => {
    response.setHeader('set-cookie', '__Host-a=b; Secure; Path=/; HttpOnly')
    response.end(`cookie: ${request.headers.cookie ?? 'none'}`)
  }, await ca.issue('login.test'))
  const hostRules = { 'login.test': new URL(base).host }
  const tab = await (await (await openBrowser(t, { hostRules, trustedSpki: ca.spki }))()).newPage()
  await tab.goto('https://login.test/')
  await tab.reload()
  t.is(await tab.textContent('body'), 'cookie: __Host-a=b')
  t.true(await tab.evaluate('isSecureContext'))
  const wary = await (await (await openBrowser(t, { hostRules }))()).newPage()
  await t.throwsAsync(wary.goto('https://login.test/'), { message: /ERR_CERT_AUTHORITY_INVALID/ })
})
