import test from 'ava'
import { applicationsOf, fileOf, inboxOf } from '../../src/domain/permohonan/alur/index.ts'
import { findPersonToday } from '../../src/domain/pegawai/person.queries.ts'
import { newId } from '../../src/kernel/lib/ids.ts'
import { type AlurStage, bringTo, ISI, openAlur, type Pemeran } from './alur-stage.ts'

// What pages show of applications: inbox, file and list.

const inboxFor = async (alur: AlurStage, oleh: Pemeran) => {
  const { database } = alur.rumah
  const person = await findPersonToday(database, alur.who[oleh], alur.clock.today())
  const before = database.statements
  const items = await inboxOf(database, { roles: person?.roles ?? [], today: alur.clock.today(), now: alur.clock.now() })
  return { items, statements: database.statements - before }
}

test('the inbox of each: what waits at his desk alone, the most urgent first, in one statement', async (t) => {
  const alur = await openAlur(t)
  alur.clock.set('2026-11-20T09:00:00+07:00')
  const old = await bringTo(alur, 'disposisi-dinas')
  alur.clock.set('2026-11-23T08:00:00+07:00')
  const fresh = await bringTo(alur, 'disposisi-dinas')
  const other = await bringTo(alur, 'persetujuan-opd')
  alur.clock.set('2026-11-23T10:00:00+07:00')
  const seen = await inboxFor(alur, 'kepala-dinas')
  t.deepEqual(seen.items.map(({ permohonanId, jam: { warna }, opd, nama, judul }) => ({ permohonanId, warna, opd, nama, judul })), [
    { permohonanId: old, warna: 'merah', opd: 'Dinas Lain', nama: 'SIAP', judul: 'Disposisi Kepala Dinas' },
    { permohonanId: fresh, warna: 'hijau', opd: 'Dinas Lain', nama: 'SIAP', judul: 'Disposisi Kepala Dinas' },
  ])
  t.is(seen.statements, 1)
  t.deepEqual((await inboxFor(alur, 'kepala-opd')).items.map(({ permohonanId }) => permohonanId), [other])
  t.deepEqual((await inboxFor(alur, 'pemilik-data')).items.length, 3)
  for (const nobody of ['kepala-bidang', 'kepala-seksi', 'csirt', 'pengembang'] as const) t.deepEqual((await inboxFor(alur, nobody)).items, [], nobody)
})

test('the file of an application: every step, who decided in what seat, whose desk it is now', async (t) => {
  const alur = await openAlur(t)
  const id = await bringTo(alur, 'disposisi-bidang')
  const { database } = alur.rumah
  const before = database.statements
  const file = await fileOf(database, { id, today: alur.clock.today(), now: alur.clock.now() })
  t.is(database.statements - before, 3, 'one, and one for each desk that has it')
  t.deepEqual(file?.langkah.map(({ langkah, keadaan }) => `${langkah.kunci} ${keadaan}`), [
    'pengajuan lewat', 'persetujuan-opd lewat', 'disposisi-dinas lewat', 'disposisi-bidang sekarang', 'analisis belum', 'anggaran belum',
    'integrasi belum', 'elemen sekarang', 'csirt belum',
  ])
  t.deepEqual(file?.meja.map(({ langkah, unit, pemegang }) => `${langkah.kunci} ${unit ?? '-'} ${pemegang.map(({ nama }) => nama).join()}`).sort(),
    ['disposisi-bidang - kepala-bidang', 'elemen Badan Kepegawaian Daerah pemilik-data'])
  const decision = file?.langkah.find(({ langkah }) => langkah.kunci === 'disposisi-dinas')?.kunjungan[0]?.keputusan
  t.like(decision, { nama: 'kepala-dinas', putusan: 'terima', sebagai: { cara: 'definitif', jabatan: 'Kepala Dinas Uji' } })
  t.deepEqual(decision?.isi_hash, file?.permohonan.isi_hash)
  t.deepEqual(file?.langkah[0]?.kunjungan[0]?.keputusan?.catatan, {}, 'what was filed stands beside it, not in it')
  t.like(file, { opd: 'Dinas Lain', pemohon: 'pengembang', sebelumnya: undefined })
  t.is(await fileOf(database, { id: newId(), today: alur.clock.today(), now: alur.clock.now() }), undefined)
  await alur.say(id, 'disposisi-bidang', 'kepala-bidang', 'kembalikan')
  await alur.edit(id, { ...ISI, nama: 'SIAP baru' })
  await alur.file(id)
  const again = await fileOf(database, { id, today: alur.clock.today(), now: alur.clock.now() })
  t.is(again?.isian.nama, 'SIAP baru')
  t.is(again?.sebelumnya?.nama, 'SIAP')
})

test('an OPD\'s list: its own and those of units below, whose desk and for how long, page by page, one statement each', async (t) => {
  const alur = await openAlur(t)
  const { database } = alur.rumah
  const ids: string[] = []
  for (const hour of ['08', '09', '10']) {
    alur.clock.set(`2026-11-23T${hour}:00:00+07:00`)
    ids.push(await alur.draft())
  }
  await alur.file(ids[1] ?? '')
  alur.clock.set('2026-11-24T10:00:00+07:00')
  const order = { today: alur.clock.today(), now: alur.clock.now() }
  const before = database.statements
  const page = await applicationsOf(database, { ...order, units: [alur.opd], window: { towards: 'lama', from: undefined, limit: 2 } })
  t.is(database.statements - before, 1)
  t.deepEqual(page.rows.map(({ id, keadaan }) => ({ id, keadaan })), [{ id: ids[2], keadaan: 'draf' }, { id: ids[1], keadaan: 'berjalan' }])
  t.truthy(page.lama)
  t.deepEqual(page.rows[1]?.meja.map(({ judul, jam }) => `${judul} ${jam.terpakaiHari}`).sort(),
    ['Persetujuan Kepala OPD 1', 'Persetujuan pemilik data atas daftar elemen 0'])
  t.deepEqual((await applicationsOf(database, { ...order, units: [alur.stage.unit.dinas], window: { towards: 'lama', from: undefined, limit: 9 } })).rows, [])
})
