import test from 'ava'
import { sayProgress } from '../../src/cli/kit/import-progress.ts'
import { findingsText, importText } from '../../src/cli/kit/import-text.rules.ts'
import { isInvented } from '../../src/domain/kepegawaian/source/invented.rules.ts'
import { personText } from '../../src/cli/kit/person-text.rules.ts'
import { createProgress } from '../../src/cli/kit/progress.ts'
import { alignColumns } from '../../src/cli/kit/table.rules.ts'
import type { Finding, ImportResult } from '../../src/domain/kepegawaian/index.ts'
import type { PersonToday, UnitToday } from '../../src/domain/pegawai/person.ts'

test('columns are as wide as their widest cell; rows end without blanks', (t) => {
  t.is(alignColumns([['a', 'bb', 'c'], ['aaaa', '', 'ccc'], ['é', 'b', '']]), 'a     bb  c\naaaa      ccc\né     b')
  t.is(alignColumns([]), '')
})

const CSV: [name: string, csv: string, invented: boolean][] = [
  ['a sample', 'nama;email\nA;a@surel.example\nB;b@contoh.bantenprov.EXAMPLE\n', true],
  ['people without an address beside others', 'nama;email\nA;"a@surel.example"\nB;\n', true],
  ['one real address', 'nama;email\nA;a@surel.example\nB;b@bantenprov.go.id\n', false],
  ['an address that only looks like it', 'nama;email\nA;a@surel.example.com\n', false],
  ['no address at all', 'nama;email\nA;\n', false],
  ['nothing', '', false],
]

for (const [name, csv, invented] of CSV) {
  test(`invented people: ${name}: ${invented}`, (t) => t.is(isInvented(csv), invented))
}

const finding = (line: number, field = 'nip_baru'): Finding => ({ file: 'pegawai.csv', line, field, reason: 'nip-length' })
const NOTHING: ImportResult = {
  read: 3, created: 0, changed: 0, unchanged: 3, ended: 0, quarantined: [], warnings: [], missing_columns: [],
}

const IMPORTS: [name: string, result: Partial<ImportResult>, dryRun: boolean, text: string][] = [
  ['the same again', {}, false, '3 people read: 0 new, 0 changed, 3 unchanged. Nobody was changed.'],
  ['new people', { created: 1, unchanged: 2 }, false, '3 people read: 1 new, 0 changed, 2 unchanged.'],
  ['a dry run', { created: 1, unchanged: 2 }, true,
    '3 people read: 1 new, 0 changed, 2 unchanged. Dry run: nothing was written.'],
  ['left service, missing people and columns', {
    changed: 2, unchanged: 1, ended: 1, missing: 4, missing_held: 3, missing_ended: 1, missing_columns: ['eselon_id', 'unor.csv'],
  }, false, [
    '3 people read: 0 new, 2 changed, 1 unchanged.', '1 have left the service.',
    '4 people of this source are not in the file: 3 are missing for the first time and are held where they are, 1 are missing again and have left.',
    'Not in this export, hence not known: eselon_id, unor.csv.',
  ].join('\n')],
  ['a bad line and doubts', {
    unchanged: 2, quarantined: [finding(3)], warnings: [finding(2), finding(4)],
  }, false, [
    '3 people read: 0 new, 0 changed, 2 unchanged. Nobody was changed.', '',
    'Left out: 1', 'pegawai.csv:3  nip_baru  nip-length  The NIP has not 18 digits.', '',
    'Taken over with a doubt: 2', '2  nip-length  The NIP has not 18 digits.',
  ].join('\n')],
]

for (const [name, result, dryRun, text] of IMPORTS) {
  test(`import in words: ${name}`, (t) => t.is(importText({ ...NOTHING, ...result }, { dryRun }), text))
}

test('of many findings the first fifty are shown, a whole line with a hyphen', (t) => {
  const lines = findingsText(Array.from({ length: 52 }, (_, index) => finding(index + 2, ''))).split('\n')
  t.is(lines.length, 51)
  t.is(lines[0], 'pegawai.csv:2   -  nip-length  The NIP has not 18 digits.')
  t.is(lines[50], 'and 2 more; --json lists all')
})

