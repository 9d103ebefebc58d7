import test from 'ava'
import { browserTest, screenshot } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { everyRole } from '../helpers/desk.ts'
import { fileScope } from '../helpers/scope.ts'
import { waitingRun } from '../helpers/waiting-run.ts'
import { openStage, signIn, type Stage } from './stage.ts'

// The pictures of docs/panduan-bkd.md about runs; written with UPDATE_SCREENSHOTS=1, otherwise a walk to each of them.

const file = fileScope(test)
let stage: Stage
test.before(async () => {
  if (kindOfBrowser() !== undefined) stage = await openStage(file)
})

browserTest('the pages of runs stand as the guide shows them', async (t) => {
  const page = await stage.newPage()
  const run = `${stage.issuer}/bkd/run/${await waitingRun(stage)}`
  await page.goto(`${stage.issuer}/bkd`)
  await signIn(page, await everyRole(stage))
  await page.waitForURL(`${stage.issuer}/bkd`)
  for (const [name, url] of [
    ['bkd-ikhtisar', `${stage.issuer}/bkd`], ['bkd-run', run], ['bkd-run-izin', `${run}/izin`],
    ['bkd-run-karantina', `${run}/karantina`], ['bkd-unggah', `${stage.issuer}/bkd/unggah`],
  ] as const) {
    await page.goto(url)
    t.true(await page.locator('h1').isVisible(), name)
    await screenshot(page, name, { fullPage: true })
  }
})
