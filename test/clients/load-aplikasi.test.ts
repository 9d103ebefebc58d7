import test from 'ava'
import { findUnitByKode, findUnitBySlug } from '../../src/domain/pegawai/unit/unit.queries.ts'
import { readUnitSeeds } from '../../src/domain/pegawai/unit/unit.schema.ts'
import { loadAplikasi } from '../../src/domain/clients/tabel-1/load-aplikasi.service.ts'
import { readTable } from '../../src/domain/clients/tabel-1/tabel.schema.ts'
import { testDatabase } from '../helpers/database.ts'
import { clock, eventsOf, rows, silenceAudit } from './support.ts'

const FIRST = {
  units: { created: 42, changed: 0, unchanged: 0 },
  aplikasi: { created: 100, unchanged: 0 },
  klien: { created: 99, unchanged: 0 },
}
const AGAIN = {
  units: { created: 0, changed: 0, unchanged: 42 },
  aplikasi: { created: 0, unchanged: 100 },
  klien: { created: 0, unchanged: 99 },
}

/** Everything that the loader writes, to see that a second run leaves it alone. */
const EVERYTHING = `SELECT (SELECT json_agg(u ORDER BY id) FROM unit_kerja u) AS unit,
  (SELECT json_agg(n ORDER BY unit_id) FROM unit_nama n) AS nama,
  (SELECT json_agg(k ORDER BY unit_id) FROM unit_kode k) AS kode,
  (SELECT json_agg(s ORDER BY external_id) FROM unit_sumber s) AS sumber,
  (SELECT json_agg(l ORDER BY nama_tercetak) FROM unit_alias l) AS alias,
  (SELECT json_agg(a ORDER BY nomor) FROM aplikasi a) AS aplikasi,
  (SELECT json_agg(c ORDER BY client_id) FROM client c) AS client`

test('the first run loads everything and tells it once', async (t) => {
  const { app } = await testDatabase(t, 'kosong')
  t.deepEqual(await loadAplikasi(app, clock), FIRST)
  t.deepEqual(await eventsOf(app), [
    { kind: 'aplikasi.dimuat', actor: 'operator', client_id: null, data: { aplikasi: 100, klien: 99, unit: 42 } },
  ])
  t.deepEqual(await rows(app, `SELECT state, eksternal, count(*) AS n FROM client GROUP BY 1, 2 ORDER BY 1`), [
    { state: 'aktif', eksternal: false, n: 97 }, { state: 'menunggu', eksternal: true, n: 2 },
  ])
  t.deepEqual(await rows(app, 'SELECT FROM client_secret'), [])
  t.deepEqual(await rows(app, 'SELECT FROM client WHERE diklaim_at IS NOT NULL OR masuk_terakhir IS NOT NULL'), [])
})

test('the second run changes nothing and tells nothing', async (t) => {
  const { app } = await testDatabase(t, 'kosong')
  await loadAplikasi(app, clock)
  const before = await rows(app, EVERYTHING)
  t.deepEqual(await loadAplikasi(app, clock), AGAIN)
  t.deepEqual(await rows(app, EVERYTHING), before)
  t.is((await eventsOf(app)).length, 1)
})

test('what people changed stays', async (t) => {
  const { app } = await testDatabase(t, 'kosong')
  await loadAplikasi(app, clock)
  await rows(app, `UPDATE client SET state = 'tutup', diklaim_at = now(), metadata = '{"client_name": "Lain"}'
    WHERE client_id = 'skp.bantenprov.go.id'`)
  await rows(app, `UPDATE aplikasi SET nama = 'SKP Baru', layanan_mandiri = false WHERE nomor = 2`)
  await rows(app, `UPDATE unit_kode SET kode = '123456789012345', kode_sumber = 'bkd' WHERE kode = '910100000000000'`)
  await rows(app, `UPDATE unit_nama SET nama = 'BKPSDM' WHERE nama = 'Badan Kepegawaian Daerah'`)
  await rows(app, `UPDATE unit_alias SET unit_id = (SELECT id FROM unit_kerja WHERE slug = 'bpkad')
    WHERE nama_tercetak = 'Badan Pendapatan Daerah (PPKD)'`)
  const before = await rows(app, EVERYTHING)
  t.deepEqual(await loadAplikasi(app, clock), AGAIN)
  t.deepEqual(await rows(app, EVERYTHING), before)
})

test('what is missing is added, and only that', async (t) => {
  const { app } = await testDatabase(t, 'kosong')
  const [units, table] = [readUnitSeeds(), readTable()]
  const older = units.slice(0, 30).map((unit) => unit.slug === 'bkd' ? { ...unit, tercetak: [] } : unit)
  const known = new Set(older.flatMap(({ tercetak }) => tercetak))
  await loadAplikasi(app, clock, { units: older, table: table.filter(({ opd }) => known.has(opd)) })
  const counts = await loadAplikasi(app, clock, { units, table })
  t.deepEqual(counts.units, { created: 12, changed: 1, unchanged: 29 })
  t.is(counts.aplikasi.created + counts.aplikasi.unchanged, 100)
  t.true(counts.aplikasi.created >= 5 && counts.aplikasi.unchanged >= 5)
  t.like((await eventsOf(app))[1]?.data, { unit: 13, aplikasi: counts.aplikasi.created })
})

