import test from 'ava'
import { browserTest } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { enterDemo, openStage, type Stage } from './stage.ts'

const file = fileScope(test)
let stage: Stage
test.before(async () => {
  if (kindOfBrowser() !== undefined) stage = await openStage(file)
})

browserTest('logout through the demo application ends both sessions and comes back to it', async (t) => {
  const page = await stage.newPage()
  await enterDemo(page, stage, await demoPerson(stage.db.app, 'Plt'))
  await page.getByRole('button', { name: 'Keluar' }).click()
  await page.getByRole('heading', { name: 'Keluar dari Banten Satu Login?' }).waitFor()
  await page.getByRole('button', { name: 'Ya, keluar' }).click()
  await page.waitForURL(`${stage.demo}/`)
  t.deepEqual((await page.context().cookies()).filter(({ name }) => /^(satu_login|demo_session)(\.sig)?$/.test(name)), [])

  await page.getByRole('link', { name: 'Masuk dengan Banten Satu Login' }).click()
  await page.waitForURL(`${stage.issuer}/masuk/*`)
  t.true(await page.getByRole('heading', { name: /^Lanjut sebagai / }).isVisible())
})

browserTest('logout from the launcher: who stays is still there, who leaves is out everywhere', async (t) => {
  const page = await stage.newPage()
  await enterDemo(page, stage, await demoPerson(stage.db.app, 'Plt'))
  const welcome = page.getByRole('heading', { name: /^Selamat datang/ })

  await page.goto(`${stage.issuer}/`)
  await page.getByRole('button', { name: 'Keluar' }).click()
  await page.getByRole('button', { name: 'Tetap masuk' }).click()
  await page.waitForURL(`${stage.issuer}/`)
  t.true(await welcome.isVisible())
  await page.goto(`${stage.demo}/`)
  t.true(await page.getByRole('button', { name: 'Segarkan data' }).isVisible(), 'the application heard nothing')

  await page.goto(`${stage.issuer}/`)
  await page.getByRole('button', { name: 'Keluar' }).click()
  await page.getByRole('button', { name: 'Ya, keluar' }).click()
  await page.getByRole('heading', { name: 'Anda sudah keluar' }).waitFor()
  // The back channel: nobody asked the application, and it knows.
  await page.goto(`${stage.demo}/`)
  t.regex(await page.getByRole('status').innerText(), /Sesi Anda di aplikasi ini sudah berakhir/)
  await page.goto(`${stage.issuer}/`)
  t.true(await page.getByRole('heading', { name: /^Lanjut sebagai / }).isVisible())
})

browserTest('logout in one browser leaves the same person signed in in another', async (t) => {
  const person = await demoPerson(stage.db.app, 'Plt')
  const [one, other] = [await stage.newPage(), await stage.newPage()]
  await enterDemo(one, stage, person)
  await enterDemo(other, stage, person)
  await one.getByRole('button', { name: 'Keluar' }).click()
  await one.getByRole('button', { name: 'Ya, keluar' }).click()
  await one.waitForURL(`${stage.demo}/`)
  await other.reload()
  t.true(await other.getByRole('button', { name: 'Segarkan data' }).isVisible())
})

browserTest('logout through an application when the session here is over already comes back to it all the same', async (t) => {
  const page = await stage.newPage()
  await enterDemo(page, stage, await demoPerson(stage.db.app, 'Plt'))
  await page.context().clearCookies({ name: /^satu_login/ })
  await page.getByRole('button', { name: 'Keluar' }).click()
  await page.waitForURL(`${stage.demo}/`)
  t.true(await page.getByRole('link', { name: 'Masuk dengan Banten Satu Login' }).isVisible())
})
