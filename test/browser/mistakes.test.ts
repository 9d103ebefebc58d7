import test from 'ava'
import type { Page } from 'playwright-core'
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

const summary = (page: Page) => page.getByRole('alert')
const focused = (page: Page) => page.evaluate<string>('document.activeElement.id || document.activeElement.className')

browserTest('a wrong password: the same page with the NIP kept, the summary focused, the title saying so first', async (t) => {
  const person = await demoPerson(stage.db.app, 'Auditor')
  const page = await stage.newPage()
  await goToSignIn(page, stage)
  const address = page.url()
  await signIn(page, { ...person, password: 'salah-sekali' })

  await summary(page).waitFor()
  t.is(page.url(), address)
  t.is(await page.title(), 'Galat: Masuk ke Aplikasi demo - Banten Satu Login')
  t.is(await focused(page), 'summary')
  t.regex(await summary(page).innerText(), /tidak cocok dengan akun yang aktif/)
  const words = await summary(page).innerText()
  t.is(await page.locator('#nip').inputValue(), person.nip)
  t.is(await page.locator('#sandi').inputValue(), '')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  t.is(await focused(page), 'nip')

  // Somebody who is not there, and a number that is no NIP, hear the same.
  for (const nip of ['198001012005011999', '999999999999999999']) {
    await signIn(page, { nip, password: 'salah-sekali' })
    await page.waitForFunction(`document.querySelector('#nip').value === '${nip}' && document.activeElement.id !== 'sandi'`)
    t.is(await summary(page).innerText(), words, nip)
  }
  await signIn(page, person)
  await page.waitForURL(`${stage.demo}/`)
})

browserTest('what is wrong with the typing is said beside the field: "18 angka, Anda mengetik 17"', async (t) => {
  const page = await stage.newPage()
  await goToSignIn(page, stage)
  await signIn(page, { nip: '19900101 201503 1 00', password: '' })
  await summary(page).waitFor()
  t.deepEqual(await summary(page).getByRole('link').allInnerTexts(), [
    'NIP berisi 18 angka. Anda mengetik 17.', 'Isi kata sandi Anda.',
  ])
  const nip = page.locator('#nip')
  t.is(await nip.inputValue(), '19900101 201503 1 00')
  t.is(await nip.getAttribute('aria-invalid'), 'true')
  t.true(await page.locator('#nip-galat').getByText('NIP berisi 18 angka. Anda mengetik 17.').isVisible())
  await summary(page).getByRole('link', { name: 'Isi kata sandi Anda.' }).click()
  t.is(await focused(page), 'sandi')
})

browserTest('without script: the password is shown and hidden again, and the sign-in goes through', async (t) => {
  const { nip, password } = await demoPerson(stage.db.app, 'Auditor')
  const page = await stage.newPage({ javaScriptEnabled: false })
  await goToSignIn(page, stage)
  const sandi = page.locator('#sandi')
  await page.locator('#nip').fill(nip)
  await sandi.fill(password)
  await page.getByRole('button', { name: 'Tampilkan Kata sandi' }).click()
  await page.locator('#sandi[type="text"]').waitFor()
  t.is(await sandi.inputValue(), password)
  t.is(await sandi.getAttribute('autocomplete'), 'off')
  t.is(await page.locator('#nip').inputValue(), nip)
  t.true(await page.getByText('Kata sandi terlihat di layar.').isVisible())
  await page.getByRole('button', { name: 'Sembunyikan Kata sandi' }).click()
  await page.locator('#sandi[type="password"]').waitFor()
  t.is(await sandi.inputValue(), password)
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
  await page.waitForURL(`${stage.demo}/`)
  t.true(await page.getByRole('button', { name: 'Segarkan data' }).isVisible())
})

browserTest('English by the link, kept for the journey, its errors, the launcher and the way out', async (t) => {
  const person = await demoPerson(stage.db.app, 'Auditor')
  const page = await stage.newPage()
  await goToSignIn(page, stage)
  await page.getByRole('link', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Enter your NIP and password' }).waitFor()
  t.is(await page.getAttribute('html', 'lang'), 'en')
  await signIn(page, { ...person, password: 'salah-sekali' })
  await summary(page).getByText('do not match an active account').waitFor()
  t.is(await page.title(), 'Error: Sign in to Aplikasi demo - Banten Satu Login')
  await signIn(page, person)
  await page.waitForURL(`${stage.demo}/`)

  // No `bahasa` in any of these addresses: the cookie keeps the choice.
  await page.goto(`${stage.issuer}/`)
  t.true(await page.getByRole('region', { name: 'Connected', exact: true }).isVisible())
  await page.goto(`${stage.issuer}/tidak-ada`)
  t.true(await page.getByRole('heading', { name: 'Page not found' }).isVisible())
  await page.goto(`${stage.issuer}/oidc/auth?client_id=tidak-ada.example`)
  t.true(await page.getByRole('heading', { name: 'This application is not registered' }).isVisible())
  await page.goto(`${stage.issuer}/`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign out of Banten Satu Login?' }).waitFor()
  await page.getByRole('button', { name: 'Yes, sign out' }).click()
  await page.getByRole('heading', { name: 'You have signed out' }).waitFor()
  await page.getByRole('link', { name: 'Bahasa Indonesia' }).click()
  await page.getByRole('heading', { name: 'Anda sudah keluar' }).waitFor()
  await page.goto(`${stage.issuer}/bantuan`)
  t.is(await page.getAttribute('html', 'lang'), 'id')
})