test('two at once load it once', async (t) => {
  const { app } = await testDatabase(t, 'kosong')
  const both = await Promise.all([loadAplikasi(app, clock), loadAplikasi(app, clock)])
  t.deepEqual(both.toSorted((a, b) => b.klien.created - a.klien.created), [FIRST, AGAIN])
  t.is((await eventsOf(app)).length, 1)
})

test('without its audit event nothing is loaded', async (t) => {
  const { app, owner } = await testDatabase(t, 'kosong')
  await silenceAudit(owner)
  await t.throwsAsync(loadAplikasi(app, clock), { message: /permission denied/ })
  t.deepEqual(await rows(app, 'SELECT slug FROM unit_kerja'), [])
  t.deepEqual(await rows(app, 'SELECT nomor FROM aplikasi'), [])
})

test('a printed OPD that means no unit loads nothing', async (t) => {
  const { app } = await testDatabase(t, 'kosong')
  const table = readTable().map((row) => row.no === 50 ? { ...row, opd: 'Dinas Tak Dikenal' } : row)
  await t.throwsAsync(loadAplikasi(app, clock, { units: readUnitSeeds(), table }), { message: /unit_id/ })
  t.deepEqual(await rows(app, 'SELECT slug FROM unit_kerja'), [])
})

test('a unit before its parent loads nothing', async (t) => {
  const { app } = await testDatabase(t, 'kosong')
  await t.throwsAsync(
    loadAplikasi(app, clock, { units: readUnitSeeds().toReversed(), table: [] }),
    { message: /stands before its parent/ },
  )
  t.deepEqual(await rows(app, 'SELECT slug FROM unit_kerja'), [])
})

test('the tree, the source ids and the printed names stand as in the seed', async (t) => {
  const { app } = await testDatabase(t, 'kosong')
  await loadAplikasi(app, clock)
  t.deepEqual(await rows(app, `SELECT u.slug, p.slug AS induk, n.nama, k.kode, k.kode_sumber, s.sumber, s.external_id,
      u.jenis, u.singkatan, ARRAY(SELECT nama_tercetak FROM unit_alias a WHERE a.unit_id = u.id ORDER BY 1) AS tercetak
    FROM unit_kerja u LEFT JOIN unit_kerja p ON p.id = u.induk_id JOIN unit_nama n ON n.unit_id = u.id
    JOIN unit_kode k ON k.unit_id = u.id JOIN unit_sumber s ON s.unit_id = u.id ORDER BY u.slug`),
  readUnitSeeds().map((unit) => ({ ...unit, sumber: 'siasn', tercetak: unit.tercetak.toSorted() }))
    .sort((a, b) => a.slug < b.slug ? -1 : 1))
  t.deepEqual(await rows(app, `SELECT DISTINCT u.slug FROM aplikasi a JOIN unit_kerja u ON u.id = a.unit_id
    WHERE nomor IN (10, 11, 12)`), [{ slug: 'bapenda' }])
})

test('a unit is found by its current code and by its slug', async (t) => {
  const { app } = await testDatabase(t, 'kosong')
  await loadAplikasi(app, clock)
  const bkd = await findUnitByKode(app, '910100000000000', '2026-11-22')
  t.like(bkd, {
    slug: 'bkd', jenis: 'Badan', nama: 'Badan Kepegawaian Daerah', kode: '910100000000000', kode_sumber: 'sintetis',
  })
  t.deepEqual(await findUnitBySlug(app, 'bkd'), bkd)
  t.is(await findUnitByKode(app, '910100000000001', '2026-11-22'), undefined)
  t.is(await findUnitBySlug(app, 'tidak-ada'), undefined)
  await rows(app, `UPDATE unit_kode SET valid_to = '2026-01-01' WHERE kode = '910100000000000'`)
  await rows(app, `INSERT INTO unit_kode SELECT unit_id, '123456789012345', 'bkd', '2026-01-01' FROM unit_kode
    WHERE kode = '910100000000000'`)
  t.is(await findUnitByKode(app, '910100000000000', '2026-11-22'), undefined)
  t.like(await findUnitByKode(app, '123456789012345', '2026-11-22'), { slug: 'bkd', kode_sumber: 'bkd' })
  t.is((await findUnitBySlug(app, 'bkd'))?.kode, '123456789012345')
  await rows(app, `UPDATE unit_kerja SET valid_to = '2026-06-01' WHERE slug = 'bkd'`)
  t.is(await findUnitBySlug(app, 'bkd'), undefined)
})
