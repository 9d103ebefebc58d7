import test from 'ava'
import { PENUGASAN, type Line, type PenugasanColumn, type UnorColumn } from '../../src/domain/kepegawaian/feed.ts'
import type { Finding, Reason } from '../../src/domain/kepegawaian/finding.ts'
import { countReasons, describeReason } from '../../src/domain/kepegawaian/finding.ts'
import type { PersonColumns } from '../../src/domain/kepegawaian/person.ts'
import { FeedRefusal } from '../../src/domain/kepegawaian/refusal.ts'
import { findDuplicates } from '../../src/domain/kepegawaian/validation/duplicates.rules.ts'
import {
  exceedsTenth, refuseTooFew, refuseTooManyBad,
} from '../../src/domain/kepegawaian/validation/limits.rules.ts'
import { readPegawai } from '../../src/domain/kepegawaian/validation/pegawai.rules.ts'
import { readPenugasan } from '../../src/domain/kepegawaian/validation/penugasan.rules.ts'
import { readUnor } from '../../src/domain/kepegawaian/validation/unor.rules.ts'
import { type Cells, lineOf, nipOf, pegawai, penugasan, pppk, TODAY, unor } from './feeds.ts'

/** One line judged by itself: what is bad, what is doubtful, what is read. */

const judge = (cells: Cells, without: readonly string[] = []) =>
  readPegawai('pegawai.csv', lineOf(cells, without), TODAY)

const bad: [title: string, changes: Cells, field: string, reason: Reason][] = [
  ['no id', { pns_id: ' ' }, 'pns_id', 'empty'],
  ['no NIP', { nip_baru: '' }, 'nip_baru', 'empty'],
  ['an old NIP', { nip_baru: '470012345' }, 'nip_baru', 'nip-length'],
  ['letters in the NIP', { nip_baru: '19800101200501100X' }, 'nip_baru', 'nip-not-digits'],
  ['a NIP without calendar date', { nip_baru: '198002302005011001' }, 'nip_baru', 'nip-birth-date'],
  ['a NIP of the unborn', { nip_baru: '203001012005011001' }, 'nip_baru', 'nip-born-in-future'],
  ['a NIP of no kind', { nip_baru: '198001012005131001' }, 'nip_baru', 'nip-kind'],
  ['a NIP of no sex', { nip_baru: '198001012005013001' }, 'nip_baru', 'nip-sex'],
  ['a NIP without serial', { nip_baru: '198001012005011000' }, 'nip_baru', 'nip-serial'],
  ['no name', { nama: '\u00a0' }, 'nama', 'empty'],
  ['an endless name', { nama: 'a'.repeat(301) }, 'nama', 'too-long'],
  ['an impossible birth date', { tanggal_lahir: '31-02-1980' }, 'tanggal_lahir', 'date-invalid'],
  ['a birth date to come', { tanggal_lahir: '23-11-2026' }, 'tanggal_lahir', 'date-in-future'],
  ['an impossible retirement', { tmt_pensiun: '2038' }, 'tmt_pensiun', 'date-invalid'],
  ['retirement before birth', { tmt_pensiun: '31-12-1979' }, 'tmt_pensiun', 'date-before-birth'],
  ['death before birth', { tgl_meninggal: '31-12-1979' }, 'tgl_meninggal', 'date-before-birth'],
  ['death to come', { tgl_meninggal: '23-11-2026' }, 'tgl_meninggal', 'date-in-future'],
  ['a post before birth', { tmt_jabatan: '31-12-1979' }, 'tmt_jabatan', 'date-before-birth'],
  ['an impossible TMT', { tmt_jabatan: '00-01-2020' }, 'tmt_jabatan', 'date-invalid'],
  ['an unknown kind of post', { jenis_jabatan_id: '9' }, 'jenis_jabatan_id', 'post-kind-unknown'],
  ['a post without a name', { jabatan_nama: '' }, 'jabatan_nama', 'empty'],
]
for (const [title, changes, field, reason] of bad) {
  test(`${title} makes a line bad`, (t) => {
    t.deepEqual(judge(pegawai(1, changes)), { ok: false, finding: { file: 'pegawai.csv', line: 2, field, reason } })
  })
}

