import test from 'ava'
import { decide, fileApplication, inboxOf, withdraw } from '../../src/domain/permohonan/alur/index.ts'
import { canonicalHash } from '../../src/domain/permohonan/formulir/hash.rules.ts'
import { newId } from '../../src/kernel/lib/ids.ts'
import { bringTo, events, ISI, JALAN, openAlur, PEMERAN, refusal } from './alur-stage.ts'

// Applications on their way, on a real database.

test('from an empty form to a working client: each at his desk, and what was approved is applied once', async (t) => {
  const alur = await openAlur(t)
  const id = await alur.draft()
  t.is(await alur.file(id), '0001/SSO/XI/2026')
  t.deepEqual(await alur.hash(id), canonicalHash(ISI))
  for (const [langkah, oleh, putusan] of JALAN) {
    t.is(await alur.state(id), 'berjalan')
    t.true((await alur.desks(id)).includes(langkah), langkah)
    t.deepEqual(alur.done, [])
    await alur.say(id, langkah, oleh, putusan)
  }
  t.is(await alur.state(id), 'selesai')
  t.deepEqual(await alur.desks(id), [])
  t.deepEqual(alur.done, [`applied ${id}`])
  const said = await alur.rows<{ langkah: string; putusan: string; sebagai: object; nama: string }>(
    `SELECT l.langkah, k.putusan, k.sebagai, p.nama FROM permohonan_keputusan k JOIN permohonan_langkah l ON l.id = k.langkah_id
     JOIN pegawai p ON p.id = k.oleh WHERE k.permohonan_id = $1 AND l.langkah <> 'pengajuan'`, [id])
  t.deepEqual(said.map(({ langkah, nama, putusan }) => `${langkah} ${nama} ${putusan}`).sort(), JALAN.map((one) => one.join(' ')).sort())
  t.like(said.find(({ langkah }) => langkah === 'disposisi-dinas')?.sebagai, {
    peran: 'kepala-dinas', cara: 'definitif', kursi: alur.kursi['kepala-dinas'], jabatan: 'Kepala Dinas Uji', sk: 'SK/1',
  })
  t.deepEqual(await events(alur, 'permohonan.diajukan'), [{ actor: `pegawai:${alur.who.pengembang}`, permohonan: id, nomor: '0001/SSO/XI/2026' }])
  t.is((await events(alur, 'permohonan.diputus')).length, JALAN.length)
  t.is((await events(alur, 'permohonan.selesai')).length, 1)
  const letters = await alur.rows<{ kejadian: string }>(`SELECT data ->> 'kejadian' AS kejadian FROM surat_keluar ORDER BY created_at`)
  t.deepEqual(letters.map(({ kejadian }) => kejadian).sort(), ['diterima', 'selesai'])
})

test('nobody but the one whose desk it is decides there, at every step and by every word of it', async (t) => {
  const alur = await openAlur(t)
  for (const [langkah, rightful, putusan] of JALAN) {
    const id = await bringTo(alur, langkah)
    for (const oleh of PEMERAN.filter((one) => one !== rightful)) {
      t.is(await refusal(alur.say(id, langkah, oleh, putusan)), 'bukan-wewenang', `${oleh} at ${langkah}`)
    }
    t.is(await refusal(alur.say(id, langkah, rightful, putusan)), 'boleh')
    t.is(await refusal(alur.say(id, langkah, rightful, putusan)), langkah === 'integrasi' ? 'tidak-berjalan' : 'sudah-diputus', `${langkah} twice`)
  }
})

test('a step that is not open yet cannot be skipped to: there is nothing to decide on', async (t) => {
  const alur = await openAlur(t)
  const id = await bringTo(alur, 'persetujuan-opd')
  await t.throwsAsync(alur.visit(id, 'disposisi-dinas'))
  await t.throwsAsync(decide(alur.rumah, {
    langkahId: newId(), oleh: alur.who['kepala-dinas'], putusan: 'terima', isiHash: await alur.hash(id),
  }), { code: 'not-found' })
})

