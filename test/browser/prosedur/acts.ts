import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { PDF } from '../../helpers/draf.ts'
import { press } from '../phone.ts'
import type { Actor, Province } from './province.ts'

// What people of the story do, each in a browser of his own that is closed afterwards.

/** Signs somebody in at a page, does something there, and closes the browser. */
export async function as<T>(province: Province, actor: Actor, path: string, work: (page: Page) => Promise<T>): Promise<T> {
  const page = await province.at(actor, path)
  try {
    return await work(page)
  } finally {
    await page.context().close()
  }
}

const field = (page: Page, id: string) => page.locator(`[id="${id}"]`)

/** Proposes a role, as an administrator does. @returns whether it waits for a second person */
export function proposeRole(
  province: Province, actor: Actor, { role, opd }: { role: string; opd?: string },
): Promise<boolean> {
  return as(province, 'admin', '/admin/peran', async (page) => {
    await field(page, 'nip').fill(province.numberOf(actor))
    await press(page, 'Cari orangnya')
    await field(page, 'peran').selectOption(role)
    if (opd !== undefined) await field(page, 'unit').selectOption({ label: opd })
    await field(page, 'alasan').fill('Menurut surat tugas.')
    await press(page, 'Usulkan')
    await page.waitForURL(/\/admin\/peran\/usulan\//)
    return (await page.locator('main').innerText()).includes('Usulan dicatat')
  })
}

/** Agrees to everything that waits for a second person. @returns how much it was */
export function confirmRoles(province: Province): Promise<number> {
  return as(province, 'keamanan', '/admin/peran', async (page) => {
    let done = 0
    for (;;) {
      const waiting = page.locator('main a[href^="/admin/peran/usulan/"]')
      if (await waiting.count() === 0) return done
      await waiting.first().click()
      await press(page, 'Setujui')
      await page.waitForURL(/pesan=|\/admin\/peran/)
      done += 1
      await page.goto(`${province.issuer}/admin/peran`)
    }
  })
}

/** Binds a seat to a post and confirms whoever the directory has there. */
export function fillSeat(
  province: Province, seat: { opd: string; jenis: string; unit: string; jabatan: string },
): Promise<void> {
  return as(province, 'admin', '/admin/kursi/baru', async (page) => {
    await field(page, 'opd').selectOption({ label: seat.opd })
    await press(page, 'Tampilkan unitnya')
    await field(page, 'jenis').selectOption(seat.jenis)
    for (const name of ['unit', 'jabatanUnit']) await field(page, name).selectOption({ label: seat.unit })
    await field(page, 'jabatan').fill(seat.jabatan)
    await press(page, 'Ikat')
    await confirmHere(page)
  })
}

/** On the page of a seat: confirms the one whom the directory proposes. */
async function confirmHere(page: Page): Promise<void> {
  const number = page.locator('input[id^="sk-"]').first()
  await number.waitFor()
  if (await number.inputValue() === '') await number.fill('821.2/100-BKD/2026')
  await page.getByRole('button', { name: /^Konfirmasi / }).first().click()
  await page.getByText('Yang boleh bertindak hari ini').waitFor()
}

/** Confirms the new holder of a seat that stands in the list under this post. */
export function confirmHolder(province: Province, post: string): Promise<void> {
  return as(province, 'admin', '/admin/kursi', async (page) => {
    await page.locator('tr', { hasText: post }).getByRole('link').first().click()
    await confirmHere(page)
  })
}

/** Decides at a desk. @param fill other fields of the decision's page, by id */
export function decide(
  province: Province, actor: Actor, id: string, putusan: string, fill: Readonly<Record<string, string>> = {},
): Promise<void> {
  return as(province, actor, `/disposisi/${id}`, async (page) => {
    await page.getByRole('link', { name: 'Putuskan', exact: true }).first().click()
    await field(page, `putusan-${putusan}`).check()
    for (const [name, value] of Object.entries(fill)) await field(page, name).fill(value)
    await press(page, 'Simpan putusan')
    await page.waitForURL(`${province.issuer}/disposisi/${id}?*`)
  })
}

/** Far more than a report takes. */
const MOST_LOOKS = 300

/** Has the team's automatic check run to its end, and passes the application with a word about what could not be seen. */
export async function passCsirt(province: Province, id: string): Promise<void> {
  await as(province, 'csirt', `/disposisi/${id}/csirt`, async (page) => {
    await press(page, 'Jalankan pemeriksaan')
    const again = page.getByRole('button', { name: 'Periksa lagi' })
    for (let round = 0; round < MOST_LOOKS && await again.count() === 0; round += 1) {
      await sleep(100)
      await page.goto(`${province.issuer}/disposisi/${id}/csirt?segarkan=tidak`)
    }
    await again.waitFor()
  })
  await decide(province, 'csirt', id, 'lulus', { alasan: 'Host diperiksa dengan tangan dari jaringan Diskominfo.' })
}

/** Fills in the form part by part, whatever is named of it; the page of a draft is open before and after. */
export async function fillForm(page: Page, draft: string, values: Readonly<Record<string, string>>): Promise<void> {
  await page.goto(`${draft}/isian/aplikasi`)
  // A dot in a name makes an object of it; fields are called with hyphens.
  const left = new Map(Object.entries(values).map(([id, value]) => [id.replaceAll('.', '-'), value]))
  while (page.url().includes('/isian/')) {
    for (const [id, value] of left) {
      if (await field(page, id).count() === 0) continue
      const there = (what: string): Promise<number> => page.locator(`${what}[id="${id}"]`).count()
      if (await there('select') > 0) await field(page, id).selectOption(value)
      else if (await there('[type="checkbox"]') > 0) await field(page, id).check()
      else await field(page, id).fill(value)
      left.delete(id)
    }
    await press(page, 'Simpan dan lanjut')
    await page.waitForLoadState()
  }
  if (left.size > 0) throw new Error(`the form has no ${[...left.keys()].join(', ')}`)
}

/** Uploads a file on the page of a form's part. */
export async function uploadThere(page: Page, draft: string, part: string, jenis: string): Promise<void> {
  await page.goto(`${draft}/isian/${part}`)
  await field(page, 'jenis').selectOption(jenis)
  await field(page, 'berkas').setInputFiles({ name: `${jenis}.pdf`, mimeType: 'application/pdf', buffer: PDF })
  await press(page, 'Unggah')
  await page.getByText('Berkas diunggah.').waitFor()
}
