import test from 'ava'
import { applicationsOf, decide, Ditolak, fileApplication, fileOf, inboxOf, withdraw } from '../../src/domain/permohonan/alur/index.ts'
import type { Alasan } from '../../src/domain/permohonan/alur/index.ts'
import { canonicalHash } from '../../src/domain/permohonan/formulir/hash.rules.ts'
import { findPersonToday } from '../../src/domain/pegawai/person.queries.ts'
import { newId } from '../../src/kernel/lib/ids.ts'
import { type AlurStage, bringTo, ISI, JALAN, openAlur, PEMERAN, type Pemeran } from './alur-stage.ts'

// Applications on their way, on a real database.

/** @returns why it was refused, or what else happened */
async function refusal(work: Promise<unknown>): Promise<Alasan | 'boleh'> {
  try {
    await work
    return 'boleh'
  } catch (error) {
    if (error instanceof Ditolak) return error.alasan
    throw error
  }
}

const events = async (alur: AlurStage, kind: string) => (await alur.rows<{ actor: string; data: Record<string, unknown> }>(
  'SELECT actor, data FROM audit_event WHERE kind = $1 ORDER BY at, id', [kind])).map(({ actor, data }) => ({ actor, ...data }))

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

test('a Plt decides on his last day, and not the day after; his substitute does', async (t) => {
  const alur = await openAlur(t)
  const { stage, who, kursi } = alur
  const plt = await stage.person('plt', { jabatan: 'Analis', unit: stage.unit.seksi })
  await stage.run('UPDATE kursi_pemegang SET ended_at = now(), sebab = $2 WHERE pegawai_id = $1', [who['kepala-bidang'], 'uji'])
  await stage.assigned(plt, { jenis: 'PLT', jabatan: 'Kepala Bidang Uji', unit: stage.unit.bidang, from: '2026-11-01', last: '2026-11-24', sk: 'SK/9' })
  await stage.sits(kursi['kepala-bidang'], plt, { cara: 'plt', sk: 'SK/9', from: '2026-11-01', last: '2026-11-24' })
  const ids = [await bringTo(alur, 'disposisi-bidang'), await bringTo(alur, 'disposisi-bidang')] as const
  alur.clock.set('2026-11-24T23:59:59+07:00')
  t.is(await refusal(alur.say(ids[0], 'disposisi-bidang', { id: plt }, 'teruskan')), 'boleh')
  const [said] = await alur.rows<{ sebagai: object }>(`SELECT sebagai FROM permohonan_keputusan WHERE oleh = $1`, [plt])
  t.like(said?.sebagai, { peran: 'kepala-bidang', cara: 'plt', sk: 'SK/9' })
  alur.clock.set('2026-11-25T00:00:00+07:00')
  t.is(await refusal(alur.say(ids[1], 'disposisi-bidang', { id: plt }, 'teruskan')), 'bukan-wewenang')
  const look = async () => (await fileOf(alur.rumah.database, { id: ids[1], today: alur.clock.today(), now: alur.clock.now() }))?.meja
    .find(({ langkah }) => langkah.kunci === 'disposisi-bidang')?.pemegang.map(({ nama, cara }) => `${nama} ${cara}`)
  t.deepEqual(await look(), [], 'vacant')
  const deputy = await stage.person('sekretaris', { jabatan: 'Sekretaris', unit: stage.unit.dinas })
  const pengganti = await stage.seat('kepala-seksi', { jabatan: 'Sekretaris', unit: stage.unit.dinas })
  await stage.sits(pengganti, deputy)
  await stage.run('UPDATE kursi SET pengganti_id = $2 WHERE id = $1', [kursi['kepala-bidang'], pengganti])
  t.deepEqual(await look(), ['sekretaris pengganti'])
  t.is(await refusal(alur.say(ids[1], 'disposisi-bidang', { id: deputy }, 'teruskan')), 'boleh')
})

test('somebody who acts for two seats decides in one of them: the other step waits for another person', async (t) => {
  const alur = await openAlur(t)
  const { stage, who, kursi } = alur
  await stage.delegates(kursi['kepala-dinas'], who['kepala-dinas'], who['kepala-bidang'], { from: '2026-11-01', last: '2026-12-31' })
  const id = await bringTo(alur, 'disposisi-dinas')
  await alur.say(id, 'disposisi-dinas', 'kepala-bidang', 'terima')
  t.is(await refusal(alur.say(id, 'disposisi-bidang', 'kepala-bidang', 'teruskan')), 'orang-yang-sama')
})