const doubtful: [title: string, cells: Cells, field: string, reason: Reason, said: Partial<PersonColumns>][] = [
  ['another birth date', pegawai(1, { tanggal_lahir: '02-01-1980' }), 'tanggal_lahir', 'birth-date-differs-from-nip',
    { tanggal_lahir: '1980-01-02' }],
  ['another sex', pegawai(1, { jenis_kelamin: 'F' }), 'jenis_kelamin', 'sex-differs-from-nip', { jenis_kelamin: 'P' }],
  ['a sex nobody knows', pegawai(1, { jenis_kelamin: '?' }), 'jenis_kelamin', 'sex-unknown', { jenis_kelamin: 'L' }],
  ['a TMT CPNS that is no day', pegawai(1, { tmt_cpns: '31-02-2005' }), 'tmt_cpns', 'date-invalid', { tmt_cpns: undefined, tmt_pns: '2006-01-01' }],
  ['a TMT PNS that is no day', pegawai(1, { tmt_pns: 'SK' }), 'tmt_pns', 'date-invalid', { tmt_cpns: '2005-01-01', tmt_pns: undefined }],
  ['another kind', pegawai(1, { jenis_pegawai_nama: 'PPPK' }), 'jenis_pegawai_nama', 'kind-differs-from-nip',
    { jenis: 'PNS' }],
  ['appointed at 12', pegawai(1, { nip_baru: nipOf(1, { mulai: '199201' }) }), 'nip_baru', 'age-at-appointment', {}],
  ['an unknown kedudukan', pegawai(1, { kedudukan_hukum_id: '73' }), 'kedudukan_hukum_id', 'standing-unknown',
    { tahan: true, kedudukan_kode: undefined, keadaan: undefined }],
  ['an unknown golongan', pegawai(1, { gol_akhir_nama: 'VI/z' }), 'gol_akhir_nama', 'rank-unknown',
    { golongan: undefined }],
  ['the golongan of a PPPK', pegawai(1, { gol_akhir_nama: 'III' }), 'gol_akhir_nama', 'rank-of-other-kind',
    { golongan: undefined }],
  ['the rank id of a PNS for a PPPK', pppk(1, { gol_akhir_nama: '', gol_akhir_id: '33' }), 'gol_akhir_id',
    'rank-of-other-kind', { golongan: undefined }],
  ['an unknown eselon', pegawai(1, { eselon_id: '13' }), 'eselon_id', 'echelon-unknown', {}],
  ['no e-mail address', pegawai(1, { email: '-' }), 'email', 'email-invalid', { email: undefined }],
  ['no telephone number', pegawai(1, { nomor_hp: '-' }), 'nomor_hp', 'phone-invalid', { no_hp: undefined }],
  ['the contract of a PNS', pegawai(1, { akhir_kontrak: '31-12-2026' }), 'akhir_kontrak', 'contract-without-pppk',
    { akhir_kontrak: null }],
  ['no unit', pegawai(1, { unor_id: '' }), 'unor_id', 'unit-empty', {}],
]
for (const [title, cells, field, reason, said] of doubtful) {
  test(`${title} is a doubt, not a refusal`, (t) => {
    const verdict = judge(cells)
    t.true(verdict.ok)
    if (!verdict.ok) return
    t.deepEqual(verdict.warnings, [{ file: 'pegawai.csv', line: 2, field, reason }])
    for (const [column, value] of Object.entries(said)) {
      t.is(verdict.row.columns[column as keyof PersonColumns], value, column)
    }
  })
}

test('a line without fault says everything', (t) => {
  const verdict = judge(pegawai(7, {
    gelar_depan: 'Dr.', nomor_hp: '081234567890', email: 'a@surel.example', email_gov: 'b@contoh.example',
    nip_baru: '19800101 200501 1 007', eselon_id: '32', unor_id: ' U1 ',
  }))
  t.deepEqual(verdict, {
    ok: true, warnings: [], row: {
      line: 2, externalId: 'P7', nip: nipOf(7), lahir: '1980-01-01',
      columns: {
        nama: 'Contoh 7', gelar_depan: 'Dr.', gelar_belakang: 'S.Kom.', tanggal_lahir: '1980-01-01',
        jenis_kelamin: 'L', jenis: 'PNS', kedudukan_kode: '01', kedudukan_nama: 'Aktif', keadaan: 'aktif', tahan: false,
        tmt_cpns: '2005-01-01', tmt_pns: '2006-01-01',
        golongan: 'III/c', tmt_golongan: '2022-04-01', email: 'b@contoh.example', no_hp: '+6281234567890',
        tmt_pensiun: '2038-02-01', akhir_kontrak: null, tgl_meninggal: null,
      },
      post: {
        jabatan: { externalId: 'J1', nama: 'Arsiparis Ahli Muda', jenis: 'fungsional' }, unitExternalId: 'U1', unitName: null,
        eselon: 'III.b', tmt: '2020-02-01',
      },
    },
  })
})

