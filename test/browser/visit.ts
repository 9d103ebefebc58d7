import type { ExecutionContext, TestFn } from 'ava'
import type { Page, Request } from 'playwright-core'
import { assetPath } from '../../src/kernel/http/assets.ts'
import { AUTHORIZATION } from '../../src/doors/authorization.ts'
import { browserTest } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { fits } from '../helpers/rows.ts'
import { fileScope } from '../helpers/scope.ts'
import { lookAt } from './look.ts'
import { openStage, type Stage } from './stage.ts'
import type { Stop } from './stop.ts'
import { registerOutside } from './tour.ts'

// Every page of the authorization table x language x width x state (decision 36), on the service as it runs. A file of its own
// for each of three audiences, which run beside each other.

/** Rows that no person ever reads; a test asks each whether that is true. */
const PAGELESS = [
  'GET /.well-known/oauth-authorization-server', 'GET /.well-known/openid-configuration', 'GET /masuk/kembali',
  'GET /oidc/jwks', 'GET /bkd/penugasan/:id/pindaian', 'GET /bkd/kalender/csv',
  'GET /inventaris/csv', 'GET /inventaris/json', 'GET /pengembang/klien/:klien/berkas/:berkas',
  'GET /disposisi/:id/lampiran/:lampiran', 'GET /pengembang/permohonan/:id/lampiran/:berkas',
  'GET /panduan/klaim/v1.json', 'GET /akun/data/unduh', 'GET /akun/faktor/kode',
]
const MOST_BYTES = 60 * 1024
const MOST_CSS_BYTES = 15 * 1024
const MOST_SCRIPT_BYTES = 3 * 1024

/** `aplikasi`: the doors of the procedure and of the applications; `staf`: the other doors behind roles; `umum`: the rest. */
export type Audience = 'umum' | 'staf' | 'aplikasi'

export function audienceOf(row: string): Audience {
  if (/^GET \/(admin|disposisi|inventaris|pengembang|permohonan|verifikasi)\b/.test(row)) return 'aplikasi'
  return /^GET \/(bkd|pembantu|keamanan)\b/.test(row) ? 'staf' : 'umum'
}

/** Whether an address belongs to a row such as `GET /masuk/:uid`. */
const belongsTo = (row: string, url: string): boolean => fits(row.slice('GET '.length), new URL(url).pathname)

interface Sent { readonly kind: string; readonly url: string; readonly bytes: Promise<number> }

/** Collects what the service sends over the wire, body and headers, as long as the page lives. */
function countBytes(page: Page, issuer: string): Sent[] {
  const sent: Sent[] = []
  const sizeOf = async (request: Request): Promise<number> => {
    const { responseBodySize, responseHeadersSize } = await request.sizes()
    return responseBodySize + responseHeadersSize
  }
  page.on('requestfinished', (request) => {
    if (!request.url().startsWith(issuer)) return
    sent.push({ kind: request.resourceType(), url: request.url(), bytes: sizeOf(request) })
  })
  return sent
}

const [NARROW, WIDE] = [{ width: 360, height: 640 }, { width: 1280, height: 800 }]

interface Walk {
  readonly audience: Audience
  readonly lang: string
  readonly lead: (page: Page, stage: Stage) => AsyncGenerator<Stop>
}

/** Walks with a thumb on a small screen, and looks at each page on a large one too. @returns the rows that were visited */
async function walk(t: ExecutionContext, stage: Stage, { audience, lang, lead }: Walk): Promise<string[]> {
  const visited: string[] = []
  const page = await stage.newPage({ viewport: NARROW })
  await page.context().addCookies([{ name: 'satu_login_bahasa', value: lang, url: stage.issuer }])
  const sent = countBytes(page, stage.issuer)
  for await (const { row, state } of lead(page, stage)) {
    if (row !== undefined) t.true(belongsTo(row, page.url()), `${row}: ${page.url()}`)
    for (const size of [WIDE, NARROW]) {
      await page.setViewportSize(size)
      await lookAt(t, page, `${row ?? page.url()}, ${state}, ${size.width} px`, lang)
    }
    if (row !== undefined) visited.push(row)
  }
  await judgeBytes(t, sent, audience)
  return visited
}

async function judgeBytes(t: ExecutionContext, sent: readonly Sent[], audience: Audience): Promise<void> {
  const sizes = await Promise.all(sent.map(async ({ kind, bytes }) => ({ kind, bytes: await bytes })))
  const largest = (wanted: string): number =>
    Math.max(0, ...sizes.filter(({ kind }) => kind === wanted).map(({ bytes }) => bytes))
  t.true(largest('stylesheet') > 0 && largest('stylesheet') <= MOST_CSS_BYTES)
  // Decision 30 is about what old telephones load; a staff page may print fifty letters.
  if (audience === 'umum') t.true(largest('document') + largest('stylesheet') <= MOST_BYTES, 'decision 30')
  t.true(largest('script') <= MOST_SCRIPT_BYTES)
  t.deepEqual(sizes.filter(({ kind }) => !['document', 'stylesheet', 'script', 'other'].includes(kind)), [], 'nothing else is loaded')
  const scripts = new Set(sent.filter(({ kind }) => kind === 'script').map(({ url }) => new URL(url).pathname))
  t.deepEqual([...scripts].filter((path) => path !== assetPath('passkey.js')), [], 'one script, where passkeys are made')
}

/**
 * Declares the tests of one audience: every page in every state, none left out, and those without a page have none.
 * @returns the stage, open once the file's tests run
 */
export function visitEvery(test: TestFn, audience: Audience, leads: readonly Omit<Walk, 'audience'>[]): () => Stage {
  const file = fileScope(test)
  let stage: Stage
  test.before(async () => {
    if (kindOfBrowser() === undefined) return
    stage = await openStage(file)
    await registerOutside(stage)
  })
  const visited = new Set<string>()
  for (const one of leads) {
    browserTest(`every page of ${audience} in every state at both widths, ${one.lang}`, async (t) => {
      for (const row of await walk(t, stage, { audience, ...one })) visited.add(row)
    })
  }
  browserTest('no page of the authorization table was left out', (t) => {
    const rows = Object.keys(AUTHORIZATION).filter((row) => row.startsWith('GET ') && audienceOf(row) === audience)
    const seen = [...visited, ...PAGELESS].filter((row) => audienceOf(row) === audience)
    t.deepEqual(rows.filter((row) => !seen.includes(row)), [], 'without a visit')
    t.deepEqual(seen.filter((row) => !rows.includes(row)), [], 'without a row')
  })
  browserTest('the rows without a page have none', async (t) => {
    for (const row of PAGELESS.filter((one) => audienceOf(one) === audience)) {
      const answer = await fetch(stage.issuer + row.slice(4), { headers: { accept: 'text/html' }, redirect: 'manual' })
      t.true(answer.status === 303 || !/html/.test(answer.headers.get('content-type') ?? ''), row)
    }
  })
  return () => stage
}