for (const [why, change, alasan] of [
  ['the one who drafted it', (id: string, oleh: string) => [`UPDATE permohonan SET pemohon = $2 WHERE id = $1`, [id, oleh]], 'pengajuan-sendiri'],
  ['the one who answers for it', (id: string, oleh: string) => [
    `UPDATE permohonan SET isi = jsonb_set(isi, '{penanggungJawab}', jsonb_build_object('pegawaiId', $2::text)) WHERE id = $1`, [id, oleh]], 'pengajuan-sendiri'],
  ['somebody whom the directory holds', (_: string, oleh: string) => [`UPDATE pegawai SET tahan = true WHERE id = $1`, [oleh]], 'ditahan'],
  ['somebody frozen', (_: string, oleh: string) => [`UPDATE account SET frozen_at = now(), frozen_reason = 'uji' WHERE pegawai_id = $1`, [oleh]], 'bukan-wewenang'],
] as const satisfies readonly (readonly [string, (id: string, oleh: string) => [string, string[]], Alasan])[]) {
  test(`${why} decides nothing, whatever his desk`, async (t) => {
    const alur = await openAlur(t)
    for (const [langkah, oleh, putusan] of JALAN) {
      const id = await bringTo(alur, langkah)
      const [text, values] = change(id, alur.who[oleh])
      await alur.stage.run(text, values)
      t.is(await refusal(alur.say(id, langkah, oleh, putusan)), alasan, langkah)
      await alur.stage.run('UPDATE pegawai SET tahan = false')
      await alur.stage.run('UPDATE account SET frozen_at = NULL, frozen_reason = NULL')
    }
  })
}

test('a signed letter in place of the Kepala OPD: recorded by the pengembang, looked at by Kepala Seksi', async (t) => {
  const alur = await openAlur(t)
  const id = await bringTo(alur, 'persetujuan-opd')
  const catatan = { nomor: '800/1', lampiran: newId() }
  t.is(await refusal(alur.say(id, 'persetujuan-opd', 'pengembang', 'surat', { catatan })), 'surat-belum-ada')
  await alur.stage.db.app.knex('permohonan_lampiran').insert({
    id: catatan.lampiran, permohonan_id: id, jenis: 'surat-bertanda-tangan', nama: 'surat.pdf', mime: 'application/pdf', ukuran: 1,
    sha256: Buffer.alloc(32), oleh: alur.who.pengembang, at: alur.clock.now(),
  })
  await alur.say(id, 'persetujuan-opd', 'pengembang', 'surat', { catatan })
  for (const [langkah, oleh, putusan] of JALAN.slice(1, 4)) await alur.say(id, langkah, oleh, putusan)
  t.is(await refusal(alur.say(id, 'analisis', 'kepala-seksi', 'setuju')), 'surat-belum-diperiksa')
  await alur.say(id, 'analisis', 'kepala-seksi', 'setuju', { catatan: { suratDiperiksa: true } })
})