test('a PPPK keeps the end of his contract and has no pangkat id', (t) => {
  const verdict = judge(pppk(1))
  t.deepEqual(verdict.ok && verdict.warnings, [])
  t.like(verdict, { row: { columns: { jenis: 'PPPK', golongan: 'IX', akhir_kontrak: '2026-12-31' } } })
})

const cpns: [title: string, changes: Cells, jenis: string][] = [
  ['letter C', { status_cpns_pns: 'C' }, 'CPNS'], ['the word', { status_cpns_pns: 'cpns' }, 'CPNS'],
  ['letter P', { status_cpns_pns: 'P', jenis_pegawai_nama: 'CPNS Daerah' }, 'PNS'],
  ['the words of jenis pegawai', { status_cpns_pns: '', jenis_pegawai_nama: 'CPNS Daerah' }, 'CPNS'],
  ['nothing', { status_cpns_pns: '', jenis_pegawai_nama: '' }, 'PNS'],
]
for (const [title, changes, jenis] of cpns) {
  test(`a CPNS is told by ${title}: ${jenis}`, (t) => {
    t.like(judge(pegawai(1, changes)), { row: { columns: { jenis } } })
  })
}

test('columns that the source does not have say nothing; a PNS has no contract all the same', (t) => {
  const verdict = judge(pegawai(1), ['tmt_cpns', 'tmt_pns', 'eselon_id', 'tmt_pensiun', 'akhir_kontrak', 'tgl_meninggal'])
  t.true(verdict.ok)
  if (!verdict.ok) return
  t.false('tmt_cpns' in verdict.row.columns || 'tmt_pns' in verdict.row.columns)
  t.false('tmt_pensiun' in verdict.row.columns || 'tgl_meninggal' in verdict.row.columns)
  t.is(verdict.row.columns.akhir_kontrak, null)
  t.is(verdict.row.post.eselon, undefined)
  const contract = judge(pppk(1), ['akhir_kontrak'])
  t.false(contract.ok && 'akhir_kontrak' in contract.row.columns)
})

test('empty titles, rank, birth date and post are read as such', (t) => {
  const verdict = judge(pegawai(1, {
    gelar_belakang: '', gol_akhir_nama: '', gol_akhir_id: '', tanggal_lahir: '', jabatan_id: '', jabatan_nama: '',
    jenis_jabatan_id: '', jenis_jabatan_nama: '', eselon_id: '', tmt_jabatan: '', jenis_kelamin: '',
  }))
  t.like(verdict, { ok: true, row: {
    columns: {
      gelar_belakang: null, golongan: null, tmt_golongan: null, tanggal_lahir: '1980-01-01', jenis_kelamin: 'L',
    },
    post: { jabatan: null, eselon: null, tmt: null, unitExternalId: 'U1' },
  } })
})

test('a post without an id is known by its name', (t) => {
  t.like(judge(pegawai(1, { jabatan_id: '' })), {
    row: { post: { jabatan: { externalId: 'nama:arsiparis ahli muda', nama: 'Arsiparis Ahli Muda' } } },
  })
})

const lineOfPenugasan = (cells: Cells): Line<PenugasanColumn> => ({
  line: 5,
  cells: Object.fromEntries([...PENUGASAN.required, ...PENUGASAN.optional].map((c) => [c, cells[c]])) as never,
})

