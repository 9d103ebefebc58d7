import test from 'ava'
import { confirmUsulan, endPerson, refuseUsulan } from '../../../src/domain/kepegawaian/tanpa-nip/decide.service.ts'
import { keepLastDays } from '../../../src/domain/kepegawaian/tanpa-nip/last-day.service.ts'
import { proposePerson, proposeRenewal } from '../../../src/domain/kepegawaian/tanpa-nip/propose.service.ts'
import type { UsulanInput } from '../../../src/domain/kepegawaian/tanpa-nip/usulan.rules.ts'
import { isNomor } from '../../../src/domain/pegawai/nomor.rules.ts'
import { findPersonToday } from '../../../src/domain/pegawai/person.queries.ts'
import { claimsOf } from '../../../src/oidc/claims.rules.ts'
import { signedInSomewhere, whatIsLeft } from '../../sessions/people.ts'
import { clockAt, pegawai } from '../feeds.ts'
import { DAY, openStaff, race, type Staff } from '../staff.ts'

async function input({ unit }: Staff, change: Partial<UsulanInput> = {}): Promise<UsulanInput> {
  return {
    kategori: 'pengembang-vendor', unit: await unit('dinkes'), nama: 'Pengembang Contoh', gelarDepan: '',
    gelarBelakang: '', lahir: '', kelamin: '', surel: '', jabatan: '', dasar: 'Kontrak 1/2026', sampai: '2027-05-31',
    ...change,
  }
}

async function proposed(staff: Staff, change: Partial<UsulanInput> = {}): Promise<string> {
  const outcome = await proposePerson(staff.desk('dinkes'), await input(staff, change))
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.galat))
  return outcome.id
}

async function confirmed(staff: Staff, change: Partial<UsulanInput> = {}): Promise<string> {
  const outcome = await confirmUsulan(staff.desk('bkd'), await proposed(staff, change))
  if (!outcome.ok || outcome.pegawaiId === null) throw new Error(JSON.stringify(outcome))
  return outcome.pegawaiId
}

const countPeople = async ({ directory }: Staff): Promise<number> =>
  (await directory.rows(`SELECT 1 FROM pegawai WHERE kategori <> 'asn'`)).length

test('entered by an admin-opd and confirmed by BKD he is in the directory under a number of his own', async (t) => {
  const staff = await openStaff(t)
  const id = await proposed(staff)
  t.is(await countPeople(staff), 0)
  t.deepEqual(await staff.owed('usulan-menunggu'), ['bkd2@contoh.example', 'bkd@contoh.example'])

  t.deepEqual(await confirmUsulan(staff.desk('dinkes'), id), { ok: false, alasan: 'bukan-bkd' })
  const outcome = await confirmUsulan(staff.desk('bkd'), id)
  t.true(outcome.ok)
  const person = await findPersonToday(staff.directory.database, outcome.ok ? outcome.pegawaiId ?? '' : '', DAY)
  t.like(person, { nama: 'Pengembang Contoh', kategori: 'pengembang-vendor', keadaan: 'aktif', nip: null, activated: false })
  t.true(isNomor(person?.nomor ?? ''))
  t.deepEqual(await staff.owed('usulan-diputus'), ['dinkes@contoh.example'])
  const [asked] = await staff.directory.events('tanpa-nip.diusulkan')
  const [told] = await staff.directory.events('tanpa-nip.dikonfirmasi')
  t.is(asked?.actor, `pegawai:${staff.desk('dinkes').petugas.sub}`)
  t.like(told, { actor: `pegawai:${staff.desk('bkd').petugas.sub}`, subject: person?.id })
})

test('his claims: the OPD that answers for him, and no number, post or employment', async (t) => {
  const staff = await openStaff(t)
  const person = await findPersonToday(staff.directory.database, await confirmed(staff), DAY)
  const claims = person ? claimsOf(person, { syntheticCodes: true }) : {}
  t.like(claims['opd'], { nama: 'Dinas Kesehatan' })
  t.deepEqual(['nip', 'asn', 'jabatan', 'penugasan'].filter((name) => name in claims), [])
})

test('who was elected has an office of the province', async (t) => {
  const staff = await openStaff(t)
  const setda = await staff.unit('setda')
  const asked = await proposePerson(staff.desk('bkd'), await input(staff, {
    kategori: 'pejabat-negara', jabatan: 'Wakil Gubernur', unit: setda, sampai: '2030-02-20',
  }))
  const outcome = await confirmUsulan(staff.desk('bkd2'), asked.ok ? asked.id : '')
  const person = await findPersonToday(staff.directory.database, outcome.ok ? outcome.pegawaiId ?? '' : '', DAY)
  const claims = person ? claimsOf(person, { syntheticCodes: true }) : {}
  t.like(claims['opd'], { nama: 'Sekretariat Daerah' })
  t.like(claims['jabatan'], { nama: 'Wakil Gubernur', jenis: 'struktural' })
  t.like((claims['jabatan'] as { unit: object }).unit, { nama: 'Pemerintah Provinsi Banten' })
})

