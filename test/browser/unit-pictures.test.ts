import test from 'ava'
import { browserTest, screenshot } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { everyRole } from '../helpers/desk.ts'
import { fileScope } from '../helpers/scope.ts'
import { unitBySlug } from '../helpers/unit-stage.ts'
import { openStage, signIn, type Stage } from './stage.ts'

// The pictures of the guide for BKD on mapping, units and data quality; what they show can be reached.

const file = fileScope(test)
let stage: Stage
test.before(async () => {
  if (kindOfBrowser() !== undefined) stage = await openStage(file)
})

browserTest('the demo has something to map and to mend, and a closing is previewed', async (t) => {
  const page = await stage.newPage({ viewport: { width: 1280, height: 900 } })
  await page.goto(`${stage.issuer}/bkd/pemetaan`)
  await signIn(page, await everyRole(stage))
  await page.getByText('BADAN PENDAPATAN DAERAH (PPKD)').waitFor()
  t.is(await page.getByText('nama tercetak sama').count(), 1)
  await screenshot(page, 'bkd-pemetaan')
  await page.goto(`${stage.issuer}/bkd/mutu`)
  t.true(await page.locator('svg').count() > 10)
  await screenshot(page, 'bkd-mutu')
  const [from, to] = [await unitBySlug(stage, 'dispar'), await unitBySlug(stage, 'dispora')]
  const plan = new URLSearchParams({ periksa: '1', jenis: 'gabung', penerus: to, berlaku: '2099-01-01', dasar: 'Perda Contoh 1/2026' })
  await page.goto(`${stage.issuer}/bkd/unit/${from}/ubah?${plan.toString()}`)
  await page.getByText('Yang ikut berpindah').waitFor()
  await screenshot(page, 'bkd-unit-pratinjau')
})
