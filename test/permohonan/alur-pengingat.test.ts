import test from 'ava'
import { openDatabase } from '../../src/kernel/db/database.ts'
import { tellDesks, withdraw } from '../../src/domain/permohonan/alur/index.ts'
import { type AlurStage, bringTo, events, openAlur } from './alur-stage.ts'

// Desks are told what came, what waits, and what waits too long.

/** Looks at the desks at an instant. @returns who was told what then */
async function look(alur: AlurStage, instant: string): Promise<string[]> {
  alur.clock.set(instant)
  const seen = new Set((await letters(alur)).map(({ id }) => id))
  await tellDesks(alur.rumah)
  return (await letters(alur)).filter(({ id }) => !seen.has(id)).map(({ kepada, kabar }) => `${kepada.split('@')[0] ?? ''} ${kabar}`).sort()
}

const letters = (alur: AlurStage) => alur.rows<{ id: string; kepada: string; kabar: string; tempo: string; tautan: string }>(
  `SELECT id, kepada, data ->> 'kabar' AS kabar, data ->> 'tempo' AS tempo, data ->> 'tautan' AS tautan FROM surat_keluar WHERE template = 'permohonan-meja'`)

test('the news, yellow, red, and the seat above, each once', async (t) => {
  const alur = await openAlur(t)
  const id = await bringTo(alur, 'disposisi-bidang')
  t.deepEqual(await look(alur, '2026-11-23T09:01:00+07:00'), ['kepala-bidang baru', 'pemilik-data baru'])
  const [letter] = await letters(alur)
  t.like(letter, { tautan: `/disposisi/${id}` })
  t.deepEqual(await look(alur, '2026-11-24T02:59:00+07:00'), [])
  t.deepEqual(await look(alur, '2026-11-24T03:01:00+07:00'), ['kepala-bidang kuning'])
  t.deepEqual(await look(alur, '2026-11-24T08:00:00+07:00'), [])
  t.deepEqual(await look(alur, '2026-11-24T09:01:00+07:00'), ['kepala-bidang merah'])
  t.deepEqual(await look(alur, '2026-11-25T08:59:00+07:00'), ['pemilik-data kuning'])
  t.deepEqual(await look(alur, '2026-11-25T09:01:00+07:00'), ['kepala-dinas eskalasi', 'pemilik-data merah'])
  t.deepEqual(await look(alur, '2026-11-30T09:01:00+07:00'), [], 'nobody is above a data owner, and nothing is told twice')
  t.deepEqual((await events(alur, 'permohonan.diingatkan')).map(({ actor }) => actor), Array.from({ length: 7 }, () => 'sistem'))
})

test('two nodes that look at once tell once', async (t) => {
  const alur = await openAlur(t)
  await bringTo(alur, 'disposisi-dinas')
  const database = openDatabase(alur.stage.db.appUrl)
  t.teardown(() => database.close())
  await Promise.all([alur.rumah, { ...alur.rumah, database }].flatMap((rumah) => [tellDesks(rumah), tellDesks(rumah)]))
  t.deepEqual((await letters(alur)).map(({ kepada, kabar }) => `${kepada} ${kabar}`).sort(),
    ['kepala-dinas@contoh.test baru', 'pemilik-data@contoh.test baru'])
  t.is((await events(alur, 'permohonan.diingatkan')).length, 2)
})

test('who was away for long is told that it is late, not that it soon will be', async (t) => {
  const alur = await openAlur(t)
  await bringTo(alur, 'disposisi-dinas')
  t.deepEqual((await look(alur, '2026-12-15T09:00:00+07:00')).filter((one) => one.startsWith('kepala')), ['kepala-dinas baru', 'kepala-dinas merah'])
})

test('a vacant desk is told when somebody sits there', async (t) => {
  const alur = await openAlur(t)
  await bringTo(alur, 'disposisi-bidang')
  await alur.stage.run(`UPDATE kursi_pemegang SET mulai = '2026-11-25' WHERE kursi_id = $1`, [alur.kursi['kepala-bidang']])
  t.deepEqual(await look(alur, '2026-11-24T23:00:00+07:00'), ['pemilik-data baru', 'pemilik-data kuning'])
  t.deepEqual(await look(alur, '2026-11-25T00:01:00+07:00'), ['kepala-bidang baru', 'kepala-bidang merah'])
})

test('while the ball is with the OPD nobody is reminded, and a holiday counts for nothing', async (t) => {
  const alur = await openAlur(t)
  const id = await bringTo(alur, 'disposisi-bidang')
  await look(alur, '2026-11-23T09:01:00+07:00')
  await alur.say(id, 'elemen', 'pemilik-data', 'kembalikan')
  t.deepEqual(await look(alur, '2026-12-15T09:00:00+07:00'), [])
  await alur.file(id)
  await alur.stage.run(`INSERT INTO hari_libur (tanggal, nama, oleh, at) VALUES ('2026-12-16', 'uji', 'operator', now())`)
  t.deepEqual(await look(alur, '2026-12-15T09:01:00+07:00'), ['kepala-bidang baru', 'pemilik-data baru'])
  t.deepEqual(await look(alur, '2026-12-16T12:00:00+07:00'), [])
  t.deepEqual(await look(alur, '2026-12-17T04:00:00+07:00'), ['kepala-bidang kuning'])
})

test('nothing to tell costs one statement', async (t) => {
  const alur = await openAlur(t)
  await bringTo(alur, 'disposisi-dinas')
  await tellDesks(alur.rumah)
  const before = alur.rumah.database.statements
  await tellDesks(alur.rumah)
  t.is(alur.rumah.database.statements - before, 1)
})

test('the desks that were told of an application are told that the OPD took it back; who took it is not', async (t) => {
  const alur = await openAlur(t)
  const id = await alur.draft()
  await alur.file(id)
  await look(alur, '2026-11-23T09:01:00+07:00')
  await withdraw(alur.rumah, { id, oleh: alur.who['kepala-opd'], alasan: 'Tahun depan.' })
  const gone = await alur.rows<{ kepada: string; alasan: string; tautan: string }>(
    `SELECT kepada, data ->> 'alasan' AS alasan, data ->> 'tautan' AS tautan FROM surat_keluar WHERE data ->> 'kabar' = 'ditarik'`)
  t.deepEqual(gone, [{ kepada: 'pemilik-data@contoh.test', alasan: 'Tahun depan.', tautan: `/disposisi/${id}` }])
})

test('a desk that was not told yet is not told of a withdrawal either', async (t) => {
  const alur = await openAlur(t)
  const id = await alur.draft()
  await alur.file(id)
  await withdraw(alur.rumah, { id, oleh: alur.who.pengembang, alasan: 'Salah.' })
  t.deepEqual(await letters(alur), [])
})