test('nobody of BKD confirms what he entered himself, and the database would not take it', async (t) => {
  const staff = await openStaff(t)
  const asked = await proposePerson(staff.desk('bkd'), await input(staff))
  const id = asked.ok ? asked.id : ''
  t.deepEqual(await confirmUsulan(staff.desk('bkd'), id), { ok: false, alasan: 'pencatat-sendiri' })
  await t.throwsAsync(staff.directory.database.knex('tanpa_nip_usulan').where({ id }).update({
    keadaan: 'dikonfirmasi', diputus_oleh: staff.desk('bkd').petugas.sub, diputus_at: new Date(),
  }), { message: /tanpa_nip_dua_orang/ })
  t.true((await confirmUsulan(staff.desk('bkd2'), id)).ok)
})

test('an admin-opd acts for his own OPD, and for units of that kind alone', async (t) => {
  const staff = await openStaff(t)
  const { directory, desk } = staff
  await directory.import({ pegawai: [pegawai(1)] })
  const [bidang] = await directory.rows<{ id: string }>(`SELECT unit_id AS id FROM unit_nama WHERE nama = 'Bidang Contoh'`)
  t.deepEqual(await proposePerson(desk('dishub'), await input(staff)), { ok: false, galat: { unit: 'di-luar-opd' } })
  t.deepEqual(await proposePerson(desk('dinkes'), await input(staff, { unit: bidang?.id ?? '' })),
    { ok: false, galat: { unit: 'bukan-pilihan' } })
  const id = await proposed(staff)
  t.deepEqual(await refuseUsulan(desk('dishub'), id, 'x'), { ok: false, alasan: 'tidak-ada' })
  const confirmation = await confirmUsulan(desk('bkd'), id)
  const pegawaiId = confirmation.ok ? confirmation.pegawaiId ?? '' : ''
  t.deepEqual(await endPerson(desk('dishub'), pegawaiId, 'x'), { ok: false, alasan: 'tidak-ada' })
  t.is(await proposeRenewal(desk('dishub'), pegawaiId, { sampai: '2027-06-30', dasar: 'x' }), undefined)
})

test('what is asked twice while it waits is asked once', async (t) => {
  const staff = await openStaff(t)
  const id = await proposed(staff)
  t.deepEqual(await proposePerson(staff.desk('dinkes'), await input(staff, { nama: 'PENGEMBANG contoh' })),
    { ok: false, galat: { nama: 'sudah-menunggu' } })
  await refuseUsulan(staff.desk('bkd'), id, 'Kontrak belum ditandatangani')
  t.true((await proposePerson(staff.desk('dinkes'), await input(staff))).ok)
})

test('refused with a reason nobody is there, and whoever entered it is told; he may also take it back himself', async (t) => {
  const staff = await openStaff(t)
  const id = await proposed(staff)
  t.true((await refuseUsulan(staff.desk('bkd'), id, 'Kontrak belum ditandatangani')).ok)
  t.is(await countPeople(staff), 0)
  t.deepEqual(await staff.owed('usulan-diputus'), ['dinkes@contoh.example'])
  t.deepEqual(await confirmUsulan(staff.desk('bkd'), id), { ok: false, alasan: 'sudah-diputus' })
  const again = await proposed(staff, { nama: 'Orang Lain' })
  t.true((await refuseUsulan(staff.desk('dinkes'), again, 'Salah ketik')).ok)
  t.is((await staff.owed('usulan-diputus')).length, 1)
})

test('the year counts from the confirmation, and a last day that is over when BKD looks is no more confirmed', async (t) => {
  const staff = await openStaff(t)
  const id = await proposed(staff, { sampai: DAY })
  t.deepEqual(await confirmUsulan(staff.desk('bkd', '2026-11-29'), id), { ok: false, alasan: 'sudah-lewat' })
  t.is(await countPeople(staff), 0)
})

test('two of BKD confirm at the same moment: there is one person, one number, one event', async (t) => {
  const staff = await openStaff(t)
  const id = await proposed(staff)
  const outcomes = await race(staff.directory, { table: 'tanpa_nip_usulan', id },
    [() => confirmUsulan(staff.desk('bkd'), id), () => confirmUsulan(staff.desk('bkd2'), id)])
  t.deepEqual(outcomes.map(({ ok }) => ok).sort(), [false, true])
  t.deepEqual(outcomes.find(({ ok }) => !ok), { ok: false, alasan: 'sudah-diputus' })
  t.is(await countPeople(staff), 1)
  t.is((await staff.directory.events('tanpa-nip.dikonfirmasi')).length, 1)
})

test('confirmation and refusal at the same moment: one of them happened', async (t) => {
  const staff = await openStaff(t)
  const id = await proposed(staff)
  const outcomes = await race(staff.directory, { table: 'tanpa_nip_usulan', id },
    [() => confirmUsulan(staff.desk('bkd'), id), () => refuseUsulan(staff.desk('bkd2'), id, 'x')])
  t.is(outcomes.filter(({ ok }) => ok).length, 1)
  const [confirmations, refusals] = await Promise.all(
    ['tanpa-nip.dikonfirmasi', 'tanpa-nip.ditolak'].map((kind) => staff.directory.events(kind)))
  t.is((confirmations?.length ?? 0) + (refusals?.length ?? 0), 1)
  t.is(await countPeople(staff), confirmations?.length ?? 0)
})

