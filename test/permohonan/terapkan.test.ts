import test from 'ava'
import { actAs } from '../../src/domain/audit/act.ts'
import { createFormulir } from '../../src/domain/permohonan/formulir/formulir.ts'
import { canonicalHash } from '../../src/domain/permohonan/formulir/hash.rules.ts'
import { findPermohonan } from '../../src/domain/permohonan/formulir/permohonan.queries.ts'
import { openTrial } from '../../src/domain/permohonan/formulir/uji.service.ts'
import { createChange } from '../../src/domain/permohonan/formulir/draf.service.ts'
import { sensitiveChanges } from '../../src/domain/permohonan/formulir/peka.rules.ts'
import { readIsian } from '../../src/domain/permohonan/formulir/isian.schema.ts'
import { findPersonToday } from '../../src/domain/pegawai/person.queries.ts'
import type { Permohonan } from '../../src/domain/permohonan/permohonan.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { testDatabase, type TestDatabase } from '../helpers/database.ts'
import { completeDraft, ISI } from '../helpers/draf.ts'

const clock = systemClock()
const issuer = 'https://login.bantenprov.go.id'
const formulir = createFormulir({ issuer })

/** As filing leaves it: bound to the hash of what it says. */
async function filed(db: TestDatabase, id: string): Promise<Permohonan> {
  const isi = (await findPermohonan(db.app, id))?.isi ?? {}
  await db.owner.query({
    text: `UPDATE permohonan SET keadaan = 'berjalan', nomor = $2, diajukan_at = now(), isi_hash = $3 WHERE id = $1`,
    values: [id, `${id.slice(0, 4)}/SSO/XI/2026`, canonicalHash(isi)],
  })
  const permohonan = await findPermohonan(db.app, id)
  if (!permohonan) throw new Error('no application')
  return permohonan
}

const apply = (db: TestDatabase, permohonan: Permohonan) =>
  actAs({ database: db.app, clock, actor: 'sistem' }, (act) => formulir.applyApproved(act, permohonan))

interface Client { state: string; host: string; metadata: Record<string, unknown>; acr_minimum: string | null; aturan_masuk: unknown; diklaim_at: Date | null }
const clientOf = async ({ owner }: TestDatabase, clientId: string): Promise<Client | undefined> =>
  (await owner.query<Client>({ text: 'SELECT * FROM client WHERE client_id = $1', values: [clientId] }))[0]
/** What was told of an application's gate and roles, in order of its happening. */
const toldOf = async ({ owner }: TestDatabase, kinds: readonly string[]): Promise<object[]> => (await owner.query<{ data: object }>({
  text: 'SELECT data FROM audit_event WHERE kind = ANY($1) ORDER BY at', values: [kinds],
})).map(({ data }) => data)
const count = async ({ owner }: TestDatabase, text: string): Promise<number> => (await owner.query({ text, values: [] })).length

test('after a trial the same client is exactly what was approved; its testers stay', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const id = await completeDraft({ db, clock }, {
    acrMinimum: 'mfa', aturanMasuk: { jenis: 'opd' }, pse: {}, elemen: [...ISI.elemen, { klaim: 'peran', tujuan: 'Membedakan hak.' }],
    peranAplikasi: [{ kode: 'verifikator', nama: 'Verifikator' }],
  })
  const oleh = (await findPermohonan(db.app, id))?.pemohon ?? ''
  const opened = await openTrial({ database: db.app, clock, issuer }, { id, oleh, nips: [] })
  t.deepEqual(opened, { ok: true, clientId: ISI.subdomain })
  t.like((await clientOf(db, ISI.subdomain))?.metadata, { redirect_uris: ISI.uriUji })
  const { clientId, bidang } = await apply(db, await filed(db, id))
  t.is(clientId, ISI.subdomain)
  t.true(bidang.includes('redirect_uris') && bidang.includes('aturan_masuk'))
  const client = await clientOf(db, clientId)
  t.like(client, { state: 'aktif', host: ISI.subdomain, acr_minimum: 'urn:bantenprov:acr:mfa', aturan_masuk: { jenis: 'opd' } })
  t.like(client?.metadata, {
    redirect_uris: ISI.uri.redirect, post_logout_redirect_uris: [], scope: 'openid profile peran', token_endpoint_auth_method: 'client_secret_basic',
  })
  t.truthy(client?.diklaim_at)
  t.is(await count(db, 'SELECT FROM client_tester'), 1)
  t.is(await count(db, `SELECT FROM peran_aplikasi WHERE kode = 'verifikator' AND ended_at IS NULL`), 1)
  t.is(await count(db, 'SELECT FROM permohonan_uji WHERE ditutup_at IS NULL'), 0)
  t.is(await count(db, `SELECT FROM audit_event WHERE kind = 'klien.diterapkan'`), 1)
  t.deepEqual(await toldOf(db, ['klien.penguji']), [{ ditambah: [oleh], dilepas: [] }])
  t.deepEqual(await toldOf(db, ['klien.aturan-masuk']), [{ dari: { jenis: 'semua' }, ke: { jenis: 'opd' } }])
  t.deepEqual(await toldOf(db, ['klien.peran-aplikasi']), [{ ditambah: ['verifikator'], dinamai: [], diakhiri: [] }],
    'told when the trial began; what is approved is the same')
})

