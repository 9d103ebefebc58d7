import test from 'ava'
import { importFrom } from '../../src/domain/kepegawaian/import.service.ts'
import { openedOf } from '../../src/domain/kepegawaian/source/records.ts'
import { type Directory, openDirectory } from './directory.ts'
import { type Cells, clockAt, nipOf, pegawai, pppk, rows } from './feeds.ts'

// A source that knows people by their NIP alone, when a number changes.

/** As SIMPEG tells them: the NIP is the id. */
function bring(directory: Directory, day: string, people: readonly Cells[]) {
  const clock = clockAt(day)
  const source = openedOf({
    sumber: 'simpeg', asOf: clock.now(), missing: [],
    pegawai: { name: 'peg_identpeg', rows: people.map((cells) => ({ ...cells, pns_id: cells['nip_baru'] })) },
  })
  return importFrom(source, { database: directory.database, clock, actor: 'operator', startedAt: clock.now(), today: day }, { full: true })
}

test('a changed number is no new person: whoever it may be keeps his account until a source with ids says so', async (t) => {
  const directory = await openDirectory(t)
  const others = rows(2, 40)
  await directory.import({ pegawai: [pppk(1), ...others], day: '2026-11-22' })
  await directory.owner.knex.raw(`
    INSERT INTO unit_sumber (sumber, external_id, unit_id) SELECT 'simpeg', external_id, unit_id FROM unit_sumber
    WHERE sumber = 'siasn' AND external_id = 'U1'`)
  t.like(await bring(directory, '2026-11-22', [pppk(1), ...others]), { created: 0, quarantined: [] })
  const person = () => directory.rows<{ id: string; keadaan: string; nip: string }>(`
    SELECT p.id, p.keadaan, n.nip FROM pegawai p JOIN pegawai_nip n ON n.pegawai_id = p.id AND n.valid_to IS NULL
    WHERE p.nama = 'Contoh 1'`)
  const before = await person()
  t.is(before.length, 1)

  const becamePns = pegawai(1, { nip_baru: nipOf(1, { mulai: '202611' }) })
  for (const day of ['2026-11-23', '2026-11-24', '2026-11-25']) {
    const { created, ended, quarantined } = await bring(directory, day, [becamePns, ...others])
    t.like({ created, ended }, { created: 0, ended: 0 }, day)
    t.like(quarantined, [{ field: 'nip_baru', reason: 'perhaps-known' }])
    t.deepEqual(await person(), before, 'neither held nor closed nor doubled')
  }
  t.deepEqual(await directory.rows('SELECT FROM pegawai_tahan WHERE lepas_at IS NULL'), [])

  await directory.import({ pegawai: [becamePns, ...others], day: '2026-11-26' })
  t.like(await bring(directory, '2026-11-26', [becamePns, ...others]), { created: 0, ended: 0, quarantined: [] })
  t.deepEqual((await person()).map(({ id, nip }) => ({ id, nip })), [{ id: before[0]?.id, nip: becamePns['nip_baru'] }])
})

test('two of one name and birthday who both stand in the feed are two', async (t) => {
  const directory = await openDirectory(t)
  await directory.import({ pegawai: rows(30, 60) })
  await directory.owner.knex.raw(`
    INSERT INTO unit_sumber (sumber, external_id, unit_id) SELECT 'simpeg', external_id, unit_id FROM unit_sumber
    WHERE sumber = 'siasn' AND external_id = 'U1'`)
  t.like(await bring(directory, '2026-11-22', [...rows(30, 60), pegawai(1, { nama: 'Sama' })]), { created: 1 })
  t.like(await bring(directory, '2026-11-23', [...rows(30, 60), pegawai(1, { nama: 'Sama' }), pegawai(2, { nama: 'SAMA' })]),
    { created: 1, quarantined: [] })
})