test('analysis waits for the data owner, and integration for the CSIRT', async (t) => {
  const alur = await openAlur(t)
  const id = await alur.draft()
  await alur.file(id)
  for (const [langkah, oleh, putusan] of JALAN.slice(0, 3)) await alur.say(id, langkah, oleh, putusan)
  t.is(await refusal(alur.say(id, 'analisis', 'kepala-seksi', 'setuju')), 'gerbang-belum')
  await alur.say(id, 'elemen', 'pemilik-data', 'setuju')
  await alur.say(id, 'analisis', 'kepala-seksi', 'setuju')
  await alur.say(id, 'anggaran', 'kepala-seksi', 'dianggarkan', { catatan: { nomor: 'DPA/1', jumlah: '1000000', tahun: '2027' } })
  t.is(await refusal(alur.say(id, 'integrasi', 'kepala-seksi', 'selesai')), 'gerbang-belum')
  await alur.say(id, 'csirt', 'csirt', 'lulus')
  t.is(await alur.say(id, 'integrasi', 'kepala-seksi', 'selesai'), 'selesai')
})

test('an incomplete form is not filed: no number, no desk, nothing', async (t) => {
  const alur = await openAlur(t, { kesalahan: [{ bidang: 'surat.nomor', pesan: 'Tuliskan nomor surat.' }] })
  const id = await alur.draft()
  t.deepEqual(await fileApplication(alur.rumah, { id, oleh: alur.who.pengembang }), { kesalahan: [{ bidang: 'surat.nomor', pesan: 'Tuliskan nomor surat.' }] })
  t.is(await alur.state(id), 'draf')
  t.deepEqual(await alur.rows('SELECT FROM permohonan_nomor'), [])
  t.deepEqual(await events(alur, 'permohonan.diajukan'), [])
})

test('only a pengembang of the OPD files and takes back', async (t) => {
  const alur = await openAlur(t)
  const id = await alur.draft()
  for (const oleh of PEMERAN.filter((one) => one !== 'pengembang')) {
    t.is(await refusal(fileApplication(alur.rumah, { id, oleh: alur.who[oleh] })), 'bukan-wewenang', oleh)
  }
  const stranger = await alur.stage.person('lain', { jabatan: 'Staf', unit: alur.stage.unit.dinas })
  await alur.stage.db.owner.knex('product_role').insert({
    pegawai_id: stranger, role: 'pengembang', unit_id: alur.stage.unit.dinas, valid_from: '2026-01-01', given_by: 'operator',
  })
  t.is(await refusal(fileApplication(alur.rumah, { id, oleh: stranger })), 'bukan-wewenang')
  await alur.file(id)
  t.is(await refusal(fileApplication(alur.rumah, { id, oleh: alur.who.pengembang })), 'tidak-berjalan')
  t.is(await refusal(withdraw(alur.rumah, { id, oleh: stranger, alasan: 'x' })), 'bukan-wewenang')
  t.is(await refusal(withdraw(alur.rumah, { id, oleh: alur.who['kepala-dinas'], alasan: 'x' })), 'bukan-wewenang')
  t.is(await refusal(withdraw(alur.rumah, { id, oleh: alur.who.pengembang, alasan: ' ' })), 'tanpa-alasan')
})

test('what the OPD took back is over: nobody decides, and its trial is closed', async (t) => {
  const alur = await openAlur(t)
  const id = await bringTo(alur, 'disposisi-bidang')
  await withdraw(alur.rumah, { id, oleh: alur.who['kepala-opd'], alasan: 'batal' })
  t.is(await alur.state(id), 'ditarik')
  t.deepEqual(await alur.desks(id), [])
  t.deepEqual(alur.done, [`closed ${id}`])
  t.is(await refusal(alur.say(id, 'disposisi-bidang', 'kepala-bidang', 'teruskan')), 'tidak-berjalan')
  t.is(await refusal(alur.takeBack(id)), 'tidak-berjalan')
  t.is(await refusal(fileApplication(alur.rumah, { id, oleh: alur.who.pengembang })), 'tidak-berjalan')
  t.like((await events(alur, 'permohonan.ditarik'))[0], { permohonan: id, alasan: 'batal' })
})

