import test from 'ava'
import type { Page } from 'playwright-core'
import { browserTest, screenshot } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { enterDemo, goToSignIn, openNamedStage, signIn, type Stage } from './stage.ts'

// The pictures of docs/ and the README, under the names the province would use. They are written with
// UPDATE_SCREENSHOTS=1; otherwise this file proves that what they show can still be reached, on https (decision 35).

const file = fileScope(test)
let stage: Stage
test.before(async () => {
  if (kindOfBrowser() === undefined) return
  stage = await openNamedStage(file, { issuer: 'login.bantenprov.go.id', demo: 'demo.bantenprov.go.id' })
})

/** A province where some applications are connected already. */
async function connectSome({ db }: Stage): Promise<void> {
  await db.owner.query({
    text: `UPDATE client SET masuk_terakhir = current_date, diklaim_at = now(),
             metadata = metadata || '{"token_endpoint_auth_method": "private_key_jwt"}' WHERE client_id = ANY ($1)`,
    values: [['skp', 'simpeg', 'sipo', 'e-office', 'lpse'].map((label) => `${label}.bantenprov.go.id`)],
  })
}

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate('document.activeElement?.blur?.()')
  await screenshot(page, name)
}

for (const [suffix, width, height] of [['', 1280, 800], ['-360', 360, 640]] as const) {
  browserTest(`the pages of the pictures at ${width} px`, async (t) => {
    const page = await stage.newPage({ viewport: { width, height } })
    await page.goto(`${stage.demo}/`)
    await goToSignIn(page, stage)
    t.is(await page.locator('.host').innerText(), 'login.bantenprov.go.id')
    await take(page, `masuk${suffix}`)
    await signIn(page, { nip: '19900101 201503 1 00', password: 'salah-sekali' })
    await page.getByRole('alert').waitFor()
    await take(page, `galat${suffix}`)
    await signIn(page, await demoPerson(stage.db.app, 'Tugas belajar'))
    await page.locator('.who').waitFor()
    await take(page, `ditolak${suffix}`)
    await page.getByRole('button', { name: 'Masuk dengan akun lain' }).click()
    await page.getByRole('heading', { name: 'Masukkan NIP dan kata sandi' }).waitFor()
    await signIn(page, await demoPerson(stage.db.app, 'Plt'))
    await page.waitForURL(`${stage.demo}/`)
    await take(page, `demo${suffix}`)

    await connectSome(stage)
    await page.goto(`${stage.issuer}/`)
    t.true(await page.getByRole('region', { name: 'Terhubung', exact: true }).getByRole('link').count() > 1)
    await take(page, `beranda${suffix}`)
    await page.getByRole('button', { name: 'Keluar' }).click()
    await page.getByRole('heading', { name: 'Keluar dari Banten Satu Login?' }).waitFor()
    await take(page, `keluar${suffix}`)
  })
}

browserTest('the demo application keeps its session in cookies of its own host, and signs out over https', async (t) => {
  const page = await stage.newPage()
  await enterDemo(page, stage, await demoPerson(stage.db.app, 'Plt'))
  const session = (await page.context().cookies()).find(({ name }) => name === '__Host-demo_session')
  t.like(session, { domain: 'demo.bantenprov.go.id', secure: true, httpOnly: true, path: '/' })
  await page.getByRole('button', { name: 'Keluar' }).click()
  await page.getByRole('button', { name: 'Ya, keluar' }).click()
  await page.waitForURL(`${stage.demo}/`)
  t.true(await page.getByRole('link', { name: 'Masuk dengan Banten Satu Login' }).isVisible())
})
