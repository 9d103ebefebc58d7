import test from 'ava'
import { endEverythingOf, ENDINGS } from '../../src/domain/sessions/endings/index.ts'
import { freezePerson, unfreezePerson } from '../../src/domain/sessions/freeze.service.ts'
import { newId, sha256 } from '../../src/kernel/lib/ids.ts'
import { cookieJar, locationOf } from '../helpers/cookie-jar.ts'
import { type TestDatabase, testDatabase } from '../helpers/database.ts'
import { openHouse } from '../helpers/house.ts'
import { typePassword } from '../helpers/journey.ts'
import { demoPerson } from '../helpers/people.ts'
import { addReceiver } from '../logout/support.ts'
import { authorizationRequest } from '../helpers/relying-party.ts'
import { signedInSomewhere, subOf, whatIsLeft } from './people.ts'

/** Tables about a person with an end in them that are no credential and no power of his, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  pegawai_nip: 'a number of his, with the days on which it was his; who he is, not what he may do',
  pegawai_jabatan: 'a post of the directory, with its days; claims are read from it by date',
  akhir_masa: 'the day on which a contract or a service ends; the calendar of the directory',
  kepegawaian_peristiwa: 'what the personnel system said of him; kept as it came',
  peran_usulan: 'a role that somebody proposed and another gives; in force it is a product_role',
  penugasan_usulan: 'a letter that somebody recorded and another confirms; in force it is a penugasan',
  tanpa_nip_usulan: 'what was entered of a person without a NIP; in force it is his row in pegawai',
  penugasan: 'an assignment of the directory, with its days; claims are read from it by date',
  pegawai_tahan: 'a mark that holds him back or keeps him as he was: it restricts',
  pengiriman_logout: 'logout tokens that applications are owed because he left',
  surat_keluar: 'messages that he is owed: a notice that he left is for him as well, and what opened something no longer does',
  pesan_per_orang: 'how many messages he was sent within an hour: it restricts',
  permohonan: 'an application of an OPD, and who drafted it; whoever left decides nothing of it any more, by his seat and role',
  client: 'who answers for it is written to and may do nothing by that; where he left, the OPD is asked for another one',
  kebijakan: 'a rule for everybody it fits; the person in it is who agreed to it, and it demands, it gives nothing',
  jaringan_pegawai: 'networks that he signed in from: another one is told, and nothing is allowed for it',
  percobaan_masuk: 'tries at his password that are held back: it restricts, and counts no more after a quarter of an hour',
}

/** Every table with a column for a person and one that says until when its row is good for something. */
async function endable({ owner }: TestDatabase): Promise<string[]> {
  const rows = await owner.query<{ name: string }>({
    text: `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND (EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped
               AND a.atttypid = 'uuid'::regtype AND a.attname IN ('account_id', 'pegawai_id', 'siapa', 'sub'))
          OR EXISTS (SELECT FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f'
               AND f.confrelid IN ('pegawai'::regclass, 'account'::regclass)))
        AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
               AND a.atttypid IN ('timestamptz'::regtype, 'date'::regtype)
               AND a.attname ~ '(expire|revoke|ended|destroy|consumed|used|until|valid_to|berlaku_sampai|akhir|cabut|lepas|sampai|selesai)')
      ORDER BY 1`,
    values: [],
  })
  return rows.map(({ name }) => name)
}

test('every table with a person and an end is in the list of endings, or says why not', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const listed = ENDINGS.flatMap(({ tables }) => tables)
  const found = await endable(db)
  t.deepEqual(found.filter((table) => !listed.includes(table) && !Object.hasOwn(EXCEPTIONS, table)), [])
  t.deepEqual([...listed, ...Object.keys(EXCEPTIONS)].filter((table) => !found.includes(table)), [], 'all of them exist')
  t.deepEqual(listed.filter((table) => Object.hasOwn(EXCEPTIONS, table)), [], 'none is both')
  t.is(new Set(ENDINGS.map(({ name }) => name)).size, ENDINGS.length)
})

test('a table that nobody thought of is found', async (t) => {
  const db = await testDatabase(t, 'kosong')
  await db.owner.knex.raw('CREATE TABLE kunci_lupa (id uuid, pegawai_id uuid, revoked_at timestamptz)')
  t.true((await endable(db)).includes('kunci_lupa'))
})