test('Kepala Dinas refuses for good, with a reason that the OPD reads', async (t) => {
  const alur = await openAlur(t)
  const id = await bringTo(alur, 'disposisi-dinas')
  t.is(await refusal(alur.say(id, 'disposisi-dinas', 'kepala-dinas', 'tolak', { alasan: '' })), 'tanpa-alasan')
  t.is(await alur.say(id, 'disposisi-dinas', 'kepala-dinas', 'tolak', { alasan: 'Sudah ada aplikasi serupa' }), 'ditolak')
  t.deepEqual(await alur.desks(id), [])
  t.deepEqual(alur.done, [`closed ${id}`])
  const [letter] = await alur.rows<{ kepada: string; alasan: string }>(`SELECT kepada, data ->> 'alasan' AS alasan FROM surat_keluar`)
  t.deepEqual(letter, { kepada: 'pengembang@contoh.test', alasan: 'Sudah ada aplikasi serupa' })
})

test('sent back: the ball is with the OPD, the clock stands, and it goes back to who sent it', async (t) => {
  const alur = await openAlur(t)
  const id = await bringTo(alur, 'disposisi-bidang')
  alur.clock.set('2026-11-23T21:00:00+07:00')
  t.is(await alur.say(id, 'disposisi-bidang', 'kepala-bidang', 'kembalikan', { alasan: 'Nomor surat salah' }), 'dikembalikan')
  t.deepEqual(await alur.desks(id), ['pengajuan'])
  t.is(await refusal(alur.say(id, 'elemen', 'pemilik-data', 'setuju')), 'tidak-berjalan')
  alur.clock.set('2026-11-26T21:00:00+07:00')
  await alur.edit(id, { ...ISI, keterangan: 'lebih jelas' })
  t.is(await alur.file(id), '0001/SSO/XI/2026', 'the number stays')
  t.deepEqual(await alur.desks(id), ['disposisi-bidang', 'elemen'])
  alur.clock.set('2026-11-27T03:00:00+07:00')
  const [item] = await inboxOf(alur.rumah.database, {
    roles: [{ role: 'kepala-bidang', unitId: alur.stage.unit.bidang, kursi: alur.kursi['kepala-bidang'] }], today: alur.clock.today(), now: alur.clock.now(),
  })
  t.is(item?.jam.terpakaiHari, 0.75, 'twelve hours before, and six after')
  await alur.say(id, 'disposisi-bidang', 'kepala-bidang', 'teruskan')
})

test('another host than the one that was agreed to begins with the Kepala OPD anew, and old agreements do not count', async (t) => {
  const alur = await openAlur(t)
  const id = await bringTo(alur, 'csirt')
  const agreed = await alur.hash(id)
  t.is(await alur.say(id, 'csirt', 'csirt', 'temuan', { alasan: 'TLS 1.0' }), 'dikembalikan')
  await alur.edit(id, { ...ISI, subdomain: 'siap2.bantenprov.go.id' })
  await alur.file(id)
  t.deepEqual(await alur.desks(id), ['elemen', 'persetujuan-opd'])
  t.is(await refusal(alur.say(id, 'persetujuan-opd', 'kepala-opd', 'setuju', { isiHash: agreed })), 'isi-berubah')
  await alur.say(id, 'persetujuan-opd', 'kepala-opd', 'setuju')
  t.deepEqual(await alur.desks(id), ['analisis', 'elemen'], 'who only passed it on need not do so again')
  await alur.say(id, 'elemen', 'pemilik-data', 'setuju')
  await alur.say(id, 'analisis', 'kepala-seksi', 'setuju')
  t.deepEqual(await alur.desks(id), ['csirt', 'integrasi'])
  await alur.say(id, 'csirt', 'csirt', 'lulus')
  t.is(await alur.say(id, 'integrasi', 'kepala-seksi', 'selesai'), 'selesai')
})

test('a harmless correction keeps what was agreed to', async (t) => {
  const alur = await openAlur(t)
  const id = await bringTo(alur, 'csirt')
  await alur.say(id, 'csirt', 'csirt', 'temuan', { alasan: 'Keterangan kosong' })
  await alur.edit(id, { ...ISI, keterangan: 'ada' })
  await alur.file(id)
  t.deepEqual(await alur.desks(id), ['csirt', 'integrasi'])
})
