import test from 'ava'
import { countFindings, findFindings, lastRefresh } from '../../../src/domain/kepegawaian/mutu/findings.queries.ts'
import { refreshFindings } from '../../../src/domain/kepegawaian/mutu/refresh.service.ts'
import { type Directory, openDirectory } from '../directory.ts'
import { type Cells, clockAt, pegawai, pppk, TODAY } from '../feeds.ts'

/** Findings are stored once, begin and go by themselves, and nobody is hindered by one. */

const LATER = '2026-11-23'
const at = ({ database }: Directory, day = TODAY) => ({ database, clock: clockAt(day) })
const full = { email: 'a@contoh.example', nomor_hp: '08120000000' }
const feed = [
  pegawai(1, { ...full, tanggal_lahir: '10-01-1980' }), pegawai(2, { ...full, nama: 'Kembar' }),
  pegawai(3, { ...full, nama: 'KEMBAR', unor_id: 'U2' }), pppk(4, { ...full, akhir_kontrak: '', tmt_jabatan: '01-02-2022' }), pegawai(5, { ...full, unor_id: '' }),
  pegawai(6),
]

const live = (directory: Directory) => directory.rows<{ jenis: string; orang: string | null; opd: string | null; sejak: Date }>(`
  SELECT t.jenis, s.external_id AS orang, u.slug AS opd, t.sejak FROM mutu_temuan t
  LEFT JOIN pegawai_sumber s ON s.pegawai_id = t.pegawai_id LEFT JOIN unit_kerja u ON u.id = t.opd_id
  WHERE t.hilang_at IS NULL AND t.pegawai_id IS NOT NULL ORDER BY 2, 1`)

const shown = async (directory: Directory) => (await live(directory)).map(({ jenis, orang, opd }) => [orang, jenis, opd])

test('what does not fit is found per person and OPD, and goes when it is mended', async (t) => {
  const directory = await openDirectory(t)
  const { database } = directory
  t.like(await directory.import({ pegawai: feed }), { created: 6 })
  t.true(await refreshFindings(at(directory)))
  const first = [
    ['P1', 'lahir-beda-nip', 'dinkes'], ['P2', 'kembar', 'dinkes'], ['P3', 'kembar', 'dishub'],
    ['P4', 'kontrak-tanpa-akhir', 'dinkes'], ['P5', 'tanpa-unit', null], ['P6', 'tanpa-email', 'dinkes'],
    ['P6', 'tanpa-hp', 'dinkes'],
  ]
  t.deepEqual(await shown(directory), first)
  t.false(await refreshFindings(at(directory)), 'nothing changed')
  t.deepEqual(await lastRefresh(database), clockAt(TODAY).now())

  const before = new Map((await live(directory)).map(({ orang, jenis, sejak }) => [`${orang} ${jenis}`, sejak]))
  await directory.import({ pegawai: [pegawai(6, full), pegawai(3, { ...full, nama: 'Lain', unor_id: 'U2' })], day: LATER })
  t.true(await refreshFindings(at(directory, LATER)))
  t.deepEqual(await shown(directory), first.filter(([orang, jenis]) => orang !== 'P6' && jenis !== 'kembar'))
  for (const { orang, jenis, sejak } of await live(directory)) t.deepEqual(sejak, before.get(`${orang} ${jenis}`))
  t.is((await directory.rows('SELECT FROM mutu_temuan WHERE hilang_at IS NOT NULL')).length, 4)
  t.is((await directory.rows(`SELECT FROM pegawai WHERE keadaan <> 'aktif' OR tahan`)).length, 0, 'nobody is hindered')
})

