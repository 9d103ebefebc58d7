import test from 'ava'
import { warningsFor } from '../../../src/domain/kepegawaian/penugasan/candidate.service.ts'
import { confirmLetter, refuseLetter, revokeLetter } from '../../../src/domain/kepegawaian/penugasan/decide.service.ts'
import { recordLetter } from '../../../src/domain/kepegawaian/penugasan/record.service.ts'
import { openScan } from '../../../src/domain/kepegawaian/penugasan/scan.service.ts'
import { purgeExpired } from '../../../src/domain/sessions/purge.service.ts'
import { untilSomebodyWaits } from '../../helpers/waiting.ts'
import { clockAt, pegawai, penugasan } from '../feeds.ts'
import { DAY, race } from '../staff.ts'
import { openOffice, PDF, PEOPLE } from './support.ts'

const PLH = 'PLH Kepala Bidang Contoh 2026-11-30 800/12-BKD/2026'
const idOf = (recorded: Awaited<ReturnType<typeof recordLetter>>): string => recorded?.ok ? recorded.id : ''

test('a three-day Plh is recorded, confirmed by another, in force until its last day', async (t) => {
  const office = await openOffice(t)
  const recorded = await office.record(1)
  t.deepEqual(await office.tugas(1), [])
  t.deepEqual(await office.owed('usulan-menunggu'), ['bkd2@contoh.example', 'bkd@contoh.example'])
  t.deepEqual(await confirmLetter(office.desk('bkd'), idOf(recorded)), { ok: true })
  t.deepEqual(await office.tugas(1), [PLH])
  t.deepEqual(await office.tugas(1, '2026-11-30'), [PLH])
  t.deepEqual(await office.tugas(1, '2026-12-01'), [])
  t.deepEqual(await office.owed('usulan-diputus'), ['dinkes@contoh.example'])
  const [told] = await office.directory.events('penugasan.dikonfirmasi')
  t.like(told, { actor: `pegawai:${office.desk('bkd').petugas.sub}`, subject: await office.person(1) })
})

test('nobody confirms his own, nor what is about himself; the database would not take it', async (t) => {
  const office = await openOffice(t)
  const { desk, directory } = office
  const own = idOf(await office.record(1, {}, 'bkd'))
  t.deepEqual(await confirmLetter(desk('bkd'), own), { ok: false, alasan: 'pencatat-sendiri' })
  t.deepEqual(await confirmLetter(desk('dinkes'), own), { ok: false, alasan: 'bukan-bkd' })
  const himself = { ...desk('bkd2'), petugas: { sub: await office.person(1), isBkd: true, unitIds: [] } }
  t.deepEqual(await confirmLetter(himself, own), { ok: false, alasan: 'tentang-sendiri' })
  t.deepEqual(await confirmLetter(desk('bkd2'), own), { ok: true })
  await t.throwsAsync(directory.database.knex('penugasan_usulan').update({ diputus_oleh: desk('bkd').petugas.sub }),
    { message: /penugasan_dua_orang/ })
})

test('an admin-opd records his own people in his own units, and sees nothing of others', async (t) => {
  const office = await openOffice(t)
  const { desk } = office
  t.is(await office.record(3), undefined, 'a person of another OPD')
  t.deepEqual(await office.record(1, { unit: await office.bidang('Bidang Lain') }),
    { ok: false, galat: { unit: 'di-luar-opd' } })
  t.deepEqual(await office.record(1, { unit: '11111111-1111-4111-8111-111111111111' }),
    { ok: false, galat: { unit: 'bukan-pilihan' } })
  const id = idOf(await office.record(1))
  t.deepEqual(await refuseLetter(desk('dishub'), id, 'x'), { ok: false, alasan: 'tidak-ada' })
  t.deepEqual(await revokeLetter(desk('dishub'), id, 'x'), { ok: false, alasan: 'tidak-ada' })
  t.is(await openScan({ ...desk('dishub'), seal: office.seal }, id), undefined)
  t.true((await office.record(3, { unit: await office.bidang('Bidang Contoh') }, 'bkd'))?.ok)
})

