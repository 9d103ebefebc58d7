import test from 'ava'
import { importBundle } from '../../src/domain/kepegawaian/index.ts'
import { openDirectory } from './directory.ts'
import { clockAt, folderOf, nipOf } from './feeds.ts'

// A bundle as BKD might write it who has read the description alone: nothing here knows how the importer reads. 300 lines,
// of which 24 are wrong, each in another way.

const DAY = '2026-11-22'

/** BKD's own order, with columns that nobody asks for between those that are. */
const HEADER = [
  'NO', 'NIP_BARU', 'NIP_LAMA', 'NAMA', 'GELAR_DEPAN', 'GELAR_BELAKANG', 'TEMPAT_LAHIR_NAMA', 'TANGGAL_LAHIR', 'JENIS_KELAMIN',
  'NIK', 'JABATAN_NAMA', 'JABATAN_ID', 'JENIS_JABATAN_NAMA', 'JENIS_JABATAN_ID', 'TMT_JABATAN', 'ESELON_ID', 'UNOR_NAMA', 'UNOR_ID',
  'GOL_AKHIR_NAMA', 'GOL_AKHIR_ID', 'TMT_GOLONGAN', 'JENIS_PEGAWAI_NAMA', 'STATUS_CPNS_PNS', 'KEDUDUKAN_HUKUM_NAMA',
  'KEDUDUKAN_HUKUM_ID', 'EMAIL', 'EMAIL_GOV', 'NOMOR_HP', 'PNS_ID', 'TMT_PENSIUN', 'AKHIR_KONTRAK', 'TGL_MENINGGAL', 'CATATAN',
] as const

type Row = Partial<Record<(typeof HEADER)[number], string>>

function row(serial: number, changes: Row = {}): Row {
  return {
    NO: String(serial), NIP_BARU: nipOf(serial), NAMA: `Orang ${serial}`, TEMPAT_LAHIR_NAMA: 'Serang', TANGGAL_LAHIR: '01-01-1980',
    JENIS_KELAMIN: 'M', NIK: '3604000000000000', JABATAN_NAMA: 'Arsiparis Ahli Muda', JABATAN_ID: 'J1',
    JENIS_JABATAN_NAMA: 'Jabatan Fungsional', JENIS_JABATAN_ID: '2', TMT_JABATAN: '01-02-2020', ESELON_ID: '99',
    UNOR_NAMA: 'Bidang Contoh', UNOR_ID: 'U1', GOL_AKHIR_NAMA: 'III/c', GOL_AKHIR_ID: '33', TMT_GOLONGAN: '01-04-2022',
    JENIS_PEGAWAI_NAMA: 'PNS Daerah', STATUS_CPNS_PNS: 'P', KEDUDUKAN_HUKUM_NAMA: 'Aktif', KEDUDUKAN_HUKUM_ID: '01',
    PNS_ID: `P${serial}`, TMT_PENSIUN: '01-02-2038', ...changes,
  }
}

const pppk = (serial: number, changes: Row = {}): Row => row(serial, {
  NIP_BARU: nipOf(serial, { mulai: '202221' }), JENIS_PEGAWAI_NAMA: 'PPPK', STATUS_CPNS_PNS: '', GOL_AKHIR_NAMA: 'IX',
  GOL_AKHIR_ID: '', KEDUDUKAN_HUKUM_ID: '', KEDUDUKAN_HUKUM_NAMA: 'PPPK Aktif', TMT_PENSIUN: '', AKHIR_KONTRAK: '31-12-2027', ...changes,
})

const digits = (serial: number): string => nipOf(serial)

/** Odd, but everything is there: applied as it is meant. */
const ODD: [row: Row | string, stored: { serial: number; nama?: string }][] = [
  [row(1, { NIP_BARU: `${digits(1).slice(0, 8)} ${digits(1).slice(8, 14)} 1 001` }), { serial: 1 }],
  [row(2, { NIP_BARU: `'${digits(2)}` }), { serial: 2 }],
  [row(3, { NIP_BARU: `="${digits(3)}"` }), { serial: 3 }],
  [row(4, { NIP_BARU: `\u00a0${digits(4)}\u00a0` }), { serial: 4 }],
  [row(5, { NAMA: '  José   Ñuñez ' }), { serial: 5, nama: 'José Ñuñez' }],
  [row(6, { CATATAN: 'baris satu\r\nbaris dua' }), { serial: 6 }],
  [row(7, { NAMA: "'Aisyah \"Ais\"" }), { serial: 7, nama: "'Aisyah \"Ais\"" }],
  [row(8, { TANGGAL_LAHIR: '1980-01-01 00:00:00' }), { serial: 8 }],
  [row(9, { TANGGAL_LAHIR: "'01-01-1980" }), { serial: 9 }],
  [row(10, { KEDUDUKAN_HUKUM_ID: '1' }), { serial: 10 }],
  [row(11, { KEDUDUKAN_HUKUM_ID: '', KEDUDUKAN_HUKUM_NAMA: 'AKTIF' }), { serial: 11 }],
  [pppk(12), { serial: 12 }],
  [row(13, { JENIS_KELAMIN: 'Laki-Laki' }), { serial: 13 }],
  [`${line(row(14))};;;;`, { serial: 14 }],
  [row(15, { TMT_PENSIUN: '00-00-0000' }), { serial: 15 }],
]

