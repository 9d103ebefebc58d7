import test from 'ava'
import * as client from 'openid-client'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { findEntry, membersOf } from '../../src/domain/clients/masuk/masuk.queries.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { type Desk, openDesk } from '../helpers/desk.ts'
import { employee, holdOf, roledClient } from '../helpers/gerbang.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { post } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { discoverParty, signInTo } from '../helpers/relying-party.ts'
import { fileScope } from '../helpers/scope.ts'
import { subOf } from '../sessions/people.ts'

// What an OPD decides by itself about who enters its applications, and what it does not.

const OTHER = 'skp.bantenprov.go.id'

const file = fileScope(test)
let house: House
let own = ''
let root = ''
let developer: Desk
let admin: Desk

test.before(async () => {
  house = await openHouse(file, { template: 'penuh' })
  own = await roledClient(house)
  root = `${house.issuer}/pengembang/klien/${own}`
  const desk = async (role: string) => openDesk(house, { path: '/pengembang/klien', person: await demoPerson(house.db.app, role) })
  developer = await desk('pengembang')
  admin = await desk('admin-opd')
})

const send = (desk: Desk, path: string, fields: Record<string, string>) => post(desk.jar, `${root}/${path}`, { csrf: desk.csrf, ...fields })
const entry = () => findEntry(house.db.app, own)
const opd = async () => (await entry())?.unitId ?? ''
const members = async (table: 'client_tester' | 'client_pilot') => (await membersOf(house.db.app, table, {
  clientId: own, unitId: await opd(), today: house.clock.today(),
})).map(({ id }) => id)
const today = () => house.clock.today()

test.serial('a rule is narrowed at once, and a wider one is refused with what to do', async (t) => {
  t.is((await send(developer, 'masuk', { jenis: 'tertentu' })).status, 400)
  t.is((await send(developer, 'masuk', { jenis: 'tertentu', nip: '1' })).status, 400)
  t.is((await send(developer, 'masuk', { jenis: 'semua' })).status, 303)
  t.deepEqual((await entry())?.aturan, { jenis: 'semua' })
  t.is((await send(developer, 'masuk', { jenis: 'opd' })).status, 303)
  t.deepEqual((await entry())?.aturan, { jenis: 'opd' })
  const wishes: Record<string, string>[] = [{ jenis: 'semua' }, { jenis: 'tertentu', jabatan: 'Bendahara' }, { jenis: 'tertentu', nip: (await demoPerson(house.db.app, 'auditor')).nip }]
  for (const wider of wishes) {
    const answer = await send(developer, 'masuk', wider)
    t.is(answer.status, 409)
    t.regex(await answer.text(), /Ajukan permohonan perubahan/)
  }
  const id = await opd()
  t.is((await send(developer, 'masuk', { jenis: 'tertentu', unit: id })).status, 303)
  t.deepEqual((await entry())?.aturan, { jenis: 'tertentu', unit: [id], jabatan: [], eselon: [], orang: [] })
  const sub = await subOf(house.db, developer.person.nip)
  t.deepEqual(await house.db.owner.knex('audit_event').where({ kind: 'klien.aturan-masuk' }).pluck('actor'), [`pegawai:${sub}`, `pegawai:${sub}`])
})

test.serial('the pilot is switched, and its group is of anybody, by number', async (t) => {
  const { nip } = await demoPerson(house.db.app, 'auditor')
  const sub = await subOf(house.db, nip)
  t.is((await send(developer, 'masuk/pilot', { nip: '199001012015039999' })).status, 400)
  t.is((await send(developer, 'masuk/pilot', { nip })).status, 303)
  t.is((await send(developer, 'masuk/pilot', { nyala: 'ya' })).status, 303)
  t.deepEqual([await members('client_pilot'), (await entry())?.pilot], [[sub], true])
  t.is((await send(developer, 'masuk/pilot', { lepas: sub })).status, 303)
  t.is((await send(developer, 'masuk/pilot', { nyala: 'tidak' })).status, 303)
  t.deepEqual([await members('client_pilot'), (await entry())?.pilot], [[], false])
})

test.serial('testers are people of the OPD; of others it is not told that they exist', async (t) => {
  const stranger = await send(developer, 'penguji', { nip: (await demoPerson(house.db.app, 'auditor')).nip })
  const nobody = await send(developer, 'penguji', { nip: '199001012015039999' })
  t.deepEqual([stranger.status, nobody.status], [400, 400])
  const said = /Tidak ada pegawai [^<]+ dengan NIP itu/
  t.is(said.exec(await stranger.text())?.[0], said.exec(await nobody.text())?.[0])
  const { nip } = await demoPerson(house.db.app, 'PNS di sekolah')
  t.is((await send(developer, 'penguji', { nip })).status, 303)
  const sub = await employee(house)
  t.deepEqual(await members('client_tester'), [sub])
  const html = await (await developer.jar.follow(`${root}/penguji`)).text()
  t.false(html.includes(nip))
  t.is((await send(developer, 'penguji', { lepas: sub })).status, 303)
  t.deepEqual(await members('client_tester'), [])
})