test('ended early by one person with a reason: everything ends at once, his roles too', async (t) => {
  const staff = await openStaff(t)
  const { directory, desk } = staff
  const id = await confirmed(staff)
  await signedInSomewhere({ app: directory.database }, id, 'sesi')
  await directory.owner.knex('product_role').insert({
    pegawai_id: id, role: 'pengembang', unit_id: await staff.unit('dinkes'), valid_from: '2026-01-01', given_by: 'operator',
  })
  t.true((await endPerson(desk('dinkes'), id, 'Kontrak diputus')).ok)
  t.deepEqual(await whatIsLeft({ app: directory.database }, id), { sessions: 0, artefacts: 0 })
  t.is((await findPersonToday(directory.database, id, DAY))?.keadaan, 'tutup')
  t.is((await directory.rows('SELECT 1 FROM product_role WHERE pegawai_id = $1 AND revoked_at IS NULL', [id])).length, 0)
  const [event] = await directory.events('tanpa-nip.diakhiri')
  t.like(event, { subject: id, data: { alasan: 'Kontrak diputus', sesi: 1 } })
  t.deepEqual(await endPerson(desk('bkd'), id, 'x'), { ok: false, alasan: 'sudah-diputus' })
})

test('more time by the same two steps, also for one who was ended: the same sub', async (t) => {
  const staff = await openStaff(t)
  const { directory, desk } = staff
  const id = await confirmed(staff)
  const ask = (sampai: string) => proposeRenewal(desk('dinkes'), id, { sampai, dasar: 'Adendum 2' })
  t.deepEqual(await ask('2027-11-29'), { ok: false, galat: { sampai: 'terlalu-lama' } })
  await endPerson(desk('bkd'), id, 'Kontrak habis')
  const renewal = await ask('2027-09-30')
  const usulan = renewal?.ok ? renewal.id : ''
  t.deepEqual(await ask('2027-10-31'), { ok: false, galat: { sampai: 'sudah-menunggu' } })
  t.is((await findPersonToday(directory.database, id, DAY))?.keadaan, 'tutup')
  t.deepEqual(await confirmUsulan(desk('bkd2'), usulan), { ok: true, pegawaiId: id })
  t.is((await findPersonToday(directory.database, id, '2027-09-30'))?.keadaan, 'aktif')
  t.is((await findPersonToday(directory.database, id, '2027-10-01'))?.keadaan, 'beku')
})

test('the night after his last day ends what he holds, once; 30 and 7 days before whoever entered him is told', async (t) => {
  const staff = await openStaff(t)
  const { directory } = staff
  const { database } = directory
  const id = await confirmed(staff, { sampai: '2027-01-31' })
  await signedInSomewhere({ app: database }, id, 'sesi')
  const night = (day: string) => keepLastDays(database, clockAt(day))
  t.deepEqual(await night('2026-12-31'), { frozen: 0, warned: 0 })
  t.deepEqual(await night('2027-01-01'), { frozen: 0, warned: 1 })
  t.deepEqual(await night('2027-01-02'), { frozen: 0, warned: 0 })
  t.deepEqual(await night('2027-01-26'), { frozen: 0, warned: 1 })
  t.deepEqual(await night('2027-01-31'), { frozen: 0, warned: 0 })
  t.deepEqual(await whatIsLeft({ app: database }, id), { sessions: 1, artefacts: 4 })
  t.deepEqual(await night('2027-02-01'), { frozen: 1, warned: 0 })
  t.deepEqual(await whatIsLeft({ app: database }, id), { sessions: 0, artefacts: 0 })
  t.deepEqual(await night('2027-02-01'), { frozen: 0, warned: 0 })
  t.is((await directory.events('tanpa-nip.berakhir')).length, 1)
})

test('no feed matches, changes or closes him', async (t) => {
  const staff = await openStaff(t)
  const { directory } = staff
  const id = await confirmed(staff, { nama: 'Contoh 1', lahir: '1980-01-01', surel: 'sama@contoh.example' })
  const stored = () => directory.rows(`SELECT p.*, n.nip FROM pegawai p JOIN pegawai_nip n ON n.pegawai_id = p.id
    WHERE p.id = $1`, [id])
  const before = await stored()
  await directory.import({ pegawai: [pegawai(1, { email: 'sama@contoh.example' })], full: true })
  await directory.import({ pegawai: [pegawai(1, { email: 'lain@contoh.example' })], full: true })
  t.deepEqual(await stored(), before)
  t.is((await directory.rows(`SELECT 1 FROM pegawai WHERE nama = 'Contoh 1'`)).length, 2)
})

test('when the audit trail cannot be written nobody is confirmed', async (t) => {
  const staff = await openStaff(t)
  const id = await proposed(staff)
  await staff.directory.owner.knex.raw('REVOKE INSERT ON audit_event FROM satu_login_app')
  await t.throwsAsync(confirmUsulan(staff.desk('bkd'), id), { code: '42501' })
  t.is(await countPeople(staff), 0)
})
