import test from 'ava'
import { freezePerson } from '../../src/domain/sessions/freeze.service.ts'
import { browserTest, screenshot } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { everyRole } from '../helpers/desk.ts'
import { withHistory } from '../helpers/history.ts'
import { demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { untilRows } from '../logout/support.ts'
import { subOf } from '../sessions/people.ts'
import { enterDemo, openStage, signIn, type Stage } from './stage.ts'

// Somebody leaves while he is at work, and BKD looks at who was told of it.

const file = fileScope(test)
let stage: Stage
test.before(async () => {
  if (kindOfBrowser() === undefined) return
  stage = await openStage(file)
})

browserTest('who is frozen at work is out of his application, and BKD reads that it was told', async (t) => {
  const { issuer, db, clock, demo } = stage
  const person = await demoPerson(db.app, 'Plt')
  const sub = await subOf(db, person.nip)
  const atWork = await stage.newPage()
  await enterDemo(atWork, stage, person)
  t.true(await atWork.getByRole('button', { name: 'Keluar' }).isVisible())

  await freezePerson(db.app, clock, { nip: person.nip, reason: 'ponsel hilang' })
  await untilRows(db, (rows) => rows.length > 0 && rows.every(({ delivered_at }) => delivered_at !== null))
  await atWork.goto(`${demo}/`)
  t.true(await atWork.getByRole('link', { name: 'Masuk dengan Banten Satu Login' }).isVisible())

  await withHistory(stage, sub)
  for (const [suffix, width, height] of [['', 1280, 800], ['-360', 360, 640]] as const) {
    const page = await stage.newPage({ viewport: { width, height } })
    await page.goto(`${issuer}/bkd/pegawai`)
    await signIn(page, await everyRole(stage))
    await page.getByLabel('NIP atau nama').fill(person.nip)
    await page.getByRole('main').getByRole('button', { name: 'Cari' }).click()
    await page.getByText('Siapa yang diberi tahu').waitFor()
    t.is(new URL(page.url()).pathname, `/bkd/pegawai/${sub}`)
    t.true(await page.getByText(/^Aplikasi demo \d+,\d detik/).first().isVisible())
    t.true(await page.getByText('Dibekukan', { exact: true }).isVisible())
    await screenshot(page, `bkd-pegawai${suffix}`, { fullPage: width > 360 })
  }
})
