import test from 'ava'
import type { Page, Request } from 'playwright-core'
import { assetPath } from '../../src/kernel/http/assets.ts'
import { AUTHORIZATION } from '../../src/doors/authorization.ts'
import { browserTest } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { fits } from '../helpers/rows.ts'
import { fileScope } from '../helpers/scope.ts'
import { lookAt } from './look.ts'
import { openStage, type Stage } from './stage.ts'
import { staffTour } from './staff-tour.ts'
import { registerOutside, tour } from './tour.ts'

// Every page of the authorization table x language x width x state (decision 36), on the service as it runs.

/** Rows that no person ever reads; a test below asks each whether that is true. */
const PAGELESS = [
  'GET /.well-known/oauth-authorization-server', 'GET /.well-known/openid-configuration', 'GET /masuk/kembali',
  'GET /oidc/jwks', 'GET /bkd/penugasan/:id/pindaian', 'GET /bkd/kalender/csv',
  'GET /inventaris/csv', 'GET /inventaris/json', 'GET /pengembang/klien/:klien/berkas/:berkas',
  'GET /disposisi/:id/lampiran/:lampiran',
  'GET /panduan/klaim/v1.json',
  'GET /akun/data/unduh', 'GET /akun/faktor/kode',
]
const MOST_BYTES = 60 * 1024
const MOST_CSS_BYTES = 15 * 1024
const MOST_SCRIPT_BYTES = 3 * 1024

const file = fileScope(test)
let stage: Stage
test.before(async () => {
  if (kindOfBrowser() === undefined) return
  stage = await openStage(file)
  await registerOutside(stage)
})

/** Whether an address belongs to a row such as `GET /masuk/:uid`. */
const belongsTo = (row: string, url: string): boolean => fits(row.slice('GET '.length), new URL(url).pathname)

/** Collects what the service sends over the wire, body and headers, as long as the page lives. */
function countBytes(page: Page): { kind: string; url: string; bytes: Promise<number> }[] {
  const sent: { kind: string; url: string; bytes: Promise<number> }[] = []
  const sizeOf = async (request: Request): Promise<number> => {
    const { responseBodySize, responseHeadersSize } = await request.sizes()
    return responseBodySize + responseHeadersSize
  }
  page.on('requestfinished', (request) => {
    if (!request.url().startsWith(stage.issuer)) return
    sent.push({ kind: request.resourceType(), url: request.url(), bytes: sizeOf(request) })
  })
  return sent
}

const visited = new Set<string>()
const [NARROW, WIDE] = [{ width: 360, height: 640 }, { width: 1280, height: 800 }]

// Walked with a thumb on a small screen; each page is looked at on a large one too.
for (const [audience, lang, lead] of [['', 'id', tour], ['', 'en', tour], [' of the staff doors', 'id', staffTour]] as const) {
  browserTest(`every page${audience} in every state at both widths, ${lang}`, async (t) => {
    const page = await stage.newPage({ viewport: NARROW })
    await page.context().addCookies([{ name: 'satu_login_bahasa', value: lang, url: stage.issuer }])
    const sent = countBytes(page)
    for await (const { row, state } of lead(page, stage)) {
      if (row !== undefined) t.true(belongsTo(row, page.url()), `${row}: ${page.url()}`)
      for (const size of [WIDE, NARROW]) {
        await page.setViewportSize(size)
        await lookAt(t, page, `${row ?? page.url()}, ${state}, ${size.width} px`, lang)
      }
      if (row !== undefined) visited.add(row)
    }
    const sizes = await Promise.all(sent.map(async ({ kind, bytes }) => ({ kind, bytes: await bytes })))
    const largest = (wanted: string): number =>
      Math.max(...sizes.filter(({ kind }) => kind === wanted).map(({ bytes }) => bytes))
    t.true(largest('stylesheet') > 0 && largest('stylesheet') <= MOST_CSS_BYTES)
    // Decision 30 is about what old telephones load; a staff page may print fifty letters.
    if (audience === '') t.true(largest('document') + largest('stylesheet') <= MOST_BYTES, 'decision 30')
    t.true(largest('script') <= MOST_SCRIPT_BYTES)
    t.deepEqual(sizes.filter(({ kind }) => !['document', 'stylesheet', 'script', 'other'].includes(kind)), [], 'nothing else is loaded')
    const scripts = new Set(sent.filter(({ kind }) => kind === 'script').map(({ url }) => new URL(url).pathname))
    t.deepEqual([...scripts], [assetPath('passkey.js')], 'one script, on the way in and where passkeys are made')
  })
}

browserTest('no page of the authorization table was left out', (t) => {
  const rows = Object.keys(AUTHORIZATION).filter((row) => row.startsWith('GET '))
  const seen = [...visited, ...PAGELESS]
  t.deepEqual(rows.filter((row) => !seen.includes(row)), [], 'without a visit')
  t.deepEqual(seen.filter((row) => !rows.includes(row)), [], 'without a row')
})

browserTest('the rows without a page have none', async (t) => {
  for (const row of PAGELESS) {
    const answer = await fetch(stage.issuer + row.slice(4), { headers: { accept: 'text/html' }, redirect: 'manual' })
    t.true(answer.status === 303 || !/html/.test(answer.headers.get('content-type') ?? ''), row)
  }
})

browserTest('the stylesheet as it arrives needs no young browser', async (t) => {
  const page = await stage.newPage()
  const [css] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('.css')), page.goto(`${stage.issuer}/bantuan`),
  ])
  t.notRegex((await css.text()).replace(/\/\*[^]*?\*\//g, ''), /color-mix|oklch|:has\(/)
})
