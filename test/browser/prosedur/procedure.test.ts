import test from 'ava'
import { browserTest } from '../../helpers/browser.ts'
import { kindOfBrowser } from '../../helpers/chromium.ts'
import { fileScope } from '../../helpers/scope.ts'
import { openProvince, type Province } from './province.ts'

// The procedure from an empty form to a working client, each person at his own phone.

const file = fileScope(test)
let province: Province
test.before(async () => {
  if (kindOfBrowser() === undefined) return
  province = await openProvince(file)
})

browserTest('the administrator is alone at first', async (t) => {
  const page = await province.at('admin', '/inventaris')
  t.regex(await page.locator('h1').innerText(), /0 dari 99 aplikasi terhubung/)
})