test('what cannot be is refused beside its field, all of it at once, the scan too', async (t) => {
  const office = await openOffice(t)
  const wrong = await recordLetter({ ...office.desk('bkd'), seal: office.seal }, await office.person(1),
    await office.input({ selesai: '2026-11-27', sk: '' }), Buffer.from('<html>'))
  t.deepEqual(wrong, { ok: false, galat: { selesai: 'sudah-lewat', sk: 'kosong', pindaian: 'pindaian-jenis' } })
  t.is((await office.directory.rows('SELECT 1 FROM penugasan_usulan')).length, 0)
})

test('what waits is held against the next: the same SK, and the same days', async (t) => {
  const office = await openOffice(t)
  await office.record(1)
  t.deepEqual(await office.record(1, { sk: '800 / 12 - bkd / 2026', jabatan: 'Lain' }), { ok: false, galat: { sk: 'sk-sudah-ada' } })
  t.deepEqual(await office.record(1, { sk: '800/13' }), { ok: false, galat: { mulai: 'tumpang-tindih' } })
  t.true((await office.record(2))?.ok, 'another person under the same SK')
})

test('a Plt of 3 + 3 months by hand and from the source together, and not a day more', async (t) => {
  const office = await openOffice(t)
  await office.directory.import({ pegawai: PEOPLE, penugasan: [penugasan('P1', {
    jabatan: 'Kepala Bidang Contoh', mulai: '01-10-2026', selesai: '31-12-2026', sk: '800/1',
  })] })
  const next = { jenis: 'PLT', mulai: '2027-01-01', sk: '800/2' }
  t.deepEqual(await office.record(1, { ...next, selesai: '2027-04-01' }), { ok: false, galat: { selesai: 'plt-lebih-tiga-bulan' } })
  await office.inForce(1, { ...next, selesai: '2027-03-31' })
  t.deepEqual(await office.record(1, { ...next, mulai: '2027-04-01', selesai: '2027-04-01', sk: '800/3' }),
    { ok: false, galat: { selesai: 'plt-lebih-enam-bulan' } })
})

test('it gives way when the source brings the same SK, and does not come back', async (t) => {
  const office = await openOffice(t)
  const id = await office.inForce(1)
  const other = await office.inForce(2, { sk: '800/99' })
  const line = penugasan('P1', {
    jenis: 'PLH', jabatan: 'Kepala Bidang Contoh', mulai: '28-11-2026', selesai: '01-12-2026', sk: '800 / 12 - bkd / 2026',
  })
  await office.directory.import({ pegawai: PEOPLE, penugasan: [line] })
  t.deepEqual(await office.tugas(1), ['PLH Kepala Bidang Contoh 2026-12-01 800 / 12 - bkd / 2026'])
  const replaced = await office.directory.rows<{ id: string; oleh: string | null }>(`
    SELECT u.id, s.sumber AS oleh FROM penugasan_usulan u JOIN penugasan p ON p.id = u.penugasan_id
    LEFT JOIN penugasan s ON s.id = p.digantikan_oleh ORDER BY s.sumber NULLS LAST`)
  t.deepEqual(replaced, [{ id, oleh: 'siasn' }, { id: other, oleh: null }])
  t.deepEqual(await revokeLetter(office.desk('bkd'), id, 'x'), { ok: false, alasan: 'tidak-berlaku' })
  await office.directory.import({ pegawai: PEOPLE, penugasan: [] })
  t.deepEqual(await office.tugas(1), [], 'the source took its own back: it knows')
})

test('what the source brought while it waited is not confirmed beside it', async (t) => {
  const office = await openOffice(t)
  const id = idOf(await office.record(1))
  await office.directory.import({ pegawai: PEOPLE, penugasan: [
    penugasan('P1', { jenis: 'PLH', mulai: '28-11-2026', selesai: '30-11-2026', sk: '800.12.BKD.2026' })] })
  t.deepEqual(await confirmLetter(office.desk('bkd'), id), { ok: false, alasan: 'sk-sudah-ada' })
  t.is((await office.tugas(1)).length, 1)
})

