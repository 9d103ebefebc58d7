import test from 'ava'
import * as client from 'openid-client'
import { settleChanges } from '../../src/domain/kepegawaian/kalender/settle.ts'
import { defineRoles, giveRole, takeRole } from '../../src/domain/clients/peran/peran.service.ts'
import { issueSecret } from '../../src/domain/clients/index.ts'
import { openTrial } from '../../src/domain/permohonan/formulir/uji.service.ts'
import { holdsOfClient, rolesOfClient } from '../../src/domain/clients/peran/peran.queries.ts'
import { freezePerson } from '../../src/domain/sessions/freeze.service.ts'
import { endEverythingOf } from '../../src/domain/sessions/endings/index.ts'
import { act, tableParty, unitId } from '../clients/masuk/support.ts'
import { barrier } from '../helpers/barrier.ts'
import { cookieJar } from '../helpers/cookie-jar.ts'
import { everyRole } from '../helpers/desk.ts'
import { draftOf, ISI } from '../helpers/draf.ts'
import { type House, openHouse } from '../helpers/house.ts'
import { openNodes } from '../helpers/nodes.ts'
import { demoPerson } from '../helpers/people.ts'
import { discoverParty, enter, type RelyingParty, signInTo } from '../helpers/relying-party.ts'
import { subOf } from '../sessions/people.ts'

const APP = 'dindikbud.bantenprov.go.id'
const OTHER = 'skp.bantenprov.go.id'
const ROLES = [{ kode: 'verifikator', nama: 'Verifikator' }, { kode: 'operator', nama: 'Operator' }]
const SCOPE = { scope: 'openid peran' }

/** A role of an application, given to somebody of the OPD until further notice. */
async function give(
  house: House, pegawaiId: string, kode: string, days: { clientId?: string; mulai?: string; selesai?: string } = {},
): Promise<string> {
  const { clientId = APP, mulai = house.clock.today(), selesai } = days
  const role = (await rolesOfClient(house.db.app, clientId)).find((one) => one.kode === kode)
  const unit = await unitId(house, 'dindikbud')
  await act(house, (one) => giveRole(one, {
    clientId, kode, peranId: role?.id ?? '', pegawaiId, unitId: unit, mulai, selesai, oleh: 'operator', alasan: 'uji coba',
  }, house.clock.today()))
  const window = { towards: 'lama', from: undefined, limit: 50 } as const
  const { rows } = await holdsOfClient(house.db.app, { clientId, today: house.clock.today(), window })
  return rows.find((hold) => hold.pegawaiId === pegawaiId && hold.kode === kode)?.id ?? ''
}

const take = (house: House, id: string): Promise<void> =>
  act(house, (one) => takeRole(one, { id, clientId: APP, oleh: 'operator', alasan: 'uji selesai' }))

async function teacher(house: House) {
  const person = await demoPerson(house.db.app, 'PNS di sekolah')
  return { ...person, sub: await subOf(house.db, person.nip) }
}

const roles = async ({ config }: RelyingParty, token: string): Promise<unknown> =>
  (await client.fetchUserInfo(config, token, client.skipSubjectCheck))['peran']

test('the claim peran has the codes of this application alone, and is left out where there is none', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const person = await teacher(house)
  const [party, other] = [await tableParty(house, APP), await tableParty(house, OTHER)]
  await act(house, async (one) => { await defineRoles(one, APP, ROLES); await defineRoles(one, OTHER, [{ kode: 'penilai', nama: 'Penilai' }]) })
  const jar = cookieJar()
  const { tokens, userinfo } = await signInTo(party, jar, person, SCOPE)
  t.false('peran' in userinfo)
  const operator = await give(house, person.sub, 'operator')
  await give(house, person.sub, 'verifikator')
  await give(house, person.sub, 'penilai', { clientId: OTHER })
  const before = house.db.app.statements
  t.deepEqual(await roles(party, tokens.access_token), ['operator', 'verifikator'])
  t.is(house.db.app.statements - before, 3, 'the token, the person anew since he was changed, and what was released to it for the first time today')
  t.deepEqual(await roles(party, tokens.access_token), ['operator', 'verifikator'])
  t.is(house.db.app.statements - before, 4, 'the token alone')
  t.deepEqual((await enter(other, jar, SCOPE)).userinfo['peran'], ['penilai'])
  t.false('peran' in (await enter(party, jar, { scope: 'openid profile' })).userinfo, 'without the scope nothing is told')
  const asked = await enter(party, jar, { scope: 'openid', claims: JSON.stringify({ id_token: { peran: null } }) })
  t.deepEqual(asked.idToken['peran'], ['operator', 'verifikator'])

  await take(house, operator)
  t.deepEqual(await roles(party, tokens.access_token), ['verifikator'])
  await act(house, (one) => defineRoles(one, APP, [{ kode: 'verifikator', nama: 'Pemeriksa' }]))
  t.deepEqual(await roles(party, tokens.access_token), ['verifikator'], 'another name is the same role')
  await act(house, (one) => defineRoles(one, APP, []))
  t.is(await roles(party, tokens.access_token), undefined)
  await t.throwsAsync(take(house, operator), { code: 'sudah-berakhir' })
})

