import test, { type ExecutionContext } from 'ava'
import { contactsOf } from '../../src/domain/accounts/pesan/index.ts'
import { locationOf } from '../helpers/cookie-jar.ts'
import { type Desk, openDesk } from '../helpers/desk.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { post } from '../helpers/journey.ts'
import { type Credentials, demoPerson } from '../helpers/people.ts'
import { reachable } from '../mfa/support.ts'
import { subOf } from '../sessions/people.ts'

// A colleague whose number on file is wrong: two helpers of his OPD put it right.

const open = async (t: ExecutionContext) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { app } = house.db
  return {
    house, sub: await subOf(house.db, (await demoPerson(app, 'PNS di sekolah')).nip),
    at: (person: Credentials): Promise<Desk> => openDesk(house, { path: '/pembantu', person }),
    helper: await demoPerson(app, 'Pembantu faktor kedua'), stranger: await demoPerson(app, 'Pembantu faktor kedua (kedua)'),
    admin: await demoPerson(app, 'Admin OPD'),
  }
}

const send = (house: House, { jar, csrf }: Desk, path: string, fields: Record<string, string> = {}) =>
  post(jar, house.issuer + path, { csrf, ...fields })

const WHY = { alasan: 'Datang sendiri dengan kartu pegawai.', tiket: 'T-2026-11' }

test('a wrong number on file: one helper records it with a ticket, another confirms, the old one is told, an hour later it counts', async (t) => {
  const stage = await open(t)
  const { house, sub, at } = stage
  const { owner } = house.db
  await reachable(house.db, 'siti@contoh.test')
  await owner.query({
    text: `UPDATE product_role SET unit_id = (SELECT id FROM unit_kerja WHERE slug = 'dindikbud') WHERE role = 'helper-mfa' AND pegawai_id = $1`,
    values: [await subOf(house.db, stage.stranger.nip)],
  })
  await house.heard()
  const [first, second] = [await at(stage.helper), await at(stage.stranger)]
  const form = `/pembantu/orang/${sub}/kontak`
  const right = { kolom: 'no_hp', nilai: '0812 9999 9999', ...WHY }
  for (const missing of ['alasan', 'tiket', 'nilai']) {
    t.is((await send(house, first, form, { ...right, [missing]: '' })).status, 400, missing)
  }
  const path = locationOf(await send(house, first, form, right)).pathname
  t.regex(path, /^\/pembantu\/kontak\//)
  t.regex(locationOf(await send(house, first, path, { jawaban: 'setuju' })).search, /orang-yang-sama/)
  t.regex(await (await second.jar.fetch(`${house.issuer}/pembantu/permintaan`)).text(), /Kontak yang dicatat[\s\S]*\*\*\*999/)
  t.regex(await (await second.jar.fetch(house.issuer + path)).text(), /T-2026-11/)
  t.regex(locationOf(await send(house, second, path, { jawaban: 'setuju' })).search, /selesai/)
  t.true((await owner.knex('surat_keluar').where({ template: 'kontak-dicatat' }).pluck<string[]>('kepada')).includes('siti@contoh.test'))
  const later = (minutes: number) => contactsOf(house.db.app, sub, new Date(house.clock.now().getTime() + minutes * 60_000))
  t.not((await later(58)).noHp, '+6281299999999')
  t.is((await later(61)).noHp, '+6281299999999')
})

test('whoever holds a product role, and whoever is of another OPD, has no contact recorded by a helper', async (t) => {
  const stage = await open(t)
  const { house, sub, at } = stage
  const [helper, stranger] = [await at(stage.helper), await at(stage.stranger)]
  const right = { kolom: 'no_hp', nilai: '0812 9999 9999', ...WHY }
  const powerful = await send(house, helper, `/pembantu/orang/${await subOf(house.db, stage.admin.nip)}/kontak`, right)
  t.is(powerful.status, 400)
  t.regex(await powerful.text(), /hanya dicatat oleh BKD/)
  t.is((await stranger.jar.fetch(`${house.issuer}/pembantu/orang/${sub}/kontak`)).status, 404)
  t.is((await send(house, stranger, `/pembantu/orang/${sub}/kontak`, right)).status, 404)
  const path = locationOf(await send(house, helper, `/pembantu/orang/${sub}/kontak`, right)).pathname
  t.is((await stranger.jar.fetch(house.issuer + path)).status, 404)
  t.is((await send(house, stranger, path, { jawaban: 'setuju' })).status, 404)
})