/** Wrong in one way each: the field and the reason. */
const WRONG: [row: Row | string, field: string, reason: string][] = [
  [row(101, { NIP_BARU: '1,98001012005011E+17' }), 'nip_baru', 'nip-rounded'],
  [row(102, { NIP_BARU: '1.99E+17' }), 'nip_baru', 'nip-rounded'],
  [row(103, { NIP_BARU: digits(103).slice(0, 15) + '000' }), 'nip_baru', 'nip-serial'],
  [row(104, { NIP_BARU: digits(104).slice(1) }), 'nip_baru', 'nip-length'],
  [row(105, { NIP_BARU: '' }), 'nip_baru', 'empty'],
  [row(106, { NIP_BARU: 'belum ada' }), 'nip_baru', 'nip-not-digits'],
  [row(107, { TANGGAL_LAHIR: '01/01/1980' }), 'tanggal_lahir', 'date-invalid'],
  [row(108, { TANGGAL_LAHIR: '1 Januari 1980' }), 'tanggal_lahir', 'date-invalid'],
  [row(109, { TANGGAL_LAHIR: '29221' }), 'tanggal_lahir', 'date-invalid'],
  [row(110, { TMT_JABATAN: '31-02-2020' }), 'tmt_jabatan', 'date-invalid'],
  [row(111, { UNOR_ID: 'U-TIDAK-DIKENAL' }), 'unor_id', 'unit-unknown'],
  [row(112, { UNOR_ID: '#N/A' }), 'unor_id', 'unit-unknown'],
  [row(113, { PNS_ID: 'P114' }), 'pns_id', 'duplicate-id'],
  [row(114), 'pns_id', 'duplicate-id'],
  [row(115, { NIP_BARU: `'${digits(116)}` }), 'nip_baru', 'duplicate-nip'],
  [row(116), 'nip_baru', 'duplicate-nip'],
  [row(117, { NAMA: '' }), 'nama', 'empty'],
  [row(118, { JENIS_JABATAN_ID: '9' }), 'jenis_jabatan_id', 'post-kind-unknown'],
  [row(119, { TGL_MENINGGAL: '01-01-2090' }), 'tgl_meninggal', 'date-in-future'],
  [row(120, { PNS_ID: '' }), 'pns_id', 'empty'],
  [row(121, { NIP_BARU: '１９８００１０１２００５０１１１２１' }), 'nip_baru', 'nip-not-digits'],
  [row(122, { NAMA: 'x'.repeat(301) }), 'nama', 'too-long'],
  [line(row(123)).replace(/;[^;]*;[^;]*$/, ''), '', 'columns'],
  [`${line(row(124))};kolom lebih`, '', 'columns'],
]

/** Doubtful, but applied: what is doubted is left out. */
const DOUBTFUL: [row: Row, field: string, reason: string][] = [
  [pppk(201, { GOL_AKHIR_NAMA: 'III/a' }), 'gol_akhir_nama', 'rank-of-other-kind'],
  [pppk(202, { GOL_AKHIR_NAMA: 'Gol. IX' }), 'gol_akhir_nama', 'rank-unknown'],
  [row(203, { KEDUDUKAN_HUKUM_ID: 'PPPK', KEDUDUKAN_HUKUM_NAMA: '' }), 'kedudukan_hukum_id', 'standing-unknown'],
  [row(204, { EMAIL: 'tidak punya' }), 'email', 'email-invalid'],
  [row(205, { NOMOR_HP: '8,12E+11' }), 'nomor_hp', 'phone-invalid'],
  [row(206, { TANGGAL_LAHIR: '02-01-1980' }), 'tanggal_lahir', 'birth-date-differs-from-nip'],
  [row(207, { JENIS_KELAMIN: '?' }), 'jenis_kelamin', 'sex-unknown'],
  [row(208, { JENIS_PEGAWAI_NAMA: 'PPPK' }), 'jenis_pegawai_nama', 'kind-differs-from-nip'],
]

function line(cells: Row): string {
  const quote = (text: string): string => /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  return HEADER.map((name) => quote(cells[name] ?? '')).join(';')
}

