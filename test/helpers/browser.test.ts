import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { axe } from './axe.ts'
import { browserTest, openBrowser, screenshot, type NewContext } from './browser.ts'
import { kindOfBrowser } from './chromium.ts'
import { fileScope, type Scope } from './scope.ts'
import { listen } from './server.ts'

const page = (body: string): string =>
  `<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Uji</title></head><body><main>${body}</main></body></html>`

const PAGES: Record<string, string> = {
  '/clean': page('<h1>Masuk</h1><label for="nip">NIP</label><input id="nip" autocomplete="username"><button>Masuk</button>'),
  '/unclean': page('<h1>Masuk</h1><input id="nip"><img src="data:,"><p style="color:#ccc;background:#fff">Pudar</p>'),
  '/throws': page('<script>throw new Error("boom")</script>'),
  '/inline': page('<script>document.title = "never"</script>'),
  '/outside': page('<img alt="" src="http://example.com/x.png">'),
}

const serve: RequestListener = (request, response) => {
  const body = PAGES[request.url ?? '']
  response.setHeader('content-type', 'text/html')
  if (request.url === '/inline') response.setHeader('content-security-policy', "script-src 'self'")
  if (request.url === '/cookie') response.setHeader('set-cookie', 'a=b; Path=/')
  response.statusCode = body === undefined ? 404 : 200
  response.end(body ?? `cookie: ${request.headers.cookie ?? 'none'}; host: ${request.headers.host}`)
}

const file = fileScope(test)
let newContext: NewContext
test.before(async () => {
  if (kindOfBrowser() !== undefined) newContext = await openBrowser(file)
})

browserTest('a clean page has no breach, an unclean one is reported with the elements', async (t) => {
  const base = await listen(t, serve)
  const tab = await (await newContext()).newPage()
  await tab.goto(`${base}/clean`)
  t.deepEqual(await axe(tab), [])
  await tab.goto(`${base}/unclean`)
  const breaches = (await axe(tab)).join('\n')
  for (const rule of ['label', 'image-alt', 'color-contrast']) t.regex(breaches, new RegExp(`^${rule} \\(`, 'm'))
  t.regex(breaches, /#nip: <input id="nip">/)
  t.notRegex(breaches, /landmark|region/)
})

browserTest('axe works under a strict content security policy', async (t) => {
  const base = await listen(t, (_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.setHeader('content-security-policy', "default-src 'none'")
    response.end(page('<h1>Masuk</h1><input>'))
  })
  const tab = await (await newContext()).newPage()
  await tab.goto(base)
  t.is((await axe(tab)).length, 1)
})

browserTest('names of the rules are found here, with the host kept; contexts share no cookie', async (t) => {
  const base = await listen(t, serve)
  const withNames = await openBrowser(t, { hostRules: { '*.test': new URL(base).host } })
  const tab = await (await withNames()).newPage()
  await tab.goto('http://aplikasi.test/cookie')
  await tab.goto('http://aplikasi.test/lagi')
  t.is(await tab.textContent('body'), 'cookie: a=b; host: aplikasi.test')
  const other = await (await withNames()).newPage()
  await other.goto('http://aplikasi.test/lagi')
  t.is(await other.textContent('body'), 'cookie: none; host: aplikasi.test')
})

browserTest('the browser speaks Indonesian in WIB unless told otherwise', async (t) => {
  const read = '[navigator.language, Intl.DateTimeFormat().resolvedOptions().timeZone, innerWidth].join()'
  t.is(await (await (await newContext()).newPage()).evaluate(read), 'id-ID,Asia/Jakarta,1280')
  const small = await newContext({ locale: 'en-GB', viewport: { width: 360, height: 640 } })
  t.is(await (await small.newPage()).evaluate(read), 'en-GB,Asia/Jakarta,360')
})

for (const [path, complaint] of [
  ['/throws', /script: boom/],
  ['/inline', /Content Security Policy/],
  ['/outside', /left loopback: http:\/\/example\.com\/x\.png/],
] as const) {
  browserTest(`a test fails at its end after ${path}`, async (t) => {
    const base = await listen(t, serve)
    const cleanUps: (() => unknown)[] = []
    const scope: Scope = { teardown: (cleanUp) => cleanUps.push(cleanUp) }
    const tab = await (await (await openBrowser(scope))()).newPage()
    await tab.goto(`${base}${path}`)
    await t.throwsAsync(async () => { for (const cleanUp of cleanUps) await cleanUp() }, { message: complaint })
  })
}

browserTest('a screenshot is written only when asked for', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'satu-login-shot-'))
  const asked = process.env['UPDATE_SCREENSHOTS']
  t.teardown(() => {
    rmSync(folder, { recursive: true })
    if (asked === undefined) delete process.env['UPDATE_SCREENSHOTS']
    else process.env['UPDATE_SCREENSHOTS'] = asked
  })
  const tab = await (await newContext()).newPage()
  delete process.env['UPDATE_SCREENSHOTS']
  await screenshot(tab, 'not-asked', { folder })
  t.deepEqual(readdirSync(folder), [])
  process.env['UPDATE_SCREENSHOTS'] = '1'
  await screenshot(tab, 'asked', { folder })
  t.deepEqual(readdirSync(folder), ['asked.png'])
})