test('a trial that is closed leaves neither testers nor roles', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const id = await completeDraft({ db, clock }, { peranAplikasi: [{ kode: 'verifikator', nama: 'Verifikator' }] })
  const oleh = (await findPermohonan(db.app, id))?.pemohon ?? ''
  await openTrial({ database: db.app, clock, issuer }, { id, oleh, nips: [] })
  await actAs({ database: db.app, clock, actor: 'sistem' }, (act) => formulir.closeTrial(act, id))
  t.is(await count(db, 'SELECT FROM client_tester'), 0)
  t.is(await count(db, 'SELECT FROM peran_aplikasi WHERE ended_at IS NULL'), 0)
  t.deepEqual(await toldOf(db, ['klien.penguji']), [{ ditambah: [oleh], dilepas: [] }, { ditambah: [], dilepas: [oleh] }])
})

test('no trial begins with roles that the claim cannot say', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const twice = { kode: 'verifikator', nama: 'Verifikator' }
  const id = await completeDraft({ db, clock }, { peranAplikasi: [twice, twice] })
  const oleh = (await findPermohonan(db.app, id))?.pemohon ?? ''
  t.like(await openTrial({ database: db.app, clock, issuer }, { id, oleh, nips: [] }), { ok: false, mistakes: [{ bidang: 'peranAplikasi' }] })
})

test('nobody enters a program: it is tried and approved without testers and without an entry rule of its own', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const id = await completeDraft({ db, clock }, {
    jenisKlien: 'mesin', elemen: [], uri: { redirect: [], logout: [] }, uriUji: [], aturanMasuk: { jenis: 'opd' },
  })
  const oleh = (await findPermohonan(db.app, id))?.pemohon ?? ''
  t.deepEqual(await openTrial({ database: db.app, clock, issuer }, { id, oleh, nips: [] }), { ok: true, clientId: ISI.subdomain })
  t.is(await count(db, 'SELECT FROM client_tester'), 0)
  const { bidang } = await apply(db, await filed(db, id))
  t.false(bidang.includes('aturan_masuk'))
  t.like(await clientOf(db, ISI.subdomain), { state: 'aktif', aturan_masuk: { jenis: 'semua' } })
})

