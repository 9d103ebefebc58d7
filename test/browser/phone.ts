import type { ExecutionContext } from 'ava'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { type Clock, dayInWib } from '../../src/kernel/lib/clock.ts'
import { readGateway } from '../../src/kernel/notifications/index.ts'
import { screenshot } from '../helpers/browser.ts'
import { type MailServer, openMailServer } from '../helpers/mail-server.ts'
import type { Scope } from '../helpers/scope.ts'
import { type FakeGateway, openGateway } from '../helpers/sms-gateway.ts'
import { phoneShows } from '../helpers/totp.ts'
import { until } from '../helpers/waiting.ts'
import { lookAt } from './look.ts'
import { openNamedStage, type Stage } from './stage.ts'

// Somebody with one cheap phone: the messages that reach it, the browser on it, and the authenticator beside that.

/** The stage with a mail server and a message gateway that are somebody's. */
export interface PhoneStage extends Stage {
  readonly gateway: FakeGateway
  readonly mail: MailServer
}

/** As the province would call them: what stands in the pictures. */
const NAMES = { issuer: 'login.bantenprov.go.id', demo: 'demo.bantenprov.go.id' }

/** @param answer of the gateway to its nth call; it takes every message unless given */
export async function openPhoneStage(
  scope: Scope, { clock, answer }: { clock?: Clock; answer?: (n: number) => { readonly status: number } } = {},
): Promise<PhoneStage> {
  const [gateway, mail] = [await openGateway(scope, answer && { answer }), await openMailServer(scope)]
  const stage = await openNamedStage(scope, NAMES, { ...(clock && { clock }), overrides: {
    smtpUrl: mail.url, mailFrom: 'satu-login@login.test',
    gateway: await readGateway({ url: gateway.url, templateFile: undefined, secrets: {} }),
  } })
  return { ...stage, gateway, mail }
}

/** A browser of its own at the size of a small phone. */
export const phonePage = (stage: Stage, options: BrowserContextOptions = {}): Promise<Page> =>
  stage.newPage({ viewport: { width: 360, height: 640 }, ...options })

/** The texts of the messages that reached a phone, the oldest first. */
export const textsIn = ({ gateway }: PhoneStage): string[] => gateway.calls.map(({ body }) => (JSON.parse(body) as { pesan: string }).pesan)

/** Waits for the next message with a code. @param had how many there were before it was asked for */
export async function codeSent(stage: PhoneStage, had: number): Promise<string> {
  const codes = (): string[] => textsIn(stage).flatMap((text) => /\b\d{6}\b/.exec(text) ?? [])
  await until(() => codes().length > had)
  return codes()[had] ?? ''
}

/** Looks at the page as it stands: accessible, whole at this width, and a picture of docs/ where it has a name there. */
export async function look(t: ExecutionContext, page: Page, name: string, picture?: string): Promise<void> {
  await lookAt(t, page, name, 'id')
  if (picture === undefined) return
  await page.evaluate('document.activeElement?.blur?.()')
  await screenshot(page, picture, { fullPage: true })
}

/** Presses the button of this name, in whatever form it stands. */
export const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click()

/** Waits for the page that asks this. */
export const at = (page: Page, heading: string | RegExp): Promise<void> =>
  page.getByRole('heading', { level: 1, name: heading }).waitFor()

/** The key that a page of a new authenticator offers to copy. */
export const keyOf = async (page: Page): Promise<string> => (await page.locator('.key').innerText()).replaceAll(/\s/g, '')

/** Adds the authenticator of this page to the phone, and types what it shows. @returns its key */
export async function addAuthenticator(page: Page): Promise<string> {
  const key = await keyOf(page)
  await page.getByLabel('Kode enam angka dari aplikasi').fill(phoneShows(key))
  await press(page, 'Simpan dan lanjut')
  return key
}

/** Has the recovery card shown, and keeps it. @returns its codes */
export async function keepCard(page: Page): Promise<string[]> {
  await at(page, 'Simpan kartu pemulihan Anda')
  await press(page, 'Tampilkan sepuluh kode')
  await page.locator('.codes').waitFor()
  const codes = await page.locator('.codes li').allInnerTexts()
  await press(page, 'Sudah saya simpan')
  return codes.map((code) => code.trim())
}

/** A clock that goes with the machine's, or stands still while `at` says so: codes of thirty seconds are about no haste. */
export interface HeldClock extends Clock { at: Date | undefined }

export function heldClock(): HeldClock {
  const clock: HeldClock = {
    at: undefined, now: () => clock.at ?? new Date(), today: () => dayInWib(clock.now()),
  }
  return clock
}

/** A mobile that is on file long enough to be believed. */
export async function giveMobile({ db }: Stage, pegawaiId: string): Promise<void> {
  await db.owner.knex('pegawai').where({ id: pegawaiId }).update({ no_hp: '+628123456789' })
  await db.owner.knex('pegawai').where({ id: pegawaiId }).update({ no_hp_sejak: '2026-01-01' })
}

/** Where the helpers can be found, and how they are called. */
export const DESK = { ruang: 'Gedung B lantai 2, ruang 204', telepon: '0254 000000' }

export async function openDesks({ db }: Stage): Promise<void> {
  await db.owner.knex('product_role').where({ role: 'helper-mfa' }).update(DESK)
}

/** Counts what was typed into this browser's pages: how often a password was sent, first ones and others. */
export function countPasswords(page: Page): { readonly typed: number; readonly chosen: number } {
  const count = { typed: 0, chosen: 0 }
  page.on('request', (request) => {
    const sent = new URLSearchParams(request.method() === 'POST' ? request.postData() ?? '' : '')
    if (sent.has('sandi')) count.typed += 1
    if (sent.has('baru') && !sent.get('lihat')) count.chosen += 1
  })
  return count
}