/** So many people of the directory. */
async function people({ owner }: TestDatabase, count: number, change: object = {}): Promise<string[]> {
  const ids = Array.from({ length: count }, newId)
  await owner.knex.batchInsert('pegawai', ids.map((id) => ({
    id, nama: 'Uji', tanggal_lahir: '1990-01-01', kedudukan_kode: '01', keadaan: 'aktif', synthetic: true, ...change,
  })), 500)
  return ids
}

const giveRole = async ({ app }: TestDatabase, pegawai_id: string, role = 'bkd') => {
  await app.knex('product_role').insert({ pegawai_id, role, valid_from: '2026-01-01', given_by: 'operator' })
}

test('one person or three thousand are the same number of statements, and nobody else loses anything', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const at = new Date()
  for (const count of [1, 3_000]) {
    const [bystander = '', ...subs] = await people(db, count + 1)
    for (const sub of [bystander, ...subs.slice(0, 3)]) await signedInSomewhere(db, sub, sub)
    const before = db.app.statements
    const sessions = await db.app.knex.transaction((trx) => endEverythingOf(trx, { pegawaiIds: subs, reason: 'berhenti', at }))
    t.is(db.app.statements - before, 1)
    t.is(sessions, Math.min(3, count))
    for (const sub of subs.slice(0, 3)) t.deepEqual(await whatIsLeft(db, sub), { sessions: 0, artefacts: 0 })
    t.deepEqual(await whatIsLeft(db, bystander), { sessions: 1, artefacts: 4 })
  }
})

for (const [title, change, reason, left] of [
  ['dismissed', { keadaan: 'tutup' }, 'berhenti', []],
  ['dead, whatever the kedudukan still says', { tgl_meninggal: '2026-11-01' }, 'berhenti', []],
  ['suspended, which can be taken back', { keadaan: 'beku' }, 'berhenti', ['bkd', 'csirt']],
  ['frozen here', { keadaan: 'aktif' }, 'dibekukan', ['bkd', 'csirt']],
  ['given a new password', { keadaan: 'aktif' }, 'sandi-diganti', ['bkd', 'csirt']],
] as const) {
  test(`product roles of somebody ${title}: ${left.length === 0 ? 'none is left' : 'they stay'}`, async (t) => {
    const db = await testDatabase(t, 'kosong')
    const [sub = '', bystander = ''] = await people(db, 2, change)
    for (const one of [sub, bystander]) for (const role of ['bkd', 'csirt']) await giveRole(db, one, role)
    const before = db.app.statements
    await db.app.knex.transaction((trx) => endEverythingOf(trx, { pegawaiIds: [sub], reason, at: new Date() }))
    t.is(db.app.statements - before, left.length === 0 ? 2 : 1)
    const living = async (pegawai_id: string) => (await db.app.knex('product_role').where({ pegawai_id, revoked_at: null })
      .orderBy('role').select<{ role: string }[]>('role')).map(({ role }) => role)
    t.deepEqual(await living(sub), [...left])
    t.deepEqual(await living(bystander), ['bkd', 'csirt'])
    const events = await db.app.knex('audit_event').where({ kind: 'peran.dicabut' })
      .select<{ actor: string; subject: string; data: object }[]>('actor', 'subject', 'data')
    t.deepEqual(events.map(({ data }) => data).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
      left.length === 0 ? ['bkd', 'csirt'].map((peran) => ({ peran, sebab: 'berhenti' })) : [])
    t.true(events.every(({ actor, subject }) => actor === 'sistem' && subject === sub))
  })
}

/** Somebody who sits in a seat, and somebody who acts for him there. */
async function seated({ owner }: TestDatabase, [dari = '', kepada = '']: string[]): Promise<string> {
  const [unit, kursi] = [newId(), newId()]
  const at = new Date()
  await owner.knex('unit_kerja').insert({ id: unit, jenis: 'Dinas', valid_from: '2017-01-01' })
  await owner.knex('kursi').insert({
    id: kursi, jenis: 'kepala-dinas', unit_id: unit, jabatan: 'Kepala Dinas', jabatan_unit_id: unit, dibuat_oleh: 'operator', dibuat_at: at,
  })
  await owner.knex('kursi_pemegang').insert({
    kursi_id: kursi, pegawai_id: dari, cara: 'definitif', sk: 'SK/1', mulai: '2026-01-01', dikonfirmasi_oleh: 'operator', dikonfirmasi_at: at,
  })
  await owner.knex('kursi_delegasi').insert({
    kursi_id: kursi, dari, kepada, unit_id: unit, mulai: '2026-01-01', selesai: '2099-01-01', dasar: 'uji', dibuat_at: at,
  })
  return kursi
}