test('days of appointment are stored, differ field by field, and their order is found and goes when it is mended', async (t) => {
  const directory = await openDirectory(t)
  const mended = pegawai(1, { ...full, tmt_jabatan: '01-01-2005' })
  const wrong = { ...mended, tmt_cpns: '01-02-2005', tmt_pns: '01-12-2004' }
  t.like(await directory.import({ pegawai: [wrong, pegawai(2, { ...full, tmt_pns: '31-02-2006' })] }), {
    created: 2, quarantined: [], warnings: [{ line: 3, field: 'tmt_pns', reason: 'date-invalid' }],
  })
  t.true(await refreshFindings(at(directory)))
  t.deepEqual(await shown(directory), [
    ['P1', 'cpns-beda-nip', 'dinkes'], ['P1', 'jabatan-sebelum-pengangkatan', 'dinkes'], ['P1', 'pns-sebelum-cpns', 'dinkes'],
  ])
  await directory.import({ pegawai: [mended, pegawai(2, full)], day: LATER })
  const changes = await directory.rows<{ kolom: string; lama: string | null; baru: string | null }>(
    'SELECT kolom, lama, baru FROM kepegawaian_selisih WHERE lama IS NOT NULL OR kolom <> \'baru\' ORDER BY kolom, baru')
  t.deepEqual(changes.map(({ kolom, lama, baru }) => [kolom, lama, baru]), [
    ['tmt_cpns', '2005-02-01', '2005-01-01'], ['tmt_pns', '2004-12-01', '2006-01-01'], ['tmt_pns', null, '2006-01-01'],
  ])
  t.true(await refreshFindings(at(directory, LATER)))
  t.deepEqual(await shown(directory), [])
  t.is((await directory.rows(`SELECT FROM pegawai WHERE tmt_cpns = '2005-01-01' AND tmt_pns = '2006-01-01' AND NOT tahan`)).length, 2)
})

test('an OPD without a head is found, with a definitive one or a Plt it is not, with two it is', async (t) => {
  const directory = await openDirectory(t)
  const [dinkes] = await directory.rows<{ external_id: string }>(`SELECT s.external_id FROM unit_sumber s
    JOIN unit_kerja u ON u.id = s.unit_id WHERE u.slug = 'dinkes'`)
  const head = { jenis_jabatan_id: '1', jabatan_id: 'K1', jabatan_nama: 'Kepala Dinas', eselon_id: '21', unor_id: dinkes?.external_id ?? '' }
  const ofDinkes = async () => (await directory.rows<{ jenis: string }>(`SELECT t.jenis FROM mutu_temuan t
    JOIN unit_kerja u ON u.id = t.opd_id WHERE u.slug = 'dinkes' AND t.pegawai_id IS NULL AND t.hilang_at IS NULL`))
    .map(({ jenis }) => jenis)
  const after = async (day: string, ...people: Cells[]) => {
    await directory.import({ pegawai: people, day })
    await refreshFindings(at(directory, day))
    return ofDinkes()
  }
  t.deepEqual(await after('2026-12-01', pegawai(1)), ['opd-tanpa-kepala'])
  t.deepEqual(await after('2026-12-02', pegawai(1, head)), [])
  t.deepEqual(await after('2026-12-03', pegawai(1, head), pegawai(2, head)), ['opd-kepala-ganda'])
})

test('two nodes look once; a page and the numbers are those of the OPD that may be seen', async (t) => {
  const directory = await openDirectory(t)
  const { database } = directory
  await directory.import({ pegawai: feed })
  const looked = await Promise.all([1, 2, 3].map(() => refreshFindings(at(directory))))
  t.true(looked.includes(true))
  t.is((await live(directory)).length, 7)
  const [dishub] = await directory.rows<{ id: string }>(`SELECT id FROM unit_kerja WHERE slug = 'dishub'`)
  const opdIds = [dishub?.id ?? '']
  const found = await findFindings(database, { opdIds, most: 10, today: TODAY })
  t.deepEqual(found.map(({ jenis }) => jenis), ['opd-tanpa-kepala', 'kembar'])
  t.deepEqual((await countFindings(database, { opdIds })).map(({ jenis, jumlah }) => [jenis, jumlah]).toSorted(),
    [['kembar', 1], ['opd-tanpa-kepala', 1]])
  const [first, ...others] = await findFindings(database, { jenis: 'kembar', most: 10, today: TODAY })
  t.deepEqual(await findFindings(database, { jenis: 'kembar', before: String(first?.id), most: 10, today: TODAY }), others)
  t.is(others.length, 1)
})
