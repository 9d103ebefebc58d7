import test from 'ava'
import { insertAccounts } from '../../src/domain/accounts/account.queries.ts'
import { createHashQueue } from '../../src/domain/accounts/hash-queue.ts'
import { createPasswordHasher } from '../../src/domain/accounts/password-hash.ts'
import { importBundle } from '../../src/domain/kepegawaian/index.ts'
import { type Keadaan, listKedudukan } from '../../src/domain/pegawai/kedudukan.rules.ts'
import { loadUnits } from '../../src/domain/pegawai/unit/load-units.service.ts'
import { readUnitSeeds } from '../../src/domain/pegawai/unit/unit.schema.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { leaveFrom, typePassword } from '../helpers/journey.ts'
import { authorizationRequest, type RelyingParty, signInTo } from '../helpers/relying-party.ts'
import type { Scope } from '../helpers/scope.ts'
import { UNIT_ROWS } from '../kepegawaian/directory.ts'
import { folderOf, nipOf, pegawai, pegawaiCsv, rows, unorCsv } from '../kepegawaian/feeds.ts'
import { addReceiver } from '../logout/support.ts'
import { signedInSomewhere, whatIsLeft } from '../sessions/people.ts'

/** Domain.md section 5, written by hand once more: what each kode of a feed lets a person do at the doors. */
const CODES: [Keadaan, string[]][] = [
  ['aktif', ['01', '11', '15', '16', '71']],
  ['terbatas', ['03', '20', '05', '07', '08', '09', '12']],
  ['beku', ['02', '13', '06', '04', '14', '52', '92', '89']],
  ['calon', ['51']],
  ['tutup', ['66', '67', '68', '69', '70', '77', '88', '90', '91', '98', '99']],
]
const WITHOUT_JABATAN = ['03', '20']
/** Disciplined or demoted: the jabatan that comes with it is the one that is told from then on. */
const DEMOTED = ['15', '16']

const SCOPE = { scope: 'openid profile opd jabatan' }
const PASSWORD = 'kalimat sandi untuk uji kedudukan'
/** Enough that the brake lets twenty of them go at once. */
const COLLEAGUES = 150

async function importOf(scope: Scope, { db, clock }: House, kodeOf: (serial: number) => string): Promise<void> {
  const lines = rows(1, COLLEAGUES, (serial) => pegawai(serial, {
    kedudukan_hukum_id: kodeOf(serial), kedudukan_hukum_nama: '',
    ...(DEMOTED.includes(kodeOf(serial)) && { jabatan_id: 'J2', jabatan_nama: 'Arsiparis Ahli Pertama' }),
  }))
  const path = await folderOf(scope, { 'pegawai.csv': pegawaiCsv(lines), 'unor.csv': unorCsv(UNIT_ROWS) })
  const { quarantined } = await importBundle(db.app, clock, { path })
  if (quarantined.length > 0) throw new Error(JSON.stringify(quarantined))
}

async function personOf({ db }: House, serial: number): Promise<string> {
  const [row] = await db.app.query<{ id: string }>({
    text: `SELECT pegawai_id AS id FROM pegawai_sumber WHERE external_id = $1`, values: [`P${serial}`],
  })
  if (!row) throw new Error(`nobody is P${serial}`)
  return row.id
}

/** Where a sign-in to an application ends: with a code, with the page that refuses, or at the sign-in page again. */
async function tryAt(party: RelyingParty, serial: number): Promise<string> {
  const jar = cookieJar()
  const answer = await typePassword(jar, (await authorizationRequest(party, SCOPE)).url, { nip: nipOf(serial), password: PASSWORD })
  if (answer.status !== 303) return `sign-in ${answer.status}`
  const page = await jar.follow(locationOf(answer))
  if (page.status === 403) return /status kepegawaian Anda sedang terbatas/.test(await page.text()) ? 'terbatas' : '403'
  return (await leaveFrom(jar, page.url).catch(() => locationOf(page))).searchParams.has('code') ? 'code' : 'no code'
}

test('each kedudukan of a feed does at the doors what the table of the domain says', async (t) => {
  const house = await openHouse(t, { template: 'kosong' })
  const { db } = house
  await db.app.knex.transaction((trx) => loadUnits(trx, readUnitSeeds()))
  const kodes = CODES.flatMap(([, all]) => all)
  t.deepEqual([...kodes].sort(), listKedudukan().map(({ kode }) => kode).sort(), 'every kode there is')
  await importOf(t, house, () => '01')
  const people = await Promise.all(kodes.map((_, index) => personOf(house, index + 1)))
  const hasher = createPasswordHasher({ queue: createHashQueue({ slots: 1, maxWaiting: 1 }) })
  const hash = await hasher.hashPassword(PASSWORD)
  await db.app.query(insertAccounts(people, people.map(() => hash)))
  for (const id of people) await signedInSomewhere(db, id, id)

  const ordinary = await addReceiver(house, 'biasa', 'http://localhost:9/keluar', SCOPE)
  const selfService = await addReceiver(house, 'mandiri', 'http://localhost:9/keluar', { ...SCOPE, layanan_mandiri: true })
  await importOf(t, house, (serial) => kodes[serial - 1] ?? '01')
  await house.heard()

  for (const [keadaan, all] of CODES) {
    for (const kode of all) {
      const index = kodes.indexOf(kode)
      const serial = index + 1
      const mayEnter = keadaan === 'aktif' || keadaan === 'terbatas'
      t.is(await tryAt(ordinary, serial), keadaan === 'aktif' ? 'code' : mayEnter ? 'terbatas' : 'sign-in 400', kode)
      const left = await whatIsLeft(db, people[index] ?? '')
      t.is(left.sessions > 0, mayEnter, `${kode}: sessions from before`)
      if (!mayEnter) {
        t.is(await tryAt(selfService, serial), 'sign-in 400', kode)
        t.deepEqual(left, { sessions: 0, artefacts: 0 }, kode)
        continue
      }
      const { userinfo } = await signInTo(selfService, cookieJar(), { nip: nipOf(serial), password: PASSWORD }, SCOPE)
      t.is(userinfo['jabatan'] === undefined, WITHOUT_JABATAN.includes(kode), `${kode}: jabatan`)
      if (!WITHOUT_JABATAN.includes(kode)) {
        const { nama } = userinfo['jabatan'] as { nama: string }
        t.is(nama, DEMOTED.includes(kode) ? 'Arsiparis Ahli Pertama' : 'Arsiparis Ahli Muda', `${kode}: jabatan of the feed`)
      }
      t.truthy(userinfo['opd'], `${kode}: opd`)
    }
  }
})
