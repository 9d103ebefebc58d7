import test from 'ava'
import type { Page } from 'playwright-core'
import { signIn } from '../browser/stage.ts'
import { type NewContext, openBrowser } from '../helpers/browser.ts'
import { kindOfBrowser } from '../helpers/chromium.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { type Credentials, demoPerson } from '../helpers/people.ts'
import { fileScope } from '../helpers/scope.ts'
import { openApache, openPhp, openPhpOnApache, type Party } from './parties.ts'
import { hasApache, hasPhp } from './tools.ts'

// The ready files, unchanged, on the servers that the applications of Table 1 run on, in a real browser.

const ready = kindOfBrowser() !== undefined && hasPhp() && hasApache()
const here = ready ? test.serial : test.serial.skip
const file = fileScope(test)

let house: House
let newContext: NewContext
let php: Party
let folder: Party
let apache: Party
let person: Credentials

test.before(async () => {
  if (!ready) return
  house = await openHouse(file, { template: 'penuh', jobs: true, overrides: { demo: true } })
  newContext = await openBrowser(file)
  php = await openPhp(file, house)
  folder = await openPhpOnApache(file, house)
  apache = await openApache(file, house)
  person = await demoPerson(house.db.app, 'Plt')
})

async function newPage(): Promise<Page> {
  const context = await newContext()
  context.setDefaultTimeout(15_000)
  return context.newPage()
}

const shown = async (page: Page): Promise<Record<string, unknown>> =>
  JSON.parse(await page.locator('pre').innerText()) as Record<string, unknown>

async function openInside(page: Page, { origin, root }: Party): Promise<Record<string, unknown>> {
  await page.goto(`${origin}/${root === apache.root ? '' : 'dalam.php'}`)
  await page.locator('pre').waitFor()
  return shown(page)
}

/** Whether the application shows its inside without a page of the service in between. */
async function isInside(page: Page, party: Party): Promise<boolean> {
  await page.goto(`${party.origin}/${party.root === apache.root ? '' : 'dalam.php'}`)
  return await page.locator('pre').count() === 1
}

here('sign-in through the PHP file, then into the others without a question, each with the same flat names', async (t) => {
  const page = await newPage()
  await page.goto(`${php.origin}/dalam.php?dari=surat`)
  t.is(new URL(page.url()).origin, house.issuer)
  await signIn(page, person)
  await page.waitForURL(`${php.origin}/dalam.php?dari=surat`)
  const orang = await shown(page)
  for (const name of ['sub', 'nip', 'name', 'opd_kode', 'opd_nama', 'jabatan_nama', 'unit_kerja_nama', 'asn_golongan', 'penugasan_1_jabatan']) {
    t.regex(String(orang[name]), /\S/, name)
  }
  t.is(orang['nip'], person.nip)
  t.is(orang['penugasan_jumlah'], 2)

  t.deepEqual({ ...await openInside(page, folder), sid: '' }, { ...orang, sid: '' })
  const server = await openInside(page, apache)
  for (const [name, value] of Object.entries(orang)) {
    if (!/^(penugasan|sid)/.test(name)) t.is(server[`sso_${name}`], String(value), name)
  }
  t.is(server['REMOTE_USER'], orang['sub'])

  for (const { name, httpOnly, sameSite } of await page.context().cookies([php.origin])) {
    if (name === 'PHPSESSID' || name === 'sso_apache') t.true(httpOnly && sameSite !== 'None', name)
  }
})

/** Looks again until the back channel has come; whoever waits in vain is ended by AVA. */
async function untilOut(page: Page, party: Party): Promise<void> {
  while (await isInside(page, party)) await page.waitForTimeout(20)
}

/** Leaves through the page of the service that asks once more. */
async function leave(page: Page, { origin }: Party): Promise<void> {
  await page.getByRole('link', { name: 'Keluar' }).click()
  await page.getByRole('button', { name: 'Ya, keluar' }).click()
  await page.waitForURL(`${origin}/umum.php*`)
}

for (const [title, first, others] of [
  ['the PHP file', () => php, () => [apache, folder]],
  ['the PHP file in a folder of Apache', () => folder, () => [php, apache]],
  ['mod_auth_openidc', () => apache, () => [php, folder]],
] as const) {
  here(`who leaves by ${title} is out of the others too, without having been there`, async (t) => {
    const page = await newPage()
    await page.goto(`${php.origin}/dalam.php`)
    await signIn(page, person)
    await page.waitForURL(`${php.origin}/dalam.php`)
    for (const party of [...others(), first()]) t.true(await isInside(page, party), party.stelan.clientId)
    await leave(page, first())
    for (const party of others()) {
      await untilOut(page, party)
      t.is(new URL(page.url()).origin, house.issuer, `${party.stelan.clientId} sends him to sign in`)
    }
    t.false(await isInside(page, first()))
  })
}

here('who was ended by the service alone is out at the next page of each', async (t) => {
  const page = await newPage()
  await page.goto(`${apache.origin}/`)
  await signIn(page, person)
  await page.waitForURL(`${apache.origin}/`)
  t.true(await isInside(page, php))
  await page.goto(`${house.issuer}/`)
  await page.getByRole('button', { name: 'Keluar' }).click()
  await page.getByRole('button', { name: 'Ya, keluar' }).click()
  await page.getByRole('heading', { name: 'Anda sudah keluar' }).waitFor()
  for (const party of [php, apache]) await untilOut(page, party)
  t.is(new URL(page.url()).origin, house.issuer)
})

here('neither server wrote down a secret, a token or a person', (t) => {
  for (const { printed, secret, stelan } of [php, folder, apache]) {
    for (const word of [secret, person.nip, person.password, 'PHP Warning', 'PHP Notice', 'PHP Deprecated', 'PHP Fatal', 'eyJ']) {
      t.false(printed().includes(word), `${stelan.clientId}: ${word}`)
    }
  }
})