test('a change that gives a role up ends it for whoever held it, and all of it is told', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const elemen = [...ISI.elemen, { klaim: 'peran', tujuan: 'Membedakan hak.' }]
  const first = await filed(db, await completeDraft({ db, clock }, { elemen, peranAplikasi: [{ kode: 'verifikator', nama: 'Verifikator' }] }))
  const { clientId } = await apply(db, first)
  await db.owner.query({
    text: `INSERT INTO peran_aplikasi_orang (peran_id, pegawai_id, unit_id, mulai, oleh, alasan, at)
      SELECT id, $1, $2, current_date, 'uji', 'uji', now() FROM peran_aplikasi`, values: [first.pemohon, first.unit_id],
  })
  await db.owner.query({ text: `UPDATE permohonan SET keadaan = 'selesai', selesai_at = now() WHERE id = $1`, values: [first.id] })
  const person = await findPersonToday(db.app, first.pemohon, clock.today())
  if (!person) throw new Error('nobody')
  const id = await createChange({ database: db.app, clock, issuer }, { person, clientId })
  const wanted = { ...readIsian((await findPermohonan(db.app, id))?.isi), peranAplikasi: [{ kode: 'operator', nama: 'Operator' }] }
  await db.owner.query({ text: 'UPDATE permohonan SET isi = $2 WHERE id = $1', values: [id, JSON.stringify(wanted)] })
  await apply(db, await filed(db, id))
  t.is(await count(db, 'SELECT FROM peran_aplikasi_orang WHERE ended_at IS NULL'), 0)
  t.deepEqual(await toldOf(db, ['peran-aplikasi.dicabut']), [{ peran: 'verifikator', sebab: 'peran-dihapus' }])
  t.deepEqual((await toldOf(db, ['klien.peran-aplikasi'])).at(-1), { ditambah: ['operator'], dinamai: [], diakhiri: ['verifikator'] })
})

test('without a trial the client is made when it is approved', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const permohonan = await filed(db, await completeDraft({ db, clock }))
  const { clientId } = await apply(db, permohonan)
  t.like(await clientOf(db, clientId), { state: 'aktif', host: ISI.subdomain })
  t.is((await findPermohonan(db.app, permohonan.id))?.client_id, clientId)
})

for (const [title, spoil] of [
  ['the form was changed after it was filed', `UPDATE permohonan SET isi = jsonb_set(isi, '{uri,redirect,0}', '"https://kinerja-guru.bantenprov.go.id/lain"')`],
  ['it was filed anew with another hash', `UPDATE permohonan SET isi_hash = sha256('x')`],
] as const) {
  test(`nothing is written where ${title}`, async (t) => {
    const db = await testDatabase(t, 'penuh')
    const permohonan = await filed(db, await completeDraft({ db, clock }))
    await db.owner.query({ text: spoil, values: [] })
    await t.throwsAsync(apply(db, permohonan), { message: 'isian-berubah' })
    t.is(await clientOf(db, ISI.subdomain), undefined)
    t.is(await count(db, `SELECT FROM audit_event WHERE kind = 'klien.diterapkan'`), 0)
  })
}

test('a change begins with what runs, and what an operator set beside the form outlives it', async (t) => {
  const db = await testDatabase(t, 'penuh')
  const first = await filed(db, await completeDraft({ db, clock }))
  const { clientId } = await apply(db, first)
  await db.owner.query({ text: `UPDATE permohonan SET keadaan = 'selesai', selesai_at = now() WHERE id = $1`, values: [first.id] })
  await db.owner.query({ text: `UPDATE client SET metadata = metadata || '{"require_auth_time": true}' WHERE client_id = $1`, values: [clientId] })
  const person = await findPersonToday(db.app, first.pemohon, clock.today())
  if (!person) throw new Error('nobody')
  const desk = { database: db.app, clock, issuer }
  const id = await createChange(desk, { person, clientId })
  await t.throwsAsync(createChange(desk, { person, clientId }), { message: 'sudah-diajukan' })
  const draft = await findPermohonan(db.app, id)
  const now = readIsian(draft?.isi)
  t.deepEqual(sensitiveChanges(readIsian(first.isi), now), [], 'nothing is different yet')
  const wanted = { ...now, uri: { ...now.uri, redirect: [...now.uri.redirect, 'https://kinerja-guru.bantenprov.go.id/baru'] } }
  await db.owner.query({ text: 'UPDATE permohonan SET isi = $2 WHERE id = $1', values: [id, JSON.stringify(wanted)] })
  t.like((await clientOf(db, clientId))?.metadata, { redirect_uris: ISI.uri.redirect }, 'the approved version runs on')
  const { bidang } = await apply(db, await filed(db, id))
  t.deepEqual(bidang, ['redirect_uris'])
  t.like((await clientOf(db, clientId))?.metadata, { redirect_uris: wanted.uri.redirect, require_auth_time: true })
})