test('progress of an import: every step when it begins, and within a step a line a second', (t) => {
  const said: string[] = []
  let now = 0
  const tell = sayProgress((line) => said.push(line), () => now)
  tell({ step: 'read', done: 0, total: 200 })
  now = 999
  tell({ step: 'read', done: 50, total: 200 })
  now = 1_000
  tell({ step: 'read', done: 99, total: 200 })
  tell({ step: 'validate', done: 0, total: 9 })
  tell({ step: 'validate', done: 9, total: 9 })
  t.deepEqual(said, ['Reading...', 'Reading: 49 %', 'Checking...'])
})

test('progress is shown at once to a person and held back from a script until the patience ends', async (t) => {
  const shown: string[] = []
  const atTerminal = createProgress({ isTTY: true, write: (text) => shown.push(text) })
  atTerminal.say('one')
  t.deepEqual(shown, ['one\n'])
  atTerminal.end()

  const held: string[] = []
  const short = createProgress({ write: (text) => held.push(text) })
  short.say('never')
  short.end()
  t.deepEqual(held, [])

  const late: string[] = []
  await new Promise<void>((resolve) => {
    const long = createProgress({ write: (text) => { if (late.push(text) === 2) resolve() } }, 1)
    long.say('first')
    long.say('second')
  })
  t.deepEqual(late, ['first\n', 'second\n'])
})

const unit = (nama: string, jenis: string): UnitToday => ({ id: nama, kode: '1', kodeSumber: null, nama, jenis })
const PERSON: PersonToday = {
  id: 'sub-1', nama: 'Siti', gelar_depan: null, gelar_belakang: 'S.Kom.', jenis_kelamin: 'P', email: null, no_hp: null,
  kategori: 'asn', nomor: '199001012015032001', nip: '199001012015032001',
  jenis: 'PNS', kedudukan_kode: '01', kedudukan_nama: 'Aktif', keadaan: 'aktif',
  tahan: false, golongan: 'III/c', jabatan: null, unitChain: [], penugasan: [], frozen: false, activated: false, roles: [],
  faktor: [], kodePemulihan: 0, jaringan: [], perangkat: [],
  updatedAt: new Date(0), dataPer: null,
}

test('a person in lines: what is not known has none', (t) => {
  t.is(personText({ person: PERSON, roles: [] }), [
    'nama       Siti, S.Kom.', 'NIP        19900101 201503 2 001', 'sub        sub-1', 'account    not activated',
    'keadaan    aktif', 'kedudukan  01 Aktif', 'pegawai    PNS, III/c',
  ].join('\n'))
})

test('a person in lines: post, unit and its OPD, assignments, roles, a freeze, a doubt', (t) => {
  const text = personText({
    person: {
      ...PERSON, activated: true, frozen: true, tahan: true, nip: null,
      jabatan: { id: 'j', nama: 'Kepala Seksi', jenis: 'struktural', eselon: 'IV.a', tmt: '2024-01-02' },
      unitChain: [unit('Seksi Data', 'Seksi'), unit('Dinas X', 'Dinas')],
      penugasan: [{
        jenis: 'PLT', jabatan: 'Kepala Bidang', unit: unit('Bidang Y', 'Bidang'), rantai: [], mulai: '2026-01-01', selesai: null,
        sk: '800/1',
      }],
    },
    roles: [{ role: 'admin-opd', opd: '9', valid_from: '2026-01-01', until: '2026-12-31' }],
  })
  const values = new Map(text.split('\n').map((row) => [row.slice(0, 10).trim(), row.slice(12)]))
  t.deepEqual(Object.fromEntries(values), {
    'nama': 'Siti, S.Kom.', 'NIP': 'none now', 'sub': 'sub-1', 'account': 'frozen',
    'keadaan': 'aktif, held: keeps what he had, gets nothing new', 'kedudukan': '01 Aktif',
    'pegawai': 'PNS, III/c', 'jabatan': 'Kepala Seksi, eselon IV.a, since 2024-01-02', 'unit kerja': 'Seksi Data',
    'OPD': 'Dinas X, 1', 'penugasan': 'PLT Kepala Bidang, Bidang Y, 2026-01-01 to open end, SK 800/1',
    'role': 'admin-opd, OPD 9, until 2026-12-31',
  })
})