const assignments: [title: string, changes: Cells, reason: Reason | undefined, warning: Reason | undefined][] = [
  ['as it should be', {}, undefined, undefined],
  ['written Plt.', { jenis: 'Plt.' }, undefined, undefined],
  ['definitive', { jenis: 'D' }, 'assignment-kind-unknown', undefined],
  ['of one day', { mulai: '01-11-2026', selesai: '01-11-2026' }, undefined, undefined],
  ['ending before it begins', { selesai: '31-10-2026' }, 'ends-before-start', undefined],
  ['without a beginning', { mulai: '' }, 'empty', undefined],
  ['from no day', { mulai: '31-11-2026' }, 'date-invalid', undefined],
  ['without a post', { jabatan: '' }, 'empty', undefined],
  ['without a unit', { unor_id: '' }, 'empty', undefined],
  ['without an end', { selesai: '' }, undefined, 'assignment-open-ended'],
  ['a task without an end', { jenis: 'TT', selesai: '' }, undefined, undefined],
  ['a Plt of six months', { mulai: '01-06-2026', selesai: '30-11-2026' }, undefined, undefined],
  ['a Plt of a day more', { mulai: '01-06-2026', selesai: '01-12-2026' }, undefined, 'acting-too-long'],
  ['a Pj of a year', { jenis: 'PJ', mulai: '01-06-2026', selesai: '01-06-2027' }, undefined, undefined],
]
for (const [title, changes, reason, warning] of assignments) {
  test(`an assignment ${title}: ${reason ?? warning ?? 'good'}`, (t) => {
    const verdict = readPenugasan('penugasan.csv', lineOfPenugasan(penugasan('P1', changes)))
    t.is(verdict.ok ? undefined : verdict.finding.reason, reason)
    t.deepEqual(verdict.ok ? verdict.warnings.map((finding) => finding.reason) : [], warning ? [warning] : [])
  })
}

test('the last day of a letter is inside', (t) => {
  t.like(readPenugasan('penugasan.csv', lineOfPenugasan(penugasan('P1', { selesai: '31-12-2026' }))), {
    row: { validFrom: '2026-11-01', validTo: '2027-01-01', sk: '800/1', personExternalId: 'P1' },
  })
})

test('a line of unor.csv needs an id and a name', (t) => {
  const judgeUnit = (cells: Cells) => readUnor('unor.csv', { line: 3, cells: cells as Record<UnorColumn, string> })
  t.like(judgeUnit(unor('U1', '', 'Bidang Contoh', { kode: '9', jenis: 'Bidang' })), { ok: true, row: {
    externalId: 'U1', indukExternalId: null, nama: 'Bidang Contoh', kode: '9', jenis: 'Bidang',
  } })
  t.like(judgeUnit(unor('', '', 'X')), { ok: false, finding: { field: 'id', reason: 'empty', line: 3 } })
  t.like(judgeUnit(unor('U1', '', '')), { ok: false, finding: { field: 'nama', reason: 'empty' } })
})

test('lines with the same value are all named, empty ones are not compared', (t) => {
  const lines = ['a', 'b', 'a', '', ''].map((pns_id, index) => ({ ...lineOf(pegawai(1, { pns_id })), line: index + 2 }))
  const found = findDuplicates('x.csv', lines, 'pns_id', 'duplicate-id', (cell) => cell)
  t.deepEqual([...found.keys()], [2, 4])
  t.deepEqual(found.get(4), { file: 'x.csv', line: 4, field: 'pns_id', reason: 'duplicate-id' })
})

const findings = (count: number): Finding[] =>
  Array.from({ length: count }, (_, index) => ({ file: 'x.csv', line: index + 2, field: 'nama', reason: 'empty' }))

test('a tenth may be bad, one more may not', (t) => {
  t.deepEqual([exceedsTenth(0, 0), exceedsTenth(10, 100), exceedsTenth(11, 100), exceedsTenth(1, 9)],
    [false, false, true, true])
  t.notThrows(() => refuseTooManyBad('x.csv', 100, findings(10)))
  const error = t.throws(() => refuseTooManyBad('x.csv', 100, findings(11)), { instanceOf: FeedRefusal })
  t.is(error.message, '11 of 100 lines of x.csv are bad, more than 10 %: 11 empty; the first is line 2 (nama). '
    + 'Nothing was changed.')
})

test('a full feed has half of what was there, or it is no feed', (t) => {
  t.notThrows(() => refuseTooFew('x.csv', 50, 100))
  t.notThrows(() => refuseTooFew('x.csv', 0, 0))
  t.throws(() => refuseTooFew('x.csv', 49, 100), { instanceOf: FeedRefusal, message: /49 lines.* half of the 100/ })
})

test('reasons are counted, the most frequent first, and each has a sentence', (t) => {
  const mixed: Finding[] = [...findings(2), { file: 'x.csv', line: 9, field: '', reason: 'columns' }]
  t.deepEqual(Object.entries(countReasons(mixed)), [['empty', 2], ['columns', 1]])
  t.is(describeReason('empty'), 'The field must not be empty.')
})