test('a role counts from its first day to its last, by the day of the request', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const person = await teacher(house)
  const party = await tableParty(house, APP)
  await act(house, (one) => defineRoles(one, APP, ROLES))
  await give(house, person.sub, 'operator', { mulai: '2099-01-01' })
  const ended = await give(house, person.sub, 'verifikator', { selesai: house.clock.today() })
  const { tokens, userinfo } = await signInTo(party, cookieJar(), person, SCOPE)
  t.deepEqual(userinfo['peran'], ['verifikator'])
  await house.db.owner.query({
    text: `UPDATE peran_aplikasi_orang SET mulai = CURRENT_DATE - 9, selesai = CURRENT_DATE - 2 WHERE id = $1`, values: [ended],
  })
  await house.heard()
  t.is(await roles(party, tokens.access_token), undefined)
  await give(house, person.sub, 'verifikator')
  t.deepEqual(await roles(party, tokens.access_token), ['verifikator'], 'one that is over makes room')
  await t.throwsAsync(give(house, person.sub, 'verifikator'), { code: 'sudah-memegang' })
})

test('who leaves the OPD has the role no more at that very request, and the calendar ends it', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { db, clock } = house
  const person = await teacher(house)
  const party = await tableParty(house, APP)
  await act(house, (one) => defineRoles(one, APP, ROLES))
  await give(house, person.sub, 'operator')
  const { tokens } = await signInTo(party, cookieJar(), person, SCOPE)
  const move = async (slug: string) => {
    await db.owner.query({
      text: `UPDATE pegawai_jabatan SET unit_id = (SELECT id FROM unit_kerja WHERE slug = $2) WHERE valid_to IS NULL AND pegawai_id = $1`,
      values: [person.sub, slug],
    })
    await house.heard()
  }
  const settle = async () => {
    await db.app.knex.transaction((trx) => settleChanges(trx, { today: clock.today(), at: clock.now() }))
    await house.heard()
  }
  await settle()
  t.deepEqual(await roles(party, tokens.access_token), ['operator'])
  await move('bappeda')
  t.is(await roles(party, tokens.access_token), undefined, 'no job has run')
  await settle()
  await move('dindikbud')
  t.is(await roles(party, tokens.access_token), undefined, 'what has ended does not come back')
  const [row] = await db.app.query<object>({
    text: 'SELECT sebab, ended_by FROM peran_aplikasi_orang WHERE pegawai_id = $1', values: [person.sub],
  })
  t.deepEqual(row, { sebab: 'pindah', ended_by: 'sistem' })
  const events = await db.app.knex('audit_event').where({ kind: 'peran-aplikasi.dicabut' }).select<object[]>('actor', 'subject', 'client_id', 'data')
  t.deepEqual(events, [{ actor: 'sistem', subject: person.sub, client_id: APP, data: { peran: 'operator', sebab: 'pindah' } }])
})

