import test from 'ava'
import { findDemoAccounts } from '../../src/seed/demo.queries.ts'
import { browserTest } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { goToSignIn, openStage, signIn, type Stage } from './stage.ts'

const file = fileScope(test)
let stage: Stage
test.before(async () => {
  if (kindOfBrowser() !== undefined) stage = await openStage(file)
})

const TERBATAS = 'Tugas belajar'
const refusal = 'Anda belum dapat membuka aplikasi ini'

async function nameOf(nip: string): Promise<string> {
  return (await findDemoAccounts(stage.db.app)).find((row) => row.nip === nip)?.nama ?? ''
}

browserTest('a person of limited standing is told why, and the application hears access_denied', async (t) => {
  const person = await demoPerson(stage.db.app, TERBATAS)
  const page = await stage.newPage()
  await goToSignIn(page, stage)
  await signIn(page, person)
  await page.getByRole('heading', { name: refusal }).waitFor()
  t.is(new URL(page.url()).origin, stage.issuer)
  const words = await page.locator('main').innerText()
  t.regex(words, /status kepegawaian Anda sedang terbatas, misalnya karena tugas belajar/)
  t.true(words.includes(await nameOf(person.nip)))
  t.false(words.includes(person.nip))
  t.true(words.includes(person.nip.slice(-4)))

  await page.getByRole('button', { name: 'Kembali ke aplikasi' }).click()
  await page.getByRole('heading', { name: 'Anda tidak masuk ke aplikasi ini' }).waitFor()
  t.is(new URL(page.url()).origin, stage.demo)
  t.true(await page.getByText('access_denied').isVisible())

  // Still signed in: our own pages are everybody's, and the launcher shows no tile that leads to a refusal.
  await page.goto(`${stage.issuer}/`)
  t.true(await page.getByRole('heading', { name: /^Selamat datang/ }).isVisible())
  t.is(await page.locator('.tiles a').count(), 0)
})

browserTest('from the refusal somebody else signs in on the same computer; the first one is out', async (t) => {
  const first = await demoPerson(stage.db.app, TERBATAS)
  const second = await demoPerson(stage.db.app, 'Plt')
  const page = await stage.newPage()
  await goToSignIn(page, stage)
  await signIn(page, first)
  await page.getByRole('heading', { name: refusal }).waitFor()
  const before = (await page.context().cookies()).find(({ name }) => name === 'satu_login')

  await page.getByRole('button', { name: 'Masuk dengan akun lain' }).click()
  await page.getByRole('heading', { name: 'Masukkan NIP dan kata sandi' }).waitFor()
  // Every page of the way can be read in the other language, the form with its mistakes too.
  await page.getByRole('link', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Enter your NIP and password' }).waitFor()
  await signIn(page, { ...second, password: 'salah-sekali' })
  await page.getByRole('alert').waitFor()
  await page.getByRole('link', { name: 'Bahasa Indonesia' }).click()
  await page.getByRole('heading', { name: 'Masukkan NIP dan kata sandi' }).waitFor()
  await signIn(page, second)

  await page.waitForURL(`${stage.demo}/`)
  t.true((await page.getByRole('heading', { level: 1 }).innerText()).includes(await nameOf(second.nip)))
  await page.goto(`${stage.issuer}/`)
  t.true((await page.getByRole('heading', { level: 1 }).innerText()).includes(await nameOf(second.nip)))

  // The cookie of before opens nothing any more.
  const stranger = await stage.newPage()
  if (before) await stranger.context().addCookies([before])
  await stranger.goto(`${stage.issuer}/`)
  t.true(await stranger.getByRole('heading', { name: 'Masukkan NIP dan kata sandi' }).isVisible())
})

browserTest('who changes his mind goes back to the refusal with the browser, and to the application from there', async (t) => {
  const page = await stage.newPage()
  await goToSignIn(page, stage)
  await signIn(page, await demoPerson(stage.db.app, TERBATAS))
  await page.getByRole('button', { name: 'Masuk dengan akun lain' }).click()
  await page.getByRole('heading', { name: 'Masukkan NIP dan kata sandi' }).waitFor()
  await page.goBack()
  await page.getByRole('button', { name: 'Kembali ke aplikasi' }).click()
  await page.getByRole('heading', { name: 'Anda tidak masuk ke aplikasi ini' }).waitFor()
  t.is(new URL(page.url()).origin, stage.demo)
})

browserTest('without script the page that ends the first session goes on by its button', async (t) => {
  const page = await stage.newPage({ javaScriptEnabled: false })
  await goToSignIn(page, stage)
  await signIn(page, await demoPerson(stage.db.app, TERBATAS))
  await page.getByRole('button', { name: 'Masuk dengan akun lain' }).click()
  await page.getByRole('heading', { name: 'Masukkan NIP dan kata sandi' }).waitFor()
  const second = await demoPerson(stage.db.app, 'Plt')
  await signIn(page, second)
  await page.getByRole('heading', { name: 'Lanjut ke halaman berikutnya' }).waitFor()
  await page.getByRole('button', { name: 'Lanjut' }).click()
  await page.waitForURL(`${stage.demo}/`)
  t.true((await page.getByRole('heading', { level: 1 }).innerText()).includes(await nameOf(second.nip)))
})
