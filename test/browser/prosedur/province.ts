import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { daysLater } from '../../../src/domain/kepegawaian/days.rules.ts'
import { makeSample, samplePopulation } from '../../../src/domain/kepegawaian/sample/index.ts'
import { readUnitSeeds } from '../../../src/domain/pegawai/unit/unit.schema.ts'
import { type Clock, dayInWib } from '../../../src/kernel/lib/clock.ts'
import { openBrowser } from '../../helpers/browser.ts'
import { type CliOptions, onDatabase, runCli, temporaryFolder } from '../../helpers/cli.ts'
import { type House, openHouse } from '../../helpers/house.ts'
import type { Credentials } from '../../helpers/people.ts'
import type { Scope } from '../../helpers/scope.ts'
import { signIn } from '../stage.ts'

// A province on its first day: no demo, an empty database, the personnel data, one administrator. What operators do at the
// command line ends here; everything after it is done in a browser.

const PEOPLE = 400
export const PASSWORD = 'Kata-Sandi-Contoh-2026'
/** Of the OPD that applies, whose head is away for good: his secretary stands in. */
const PLT = 'Kepala Dinas Pariwisata'

/** Who does what in the story, each at his own browser. */
export type Actor =
  | 'admin' | 'keamanan' | 'pengembang' | 'kepala-opd' | 'kepala-opd-baru' | 'kepala-dinas' | 'kepala-bidang' | 'kepala-seksi'
  | 'csirt' | 'pemilik-data' | 'pegawai'

export interface Province extends House {
  /** Moves the clock of the service by so many days. */
  readonly wait: (days: number) => void
  readonly numberOf: (actor: Actor) => string
  /** Reads the personnel data again, in which another person stands in for the head of the OPD. */
  readonly replacePlt: () => Promise<void>
  /** A browser of its own in which this person signs in at a page. */
  readonly at: (actor: Actor, path: string, options?: BrowserContextOptions) => Promise<Page>
}

const population = samplePopulation(PEOPLE, readUnitSeeds())

/** @returns the number of the first who fits, for each actor another person */
function castOf(): Record<Actor, string> {
  const taken = new Set<string>()
  const find = (opd: string, leads: boolean, post = ''): string => {
    const person = population.people.find(({ unit, kedudukan, ...one }) => unit.opd === opd && one.leads === leads
      && kedudukan.kode === '01' && (one.jabatan.nama ?? '').startsWith(post) && !taken.has(one.nip))
    if (!person) throw new Error(`the population has nobody for ${opd}, ${post}`)
    taken.add(person.nip)
    return person.nip
  }
  return {
    'kepala-dinas': find('diskominfo', true, 'Kepala Dinas'), 'kepala-bidang': find('diskominfo', true, 'Kepala Bidang Aplikasi'),
    'kepala-seksi': find('diskominfo', true, 'Kepala Seksi Layanan Aplikasi'),
    'kepala-opd': find('dispar', true, 'Sekretaris'), 'kepala-opd-baru': find('dispar', true, 'Kepala Bidang Destinasi'),
    'pengembang': find('dispar', false), 'admin': find('diskominfo', false), 'keamanan': find('diskominfo', false),
    'csirt': find('diskominfo', false), 'pemilik-data': find('bkd', false), 'pegawai': find('bkd', false),
  }
}

/** Writes the bundle of a day on which somebody stands in for the head of the OPD until then, the last day included. */
function writeBundle(folder: string, deputy: string, [from, until]: readonly [string, string]): void {
  const bundle = makeSample({ people: PEOPLE, units: readUnitSeeds() })
  const person = population.people.find(({ nip }) => nip === deputy)
  const [head = '', ...letters] = bundle['penugasan.csv'].trimEnd().split('\n')
  const vacant = letters.find((line) => line.includes(PLT))?.split(';')
  if (!person || !vacant) throw new Error('nobody can stand in')
  const columns = head.replace('\ufeff', '').split(';')
  const changed: Record<string, string> = { pns_id: person.pnsId, jenis: 'PLT', mulai: from, selesai: until }
  const line = vacant.map((value, index) => changed[columns[index] ?? ''] ?? value).join(';')
  const others = letters.filter((one) => !one.includes(PLT))
  writeFileSync(join(folder, 'pegawai.csv'), bundle['pegawai.csv'])
  writeFileSync(join(folder, 'unor.csv'), bundle['unor.csv'])
  writeFileSync(join(folder, 'penugasan.csv'), `${[head, ...others, line].join('\n')}\n`)
}

/** What an operator types; it must go well. */
async function operate(args: readonly string[], options: CliOptions): Promise<void> {
  const { ends, stdout, stderr } = await runCli(args, options)
  if (ends !== 0) throw new Error(`${args.join(' ')} ended with ${ends}: ${stderr}${stdout}`)
}

/** Days as the bundle writes them. */
const printed = (day: string): string => day.split('-').toReversed().join('-')

/** Opens the province: units and Table 1, personnel data, accounts of the actors, one administrator. */
export async function openProvince(scope: Scope): Promise<Province> {
  let ahead = 0
  const clock: Clock = { now: () => new Date(Date.now() + ahead * 86_400_000), today: () => dayInWib(clock.now()) }
  const house = await openHouse(scope, { template: 'kosong', jobs: true, clock })
  const env = onDatabase(house.db)
  const cast = castOf()
  const folder = temporaryFolder(scope)
  const read = async (deputy: string, days: readonly [string, string]): Promise<void> => {
    writeBundle(folder, deputy, days.map(printed) as [string, string])
    await operate(['kepegawaian', 'import', folder], { env })
  }
  await operate(['seed', 'aplikasi'], { env })
  const today = clock.today()
  await read(cast['kepala-opd'], [daysLater(today, -30), daysLater(today, 1)])
  for (const nip of Object.values(cast)) await operate(['account', 'activate', nip, '--password-stdin'], { env, stdin: PASSWORD })
  await operate(['role', 'grant', cast.admin, 'admin'], { env })
  await house.heard()
  const newContext = await openBrowser(scope)
  return {
    ...house,
    wait: (days) => { ahead += days },
    numberOf: (actor) => cast[actor],
    replacePlt: () => read(cast['kepala-opd-baru'], [clock.today(), daysLater(clock.today(), 60)]),
    async at(actor, path, options = {}) {
      const context = await newContext({ viewport: { width: 360, height: 640 }, ...options })
      context.setDefaultTimeout(30_000)
      const page = await context.newPage()
      await page.goto(house.issuer + path)
      const who: Credentials = { nip: cast[actor], password: PASSWORD }
      await signIn(page, who)
      await page.waitForURL(`${house.issuer}${path}`)
      return page
    },
  }
}
