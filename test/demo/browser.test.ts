import test from 'ava'
import { axe } from '../helpers/axe.ts'
import { browserTest, openBrowser, screenshot } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { fileScope } from '../helpers/scope.ts'
import { setup } from './setup.ts'
import type { Page } from 'playwright-core'
import type { NewContext } from '../helpers/browser.ts'

const file = fileScope(test)
let newContext: NewContext
test.before(async () => {
  if (kindOfBrowser() !== undefined) newContext = await openBrowser(file)
})

/** How far the page reaches beyond the window to the right, in CSS pixels. */
async function overhang(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
}

for (const [width, height] of [[1280, 800], [360, 640]] as const) {
  browserTest(`every page fits ${width} px without a breach of WCAG 2.2 AA`, async (t) => {
    const { demo, idp } = await setup(t)
    const page = await (await newContext({ viewport: { width, height } })).newPage()
    const look = async (name: string) => {
      t.deepEqual(await axe(page), [], name)
      t.is(await overhang(page), 0, name)
      await screenshot(page, `demo-${name}-${width}`, { fullPage: true })
    }
    await page.goto(`${demo}/`)
    await look('keluar')

    await page.getByRole('link', { name: 'Masuk dengan Banten Satu Login' }).click()
    await page.getByRole('button', { name: 'Segarkan data' }).click()
    t.true(await page.getByRole('status').getByText('Data sudah disegarkan.').isVisible())
    t.is(await page.getByRole('table').count(), 2)
    t.true(await page.getByRole('rowheader', { name: 'Nomor Induk Pegawai nip' }).isVisible())
    for (const summary of await page.locator('summary').all()) await summary.click()
    await look('masuk')

    // The provider's session ends by its own page: form-action must let the redirect of our form pass.
    await page.getByRole('button', { name: 'Keluar' }).click()
    t.is(new URL(page.url()).origin, idp.issuer)
    await page.getByRole('button', { name: 'Ya, keluar' }).click()
    await page.waitForURL(`${demo}/`)

    idp.refuses = true
    await page.goto(`${demo}/masuk`)
    t.true(await page.getByRole('heading', { name: 'Anda tidak masuk ke aplikasi ini' }).isVisible())
    await look('ditolak')
  })
}