const textOf = (one: Row | string): string => typeof one === 'string' ? one : line(one)
const headerLine = `${HEADER.map((name) => `"${name}"`).join(';')}\r\n`
const latin1 = (lines: readonly string[]): Buffer => Buffer.from(headerLine + lines.map((one) => `${one}\r\n`).join(''), 'latin1')

test('a bundle of many hands is reported line by line, and closes nobody', async (t) => {
  const directory = await openDirectory(t)
  const numbers = [...ODD.map((_, at) => at + 1), ...WRONG.map((_, at) => at + 101), ...DOUBTFUL.map((_, at) => at + 201),
    ...Array.from({ length: 253 }, (_, at) => at + 301)]
  const clean = numbers.map((serial) => serial === 12 || serial === 201 || serial === 202 ? pppk(serial) : row(serial))
  const units = 'id,nama,induk_id\nU1,Bidang Contoh,\n'
  const first = await folderOf(t, { 'pegawai.csv': latin1(clean.map(line)), 'unor.csv': units })
  const before = await importBundle(directory.database, clockAt('2026-11-21'), { path: first, full: true })
  t.like(before, { read: numbers.length, created: numbers.length, quarantined: [] })
  const standing = () => directory.rows<{ keadaan: string; people: number }>(
    'SELECT keadaan, count(*) AS people FROM pegawai GROUP BY keadaan ORDER BY 1')
  const states = await standing()

  // Full-width digits are no latin-1: the odd file that some tool wrote in UTF-8 has its byte order mark.
  const rows = [...ODD.map(([one]) => one), ...WRONG.map(([one]) => one), ...DOUBTFUL.map(([one]) => one),
    ...numbers.filter((serial) => serial > 300).map((serial) => row(serial, { NAMA: `Nama Baru ${serial}` }))].map(textOf)
  const text = `\uFEFF${headerLine}${rows.map((one) => `${one}\r\n`).join('')}`
  const second = await folderOf(t, { 'PEGAWAI.CSV': Buffer.from(text) })
  const result = await importBundle(directory.database, clockAt(DAY), { path: second, full: true })

  // The note of line 6 stands on two lines of the file: whatever comes after it, one further down.
  const lineAt = (place: number): number => place + 2 + (place > 5 ? 1 : 0)
  t.deepEqual(result.quarantined, WRONG.map(([, field, reason], at) => ({
    file: 'pegawai.csv', line: lineAt(ODD.length + at), field, reason,
  })) as unknown as typeof result.quarantined)
  const doubts = result.warnings.filter(({ line: at }) => at > lineAt(ODD.length + WRONG.length - 1))
  t.deepEqual(doubts, DOUBTFUL.map(([, field, reason], at) => ({
    file: 'pegawai.csv', line: lineAt(ODD.length + WRONG.length + at), field, reason,
  })) as unknown as typeof doubts)
  t.is(result.ended, 0)
  t.is(result.created, 0, 'nobody became two')
  t.true(result.missing_columns.includes('unor.csv') && result.missing_columns.includes('penugasan.csv'))
  t.deepEqual(await standing(), states, 'nobody is in another state')
  // The same again a day later: lines that might be anybody's make nobody missing.
  t.like(await importBundle(directory.database, clockAt('2026-11-23'), { path: second, full: true }), { ended: 0, created: 0 })
  t.deepEqual(await standing(), states)
  t.deepEqual(await directory.rows("SELECT sebab FROM pegawai_tahan WHERE lepas_at IS NULL"), [])
  const [renamed] = await directory.rows<{ people: number }>("SELECT count(*) AS people FROM pegawai WHERE nama LIKE 'Nama Baru %'")
  t.is(renamed?.people, 253, 'good lines are applied')
  for (const [, { serial, nama = `Orang ${serial}` }] of ODD) {
    const [person] = await directory.rows<{ nama: string; nip: string }>(
      `SELECT p.nama, n.nip FROM pegawai p JOIN pegawai_sumber s ON s.pegawai_id = p.id
       JOIN pegawai_nip n ON n.pegawai_id = p.id AND n.valid_to IS NULL WHERE s.external_id = $1`, [`P${serial}`])
    t.deepEqual(person, { nama, nip: serial === 12 ? nipOf(12, { mulai: '202221' }) : digits(serial) })
  }
})

test('latin-1 is read as it is meant, and said', async (t) => {
  const directory = await openDirectory(t)
  const path = await folderOf(t, {
    'pegawai.csv': latin1([line(row(1, { NAMA: 'José Ñuñez' }))]), 'unor.csv': 'id,nama,induk_id\nU1,Bidang Contoh,\n',
  })
  const result = await importBundle(directory.database, clockAt(DAY), { path })
  t.like(result, { created: 1, warnings: [{ line: 1, reason: 'read-as-windows-1252' }] })
  t.deepEqual(await directory.rows('SELECT nama FROM pegawai'), [{ nama: 'José Ñuñez' }])
})