for (const [title, who, change, reason, left] of [
  ['the holder dismissed', 0, { keadaan: 'tutup' }, 'berhenti', []],
  ['the holder suspended, which can be taken back', 0, { keadaan: 'beku' }, 'berhenti', ['definitif']],
  ['the holder frozen here', 0, {}, 'dibekukan', ['definitif']],
  ['the delegate frozen here', 1, {}, 'dibekukan', ['definitif']],
  ['the holder with a new password', 0, {}, 'sandi-diganti', ['definitif', 'delegasi']],
] as const) {
  test(`a seat and what was delegated in it, ${title}: ${left.length === 0 ? 'nothing' : left.join(' and ')} stays`, async (t) => {
    const db = await testDatabase(t, 'kosong')
    const subs = await people(db, 2)
    const kursi = await seated(db, subs)
    const sub = subs[who] ?? ''
    if (Object.keys(change).length > 0) await db.owner.knex('pegawai').where({ id: sub }).update(change)
    await db.app.knex.transaction((trx) => endEverythingOf(trx, { pegawaiIds: [sub], reason, at: new Date() }))
    const living = [
      ...await db.app.knex('kursi_pemegang').where({ ended_at: null }).pluck<string[]>('cara'),
      ...(await db.app.knex('kursi_delegasi').where({ ended_at: null })).map(() => 'delegasi'),
    ]
    t.deepEqual(living, [...left])
    const events = await db.app.knex('audit_event').where({ kind: 'kursi.berakhir' }).select<{ data: { cara: string } }[]>('data')
    t.deepEqual(events.map(({ data }) => data).sort((a, b) => a.cara.localeCompare(b.cara)),
      ['definitif', 'delegasi'].filter((cara) => !left.some((one) => one === cara)).map((cara) => ({ kursi, cara, sebab: reason })))
  })
}

test('a role that is lost without an event is not lost, and neither is anything else', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const [sub = ''] = await people(db, 1, { keadaan: 'tutup' })
  await giveRole(db, sub)
  await signedInSomewhere(db, sub, 'a')
  await db.owner.knex.raw('REVOKE INSERT ON audit_event FROM satu_login_app')
  await t.throwsAsync(db.app.knex.transaction((trx) =>
    endEverythingOf(trx, { pegawaiIds: [sub], reason: 'berhenti', at: new Date() })), { code: '42501' })
  t.deepEqual(await whatIsLeft(db, sub), { sessions: 1, artefacts: 4 })
  t.is((await db.app.knex('product_role').where({ revoked_at: null })).length, 1)
})

test('a password that was right before a freeze signs nobody in after it', async (t) => {
  const house = await openHouse(t, { template: 'penuh' })
  const person = await demoPerson(house.db.app, 'auditor')
  const party = await addReceiver(house, 'a', 'http://localhost:9/logout')
  const jar = cookieJar()
  const { url } = await authorizationRequest(party)
  const onward = locationOf(await typePassword(jar, url, person))
  const sub = await subOf(house.db, person.nip)
  t.deepEqual(await house.db.app.knex('oidc_interaction').where({ account_id: sub }).pluck('account_id'), [sub])

  const order = { nip: person.nip, reason: 'uji' }
  await freezePerson(house.db.app, house.clock, order)
  await unfreezePerson(house.db.app, house.clock, order)
  await house.heard()
  const page = await jar.follow(onward)
  t.regex(await page.text(), /name="sandi"/, 'the sign-in begins anew')
  t.deepEqual(await house.db.app.knex('oidc_session').where({ account_id: sub }).whereNull('destroyed_at'), [])
})

test('a sign-in under way of somebody else goes on', async (t) => {
  const db = await testDatabase(t, 'kosong')
  const [sub = '', other = ''] = await people(db, 2)
  const row = (name: string, account_id: string | null) => ({
    id: sha256(name), payload: '{}', account_id, expires_at: new Date(Date.now() + 60_000),
  })
  await db.app.knex('oidc_interaction').insert([row('a', sub), row('b', other), row('c', null)])
  await db.app.knex.transaction((trx) => endEverythingOf(trx, { pegawaiIds: [sub], reason: 'dibekukan', at: new Date() }))
  t.deepEqual((await db.app.knex('oidc_interaction').orderBy('account_id').pluck<(string | null)[]>('account_id')), [other, null])
})