test('a source that brings the letter while BKD confirms it: the confirmation waits for it, and is refused', async (t) => {
  const office = await openOffice(t)
  const { owner } = office.directory
  const id = idOf(await office.record(1))
  const [pegawai_id, unit_id] = [await office.person(1), await office.bidang('Bidang Contoh')]
  const run = await owner.knex.transaction()
  // As an import does: whoever changes is written before his assignments are.
  await run('pegawai').where({ id: pegawai_id }).update({ updated_at: new Date() })
  const confirmation = confirmLetter(office.desk('bkd'), id)
  await untilSomebodyWaits(owner)
  await run('penugasan').insert({
    pegawai_id, unit_id, sumber: 'simpeg-api', jenis: 'PLH', jabatan: 'Kepala Bidang Contoh', valid_from: DAY,
    valid_to: '2026-12-01', sk: '800.12.BKD.2026',
  })
  await run.commit()
  t.deepEqual(await confirmation, { ok: false, alasan: 'sk-sudah-ada' })
  t.deepEqual(await office.tugas(1), ['PLH Kepala Bidang Contoh 2026-11-30 800.12.BKD.2026'])
})

test('one that is over when BKD looks is no more confirmed', async (t) => {
  const office = await openOffice(t)
  const id = idOf(await office.record(1))
  t.deepEqual(await confirmLetter(office.desk('bkd', '2026-12-01'), id), { ok: false, alasan: 'sudah-lewat' })
})

test('two of BKD confirm at the same moment: one assignment, one event', async (t) => {
  const office = await openOffice(t)
  const id = idOf(await office.record(1))
  const outcomes = await race(office.directory, { table: 'penugasan_usulan', id },
    [() => confirmLetter(office.desk('bkd'), id), () => confirmLetter(office.desk('bkd2'), id)])
  t.is(outcomes.filter(({ ok }) => ok).length, 1)
  t.deepEqual(outcomes.find(({ ok }) => !ok), { ok: false, alasan: 'sudah-diputus' })
  t.is((await office.directory.rows(`SELECT 1 FROM penugasan WHERE sumber = 'manual'`)).length, 1)
  t.is((await office.directory.events('penugasan.dikonfirmasi')).length, 1)
})

test('two letters of one person are recorded at the same moment: the second is judged beside the first', async (t) => {
  const office = await openOffice(t)
  const outcomes = await race(office.directory, { table: 'pegawai', id: await office.person(1) },
    [() => office.record(1, { sk: '800/1' }), () => office.record(1, { sk: '800/2' }, 'bkd')])
  t.is(outcomes.filter((one) => one?.ok).length, 1)
  t.deepEqual(outcomes.find((one) => !one?.ok), { ok: false, galat: { mulai: 'tumpang-tindih' } })
})

test('taken back early with a reason it is out of the token at once, its days so far stay; before its first day it never was',
  async (t) => {
    const office = await openOffice(t)
    const running = await office.inForce(1, { mulai: '2026-11-20' })
    const coming = await office.inForce(2, { mulai: '2026-11-29' })
    t.deepEqual(await revokeLetter(office.desk('dinkes'), running, 'Pejabat sudah kembali'), { ok: true })
    t.deepEqual(await revokeLetter(office.desk('dinkes'), coming, 'Batal dinas'), { ok: true })
    t.deepEqual([await office.tugas(1), await office.tugas(2, '2026-11-29')], [[], []])
    t.is((await office.tugas(1, '2026-11-27')).length, 1)
    t.deepEqual(await revokeLetter(office.desk('bkd'), running, 'x'), { ok: false, alasan: 'tidak-berlaku' })
    const events = await office.directory.events('penugasan.dicabut')
    t.deepEqual(events.map(({ data }) => data['alasan']), ['Pejabat sudah kembali', 'Batal dinas'])
  })

