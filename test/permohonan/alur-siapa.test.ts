import test from 'ava'
import { type Alasan, fileApplication, fileOf } from '../../src/domain/permohonan/alur/index.ts'
import { moveProcedure } from '../../src/domain/kepegawaian/reorganisasi/apply.queries.ts'
import { newId } from '../../src/kernel/lib/ids.ts'
import { bringTo, ISI, JALAN, openAlur, refusal } from './alur-stage.ts'

// Who may decide when seats change, letters stand in, and forms ask for little or much.

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

test('an OPD that another one takes over: its applications go on at the desks of the successor', async (t) => {
  const alur = await openAlur(t)
  const { stage, rumah } = alur
  const id = await bringTo(alur, 'persetujuan-opd')
  const over = await bringTo(alur, 'persetujuan-opd')
  await alur.takeBack(over)
  await rumah.database.knex.transaction((trx) =>
    moveProcedure(trx, { unit_id: alur.opd, penerus_id: stage.unit.dinas } as Parameters<typeof moveProcedure>[1], alur.clock.now()))
  await rumah.database.knex.transaction((trx) =>
    moveProcedure(trx, { unit_id: alur.pemilik, penerus_id: stage.unit.dinas } as Parameters<typeof moveProcedure>[1], alur.clock.now()))
  const head = await stage.seat('kepala-opd', { jabatan: 'Kepala Dinas Uji', unit: stage.unit.dinas })
  const other = await stage.person('baru', { jabatan: 'Kepala Dinas Uji', unit: stage.unit.dinas })
  await stage.sits(head, other)
  t.is(await refusal(alur.say(id, 'persetujuan-opd', 'kepala-opd', 'setuju')), 'bukan-wewenang')
  await alur.say(id, 'persetujuan-opd', { id: other }, 'setuju')
  t.deepEqual(await alur.desks(id), ['disposisi-dinas', 'elemen'], 'what was filed before the move is known as filed')
  const units = await alur.rows<{ unit_id: string }>('SELECT unit_id FROM permohonan WHERE id = $1', [over])
  t.is(units[0]?.unit_id, alur.opd, 'what is over stays as it was')
})
