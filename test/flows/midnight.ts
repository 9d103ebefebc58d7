import test from 'ava'
import * as client from 'openid-client'
import { runCalendar } from '../../src/domain/kepegawaian/kalender/index.ts'
import { daysLater } from '../../src/domain/kepegawaian/days.rules.ts'
import { scheduleKedudukan } from '../../src/domain/pegawai/terjadwal.queries.ts'
import { dayInWib } from '../../src/kernel/lib/clock.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { openHouse } from '../helpers/house.ts'
import { demoPerson } from '../helpers/people.ts'
import { signInTo } from '../helpers/relying-party.ts'
import type { Scope } from '../helpers/scope.ts'
import { addReceiver, rowsOf } from '../logout/support.ts'
import { subOf, whatIsLeft } from '../sessions/people.ts'

/** Midnight of Banten, in a house whose day a test turns while its hours go on. */
async function houseOfDays(t: Scope) {
  let day = dayInWib(new Date())
  const clock = { now: () => new Date(), today: () => day }
  const house = await openHouse(t, { template: 'penuh', clock })
  const party = await addReceiver(house, 'uji-tengah-malam', 'http://localhost:9/keluar', {
    layanan_mandiri: false, scope: 'openid profile opd jabatan peran pegawai',
  })
  return { house, party, clock, today: day, tomorrow: daysLater(day, 1), midnight: () => { day = daysLater(day, 1) } }
}

type Night = Awaited<ReturnType<typeof houseOfDays>>

async function signedIn({ house, party }: Night) {
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const jar = cookieJar()
  const { tokens, userinfo } = await signInTo(party, jar, person, { scope: 'openid profile opd jabatan peran pegawai' })
  return { person, jar, tokens, userinfo, sub: await subOf(house.db, person.nip) }
}

/** What of a sign-in still works: the launcher, userinfo, introspection. */
async function works({ house, party }: Night, { jar, tokens }: Awaited<ReturnType<typeof signedIn>>) {
  const bearer = { authorization: `Bearer ${tokens.access_token}` }
  return {
    launcher: (await jar.fetch(house.issuer)).status,
    userinfo: (await fetch(`${house.issuer}/oidc/me`, { headers: bearer })).status,
    active: (await client.tokenIntrospection(party.config, tokens.access_token)).active,
  }
}

const OPEN = { launcher: 200, userinfo: 200, active: true }
const SHUT = { launcher: 303, userinfo: 401, active: false }

type End = (night: Night, sub: string) => Promise<unknown>

const update = (columns: (night: Night) => Record<string, string>): End => (night, sub) =>
  night.house.db.owner.knex('pegawai').where({ id: sub }).update(columns(night))

const announce = (kode: string): End => ({ house: { db }, tomorrow }, pegawaiId) =>
  db.app.knex.transaction((trx) => scheduleKedudukan(trx, [
    { pegawaiId, kode, berlaku: tomorrow, sumber: 'uji', recordedAt: new Date() },
  ]))

const ENDS: [name: string, end: End][] = [
  ['retires', update(({ tomorrow }) => ({ tmt_pensiun: tomorrow }))],
  ['has a contract until today', update(({ today }) => ({ akhir_kontrak: today }))],
  ['has died by the register', update(({ tomorrow }) => ({ tgl_meninggal: tomorrow }))],
  ['is dismissed from tomorrow', announce('88')],
  ['goes on unpaid leave from tomorrow', announce('02')],
]

/** @param zone in which the process runs, for the titles */
export function midnightTests(zone: string): void {
  for (const [name, end] of ENDS) {
    test(`whoever ${name} is out at 00:00 WIB without a sync, and his applications hear of it (${zone})`, async (t) => {
      const night = await houseOfDays(t)
      const visit = await signedIn(night)
      await end(night, visit.sub)
      await night.house.heard()
      await runCalendar({ database: night.house.db.app, clock: night.clock })
      t.deepEqual(await works(night, visit), OPEN, 'the evening before')

      night.midnight()
      t.deepEqual(await works(night, visit), SHUT, 'before any job has run')
      const refused = await t.throwsAsync<client.ResponseBodyError>(
        client.refreshTokenGrant(night.party.config, visit.tokens.refresh_token ?? ''))
      t.is(refused.error, 'invalid_grant')
      await t.throwsAsync(signInTo(night.party, cookieJar(), visit.person))
      t.deepEqual(await rowsOf(night.house.db), [])

      t.is(await runCalendar({ database: night.house.db.app, clock: night.clock }), 1)
      t.deepEqual(await whatIsLeft(night.house.db, visit.sub), { sessions: 0, artefacts: 0 })
      t.deepEqual((await rowsOf(night.house.db)).map(({ client_id, sebab }) => [client_id, sebab]),
        [['uji-tengah-malam', 'berhenti']])
    })
  }

  test(`posts, assignments and kedudukan that begin or end change the claims at 00:00 WIB (${zone})`, async (t) => {
    const night = await houseOfDays(t)
    const { house: { db, issuer }, today, tomorrow } = night
    const { sub, tokens, userinfo } = await signedIn(night)
    t.truthy(userinfo['jabatan'])
    const unit_id = (await db.owner.knex('unit_kerja').where({ slug: 'dishub' }).first<{ id: string }>('id')).id
    await db.owner.knex('pegawai_jabatan').where({ pegawai_id: sub }).update({ valid_to: tomorrow })
    await db.owner.knex('pegawai_jabatan').insert({
      pegawai_id: sub, unit_id, eselon: 'IV.a', tmt: tomorrow, valid_from: tomorrow,
    })
    const letter = { pegawai_id: sub, unit_id, sumber: 'uji', jabatan: 'Kepala Seksi' }
    await db.owner.knex('penugasan').insert([
      { ...letter, jenis: 'PLH', valid_from: '2020-01-01', valid_to: tomorrow },
      { ...letter, jenis: 'PLT', valid_from: tomorrow },
    ])
    await night.house.heard()
    const claims = async () => {
      const answer = await fetch(`${issuer}/oidc/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } })
      const { jabatan, opd, penugasan = [], asn } = await answer.json() as {
        jabatan?: { eselon?: string }; opd: { nama: string }; penugasan?: { jenis: string }[]; asn: { kedudukan: string }
      }
      return { eselon: jabatan?.eselon, opd: opd.nama, penugasan: penugasan.map(({ jenis }) => jenis), asn: asn.kedudukan }
    }
    const before = await claims()
    t.deepEqual([before.penugasan, before.asn], [['PLH'], 'Aktif'])
    t.not(before.opd, 'Dinas Perhubungan')
    t.is(night.clock.today(), today)
    night.midnight()
    t.deepEqual(await claims(), { eselon: 'IV.a', opd: 'Dinas Perhubungan', penugasan: ['PLT'], asn: 'Aktif' })

    // From the day after: on study leave nobody acts in a post, and this application is not everybody's.
    await db.app.knex.transaction((trx) => scheduleKedudukan(trx, [
      { pegawaiId: sub, kode: '16', berlaku: daysLater(tomorrow, 1), sumber: 'uji', recordedAt: new Date() },
    ]))
    await night.house.heard()
    t.is((await claims()).asn, 'Aktif')
    night.midnight()
    t.is((await claims()).asn, 'Pemindahan dalam rangka penurunan Jabatan')
  })
}