test('refused with a reason, or taken back by whoever recorded it', async (t) => {
  const office = await openOffice(t)
  const { desk } = office
  const id = idOf(await office.record(1))
  t.deepEqual(await refuseLetter(desk('bkd'), id, 'SK tidak terbaca'), { ok: true })
  t.deepEqual(await confirmLetter(desk('bkd2'), id), { ok: false, alasan: 'sudah-diputus' })
  t.deepEqual(await office.owed('usulan-diputus'), ['dinkes@contoh.example'])
  const again = idOf(await office.record(1))
  t.deepEqual(await refuseLetter(desk('dinkes'), again, 'Salah orang'), { ok: true })
})

test('somebody without a post to stand in from is not assigned: a vendor\'s developer', async (t) => {
  const office = await openOffice(t)
  const id = await office.person(1)
  await office.directory.owner.knex('pegawai').where({ id }).update({
    kategori: 'pengembang-vendor', berlaku_sampai: '2027-01-01' })
  t.is(await office.record(1, {}, 'bkd'), undefined)
})

test('who left for good is not assigned', async (t) => {
  const office = await openOffice(t)
  await office.directory.import({ pegawai: [pegawai(1, { kedudukan_hukum_id: '99' }), ...PEOPLE.slice(1)] })
  t.is(await office.record(1, {}, 'bkd'), undefined)
})

test('BKD is warned before it confirms: a post that is held, one that nobody holds', async (t) => {
  const office = await openOffice(t)
  const { database } = office.directory
  const [pegawai_id, unit_id] = [await office.person(1), await office.bidang('Bidang Contoh')]
  const warned = (jenis: 'PLT' | 'PLH', jabatan: string) =>
    warningsFor(database, { pegawai_id, jenis, jabatan, unit_id }, DAY)
  t.deepEqual(await warned('PLT', ' arsiparis  AHLI muda'), ['jabatan-terisi'])
  t.deepEqual(await warned('PLT', 'Kepala Bidang Contoh'), [])
  t.deepEqual(await warned('PLH', 'Arsiparis Ahli Muda'), [])
  t.deepEqual(await warned('PLH', 'Kepala Bidang Contoh'), ['tanpa-pemegang'])
})

test('the scan lies sealed, opens for those who may see it and tells so, and goes on its day', async (t) => {
  const office = await openOffice(t)
  const { database } = office.directory
  const id = idOf(await office.record(1))
  const [row] = await office.directory.rows<{ isi_sealed: string }>('SELECT isi_sealed FROM penugasan_pindaian')
  t.regex(row?.isi_sealed ?? '', /^v1\.test\./)
  t.false(Buffer.from(row?.isi_sealed ?? '').includes('JVBERi'), 'no base64 of %PDF-')
  t.deepEqual(await openScan({ ...office.desk('bkd'), seal: office.seal }, id), { jenis: 'application/pdf', bytes: PDF })
  t.is((await office.directory.events('penugasan.pindaian-dibuka')).length, 1)
  const purgeOn = async (day: string) => (await purgeExpired(database, clockAt(day)))['penugasan_pindaian']
  t.is(await purgeOn('2027-11-29'), 0)
  t.is(await purgeOn('2027-11-30'), 1)
  t.is(await openScan({ ...office.desk('bkd'), seal: office.seal }, id), undefined)
})

test('what was refused goes after a year, its scan after a month', async (t) => {
  const office = await openOffice(t)
  const id = idOf(await office.record(1))
  await refuseLetter(office.desk('bkd'), id, 'x')
  const purgeOn = (day: string) => purgeExpired(office.directory.database, clockAt(day))
  t.like(await purgeOn('2026-12-27'), { penugasan_pindaian: 0, penugasan_usulan: 0 })
  t.like(await purgeOn('2026-12-28'), { penugasan_pindaian: 1, penugasan_usulan: 0 })
  t.like(await purgeOn('2027-11-29'), { penugasan_usulan: 1 })
})

test('when the audit trail cannot be written nothing is confirmed', async (t) => {
  const office = await openOffice(t)
  const id = idOf(await office.record(1))
  await office.directory.owner.knex.raw('REVOKE INSERT ON audit_event FROM satu_login_app')
  await t.throwsAsync(confirmLetter(office.desk('bkd'), id), { code: '42501' })
  t.deepEqual(await office.tugas(1, DAY), [])
})
