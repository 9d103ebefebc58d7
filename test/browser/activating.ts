import type { Page } from 'playwright-core'
import { FIRST_PASSWORD, type Newcomer } from '../helpers/aktivasi.ts'
import { at, press } from './phone.ts'
import { goToSignIn, type Stage } from './stage.ts'

// An activation, step by step, by whatever means its pages are worked.

/** From the demo application's front page to the question who somebody is. */
export async function beginActivation(page: Page, stage: Stage): Promise<void> {
  await goToSignIn(page, stage)
  await press(page, 'Belum aktivasi?')
  await at(page, 'Aktifkan akun Anda')
}

/** Asks for a code with number and digits of the mobile on file. */
export async function askForCode(page: Page, { nip }: Pick<Newcomer, 'nip'>, empat = '6789'): Promise<void> {
  await page.getByLabel('NIP atau NI PPPK').fill(nip)
  await page.getByLabel('Empat angka terakhir nomor ponsel Anda').fill(empat)
  await press(page, 'Lanjut')
  await at(page, 'Ketik kode yang kami kirim')
}

/** Number and the code of a letter, or of another device. */
export async function typeLetter(page: Page, { nip }: Newcomer, kode: string): Promise<void> {
  await page.getByRole('link', { name: 'Saya memegang surat aktivasi atau kode untuk melanjutkan' }).click()
  await page.getByLabel('NIP atau NI PPPK').fill(nip)
  await page.getByLabel('Kode aktivasi').fill(kode)
  await press(page, 'Lanjut')
}

/** The question who he is; degrees may stand about the name. */
export const askedWho = (page: Page, { nama }: Newcomer): Promise<void> =>
  page.getByRole('heading', { level: 1 }).filter({ hasText: nama }).filter({ hasText: ', benar?' }).waitFor()

/** From there to the first password. */
export async function choosePassword(page: Page, who: Newcomer): Promise<void> {
  await askedWho(page, who)
  await press(page, 'Benar, lanjut')
  await at(page, 'Pemberitahuan privasi')
  await press(page, 'Saya sudah membaca, lanjut')
  await at(page, 'Buat kata sandi')
  await page.getByLabel('Kata sandi baru').fill(FIRST_PASSWORD)
  await press(page, 'Simpan dan masuk')
}