test('who left for good loses his roles; who is frozen finds them again', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const { db, clock } = house
  const person = await teacher(house)
  await act(house, (one) => defineRoles(one, APP, ROLES))
  await give(house, person.sub, 'operator')
  const alive = async () => (await db.app.knex('peran_aplikasi_orang').where({ pegawai_id: person.sub, ended_at: null })).length
  await freezePerson(db.app, clock, { nip: person.nip, reason: 'uji' })
  t.is(await alive(), 1)
  await db.owner.query({ text: `UPDATE pegawai SET keadaan = 'tutup' WHERE id = $1`, values: [person.sub] })
  await db.app.knex.transaction((trx) => endEverythingOf(trx, { pegawaiIds: [person.sub], reason: 'berhenti', at: clock.now() }))
  t.is(await alive(), 0)
  t.deepEqual(await db.app.knex('audit_event').where({ kind: 'peran-aplikasi.dicabut' }).pluck('data'), [{ peran: 'operator', sebab: 'berhenti' }])
})

test('a role that ends while tokens are issued is in none of them afterwards, on either node', async (t) => {
  const house = await openNodes(t, 'penuh')
  const person = await teacher(house)
  const party = await tableParty(house, APP)
  await act(house, (one) => defineRoles(one, APP, ROLES))
  const hold = await give(house, person.sub, 'operator')
  const jar = cookieJar()
  const first = await signInTo(party, jar, person, SCOPE)
  t.deepEqual(first.userinfo['peran'], ['operator'])
  const together = barrier(7)
  const passed = house.balancer.passages.length
  const entering = Array.from({ length: 6 }, async () => {
    await together()
    return enter(party, jar, SCOPE)
  })
  const taking = together().then(() => take(house, hold))
  const [received] = await Promise.all([Promise.all(entering), taking])
  for (const { userinfo } of received) t.true([undefined, '["operator"]'].includes(JSON.stringify(userinfo['peran'])))
  for (const { tokens } of [first, ...received]) {
    t.deepEqual([await roles(party, tokens.access_token), await roles(party, tokens.access_token)], [undefined, undefined])
  }
  t.is(new Set(house.balancer.passages.slice(passed).map(({ node }) => node)).size, 2)
})

test('of five who take a role away at once one does, and of five who give it', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const person = await teacher(house)
  await act(house, (one) => defineRoles(one, APP, ROLES))
  const five = async (work: () => Promise<unknown>): Promise<string[]> => {
    const together = barrier(5)
    return (await Promise.allSettled(Array.from({ length: 5 }, async () => { await together(); await work() })))
      .map((one) => one.status === 'fulfilled' ? 'ok' : (one.reason as { code: string }).code).sort()
  }
  const once = (code: string) => ['ok', code, code, code, code].sort()
  t.deepEqual(await five(() => give(house, person.sub, 'operator')), once('sudah-memegang'))
  const { rows: [hold] } = await holdsOfClient(house.db.app, { clientId: APP, today: house.clock.today(), window: { towards: 'lama', from: undefined, limit: 9 } })
  t.deepEqual(await five(() => take(house, hold?.id ?? '')), once('sudah-berakhir'))
  t.is((await house.db.app.knex('audit_event').where({ kind: 'peran-aplikasi.dicabut' })).length, 1)
})

test('an application on trial reads the roles of its form, and one that the form gives up is gone with the next trial', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const isi = { ...ISI, elemen: [{ klaim: 'peran', tujuan: 'Membedakan hak.' }] }
  const id = await draftOf(house, { isi: { ...isi, peranAplikasi: ROLES } })
  const person = await teacher(house)
  const tryOut = async () => openTrial({ database: house.db.app, clock: house.clock, issuer: house.issuer }, {
    id, oleh: await subOf(house.db, (await everyRole(house)).nip), nips: [person.nip],
  })
  t.deepEqual(await tryOut(), { ok: true, clientId: ISI.subdomain })
  const { client_secret: secret } = await issueSecret(house.db.app, house.clock, ISI.subdomain)
  await give(house, person.sub, 'verifikator', { clientId: ISI.subdomain })
  const party = await discoverParty(house.issuer, ISI.subdomain, secret, ISI.uriUji[0] ?? '')
  const { userinfo, tokens } = await signInTo(party, cookieJar(), person, SCOPE)
  t.deepEqual(userinfo['peran'], ['verifikator'])
  await house.db.owner.query({ text: 'UPDATE permohonan SET isi = $2 WHERE id = $1', values: [id, JSON.stringify({ ...isi, peranAplikasi: ROLES.slice(1) })] })
  t.deepEqual(await tryOut(), { ok: true, clientId: ISI.subdomain })
  await house.heard()
  t.is(await roles(party, tokens.access_token), undefined)
})