test('a change of what was approved: only the owners of what is new, the CSIRT where it answers elsewhere, and nothing for nothing', async (t) => {
  const alur = await openAlur(t)
  const { app, owner } = alur.stage.db
  const aplikasi = newId()
  await owner.knex('aplikasi').insert({ id: aplikasi, nama: 'SIAP', unit_id: alur.opd })
  await owner.knex('client').insert({ client_id: 'siap', aplikasi_id: aplikasi, host: 'siap.bantenprov.go.id', state: 'aktif', metadata: '{}' })
  const first = await bringTo(alur, 'integrasi')
  await alur.say(first, 'integrasi', 'kepala-seksi', 'selesai')
  await app.knex('permohonan').where({ id: first }).update({ client_id: 'siap' })
  const change = { jenis: 'perubahan', prosedur: 'perubahan', versi: 1, client_id: 'siap' }

  const nothing = await alur.draft({ ...ISI, keterangan: 'lain' }, change)
  t.like(await fileApplication(alur.rumah, { id: nothing, oleh: alur.who.pengembang }), { kesalahan: [{ bidang: 'isi' }] })
  await alur.takeBack(nothing)

  const gates = async (isi: Record<string, unknown>) => {
    const id = await alur.draft(isi, change)
    await alur.file(id)
    const [row] = await alur.rows<{ gerbang: string[] }>('SELECT gerbang FROM permohonan WHERE id = $1', [id])
    return { id, gerbang: row?.gerbang }
  }
  alur.clock.set('2026-11-24T09:00:00+07:00')
  const host = await gates({ ...ISI, subdomain: 'siap2.bantenprov.go.id' })
  t.deepEqual(host.gerbang, ['csirt'])
  await alur.say(host.id, 'persetujuan-opd', 'kepala-opd', 'setuju')
  await alur.say(host.id, 'analisis', 'kepala-seksi', 'setuju')
  t.is(await alur.say(host.id, 'csirt', 'csirt', 'lulus'), 'selesai')
  t.true(alur.done.includes(`applied ${host.id}`))
  const more = await gates({ ...ISI, subdomain: 'siap2.bantenprov.go.id', elemen: [...ISI.elemen, { klaim: 'email', tujuan: 'menyurati' }] })
  t.deepEqual(more.gerbang, ['elemen'])
})

test('what asks for no data of an owner has no such gate, and an owner that is not there is said', async (t) => {
  const alur = await openAlur(t)
  const id = await alur.draft({ ...ISI, elemen: [{ klaim: 'peran', tujuan: 'menu' }] })
  await alur.file(id)
  t.deepEqual(await alur.desks(id), ['persetujuan-opd'])
  await alur.stage.run(`UPDATE pemilik_klaim SET unit_slug = 'tidak-ada' WHERE klaim = 'opd'`)
  t.like(await fileApplication(alur.rumah, { id: await alur.draft(), oleh: alur.who.pengembang }), { kesalahan: [{ bidang: 'elemen' }] })
})

test('each year counts from one, and many at once get each another number', async (t) => {
  const alur = await openAlur(t)
  const ids = await Promise.all(Array.from({ length: 6 }, () => alur.draft()))
  const numbers = await Promise.all(ids.map((id) => alur.file(id)))
  t.deepEqual(numbers.toSorted(), [1, 2, 3, 4, 5, 6].map((n) => `000${n}/SSO/XI/2026`))
  alur.clock.set('2027-01-01T00:00:00+07:00')
  t.is(await alur.file(await alur.draft()), '0001/SSO/I/2027')
})

test('what is decided without an event is not decided, and what cannot be applied is not done', async (t) => {
  const alur = await openAlur(t)
  const id = await bringTo(alur, 'disposisi-dinas')
  const before = await alur.rows('SELECT * FROM permohonan_langkah ORDER BY id')
  await alur.stage.run('REVOKE INSERT ON audit_event FROM satu_login_app')
  await t.throwsAsync(alur.say(id, 'disposisi-dinas', 'kepala-dinas', 'terima'), { code: '42501' })
  await t.throwsAsync(alur.takeBack(id), { code: '42501' })
  t.deepEqual(await alur.rows('SELECT * FROM permohonan_langkah ORDER BY id'), before)
  await alur.stage.run('GRANT INSERT ON audit_event TO satu_login_app')
  for (const [langkah, oleh, putusan] of JALAN.slice(1, -1)) await alur.say(id, langkah, oleh, putusan)
  const rumah = { ...alur.rumah, formulir: { ...alur.rumah.formulir, applyApproved: () => Promise.reject(new Error('uji')) } }
  await t.throwsAsync(alur.say(id, 'integrasi', 'kepala-seksi', 'selesai', { rumah }), { message: 'uji' })
  t.is(await alur.state(id), 'berjalan')
  t.deepEqual(await alur.desks(id), ['integrasi'])
})

test('a decision is for good: the service can neither change nor remove one', async (t) => {
  const alur = await openAlur(t)
  await bringTo(alur, 'disposisi-dinas')
  for (const text of [`UPDATE permohonan_keputusan SET alasan = 'x'`, 'DELETE FROM permohonan_keputusan']) {
    await t.throwsAsync(alur.stage.db.app.query({ text, values: [] }), { code: '42501' })
  }
})

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