test.serial('an admin-opd finds somebody of his own, gives him a role, and the application reads it', async (t) => {
  await house.db.owner.knex('client').where({ client_id: own }).update({ aturan_masuk: '{"jenis":"semua"}', pilot: false })
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  const sub = await employee(house)
  const found = await (await send(admin, 'peran', { cari: person.nip })).text()
  t.true(found.includes(`/peran/beri/${sub}`))
  t.is((await send(admin, 'peran', { cari: 'x' })).status, 400)
  for (const [wrong, status] of [
    [{ peran: 'lain' }, 400], [{ mulai: '2026-02-30' }, 400], [{ mulai: '2020-01-01' }, 400], [{ selesai: '2020-01-01' }, 400], [{ alasan: 'x' }, 400],
  ] as const) t.is((await send(admin, `peran/beri/${sub}`, { peran: 'operator', mulai: today(), alasan: 'surat tugas 1', ...wrong })).status, status, JSON.stringify(wrong))
  const give = () => send(admin, `peran/beri/${sub}`, { peran: 'operator', mulai: today(), alasan: 'surat tugas 1' })
  t.is((await give()).status, 303)
  t.is((await give()).status, 409)
  await house.heard()
  const { client_secret: secret } = await issueSecret(house.db.app, house.clock, own)
  const party = await discoverParty(house.issuer, own, secret, `https://${own}/sso/callback`)
  const { userinfo, tokens } = await signInTo(party, cookieJar(), person, { scope: 'openid peran' })
  t.deepEqual(userinfo['peran'], ['operator'])
  const hold = await holdOf(house, own)
  t.is((await send(admin, `peran/${hold}`, { alasan: '' })).status, 400)
  t.is((await send(admin, `peran/${hold}`, { alasan: 'tugas selesai' })).status, 303)
  t.is((await send(admin, `peran/${hold}`, { alasan: 'tugas selesai' })).status, 404)
  await house.heard()
  t.false('peran' in await client.fetchUserInfo(party.config, tokens.access_token, client.skipSubjectCheck))
})

test.serial('whoever is held, or of another OPD, is given nothing', async (t) => {
  const stranger = await subOf(house.db, (await demoPerson(house.db.app, 'auditor')).nip)
  t.is((await admin.jar.follow(`${root}/peran/beri/${stranger}`)).status, 404)
  t.is((await send(admin, `peran/beri/${stranger}`, { peran: 'operator', mulai: today(), alasan: 'surat tugas 1' })).status, 404)
  t.false((await (await send(admin, 'peran', { cari: (await demoPerson(house.db.app, 'auditor')).nip })).text()).includes(stranger))
  const sub = await employee(house)
  await house.db.owner.query({ text: 'UPDATE pegawai SET tahan = true WHERE id = $1', values: [sub] })
  const held = await send(admin, `peran/beri/${sub}`, { peran: 'verifikator', mulai: today(), alasan: 'surat tugas 1' })
  t.is(held.status, 400)
  t.regex(await held.text(), /sedang diperiksa BKD/)
})

test.serial('another OPD\'s application is not there, and each role does its own', async (t) => {
  for (const path of ['masuk', 'penguji', 'peran']) {
    t.is((await developer.jar.follow(`${house.issuer}/pengembang/klien/${OTHER}/${path}`)).status, 404, path)
    t.is((await admin.jar.follow(`${root}/${path}`)).status, 200, path)
  }
  for (const path of ['masuk', 'masuk/pilot', 'penguji']) t.is((await send(admin, path, { jenis: 'opd' })).status, 403, path)
  t.is((await send(developer, 'peran', { cari: 'siapa' })).status, 403)
  t.is((await developer.jar.follow(`${house.issuer}/pengembang/peran`)).status, 403)
  const list = await (await admin.jar.follow(`${house.issuer}/pengembang/peran`)).text()
  t.true(list.includes(`/pengembang/klien/${own}/peran`))
  const hold = await holdOf(house, own, 'verifikator')
  const other = await subOf(house.db, (await demoPerson(house.db.app, 'bkd')).nip)
  await house.db.owner.query({
    text: `INSERT INTO product_role (pegawai_id, role, unit_id, valid_from, given_by)
      SELECT $1, 'admin-opd', id, '2026-01-01', 'uji' FROM unit_kerja WHERE slug = 'bappeda'`, values: [other],
  })
  const desk = await openDesk(house, { path: '/pengembang/peran', person: await demoPerson(house.db.app, 'bkd') })
  for (const path of ['peran', `peran/${hold}`]) t.is((await desk.jar.follow(`${root}/${path}`)).status, 404, path)
  t.is((await send(desk, `peran/${hold}`, { alasan: 'bukan urusannya' })).status, 404)
})

test.serial('who has a role is read in pages, the latest first', async (t) => {
  await house.db.owner.query({
    text: `INSERT INTO peran_aplikasi_orang (peran_id, pegawai_id, unit_id, mulai, oleh, alasan, at)
      SELECT r.id, p.id, $2, CURRENT_DATE, 'uji', 'banyak orang', now() FROM peran_aplikasi r,
        (SELECT id FROM pegawai ORDER BY id LIMIT 120) p
      WHERE r.client_id = $1 AND r.kode = 'operator' AND r.ended_at IS NULL ON CONFLICT DO NOTHING`, values: [own, await opd()],
  })
  const seen = new Set<string>()
  let next: string | undefined = `${root}/peran`
  let pages = 0
  for (; next !== undefined && pages < 10; pages += 1) {
    const html = await (await admin.jar.follow(next)).text()
    for (const [, id = ''] of html.matchAll(/\/peran\/([0-9a-f-]{36})"/g)) seen.add(id)
    const more: string | undefined = /href="(\?lama=[^"]+)"/.exec(html)?.[1]
    next = more === undefined ? undefined : `${root}/peran${more}`
  }
  const living = await house.db.owner.knex('peran_aplikasi_orang').whereNull('ended_at').pluck('id') as string[]
  t.true(pages >= 3)
  t.deepEqual([...seen].sort(), living.sort())
})
