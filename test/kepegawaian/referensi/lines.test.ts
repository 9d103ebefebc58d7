import test from 'ava'
import { readReferenceJabatan, readReferenceUnit } from '../../../src/domain/kepegawaian/referensi/lines.rules.ts'

/** Lines of BKD's own lists, as a table. */

const unit = (cells: Record<string, string | undefined>) => readReferenceUnit('unit.csv', {
  line: 2,
  cells: {
    kunker: '400100000000000', nunker: 'Dinas Contoh', induk: '400000000000000', jenis: undefined, kunker_sinjab: undefined,
    kunker_simral: undefined, ...cells,
  },
})

test('a unit with its codes elsewhere', (t) => {
  t.deepEqual(unit({ jenis: 'Dinas', kunker_sinjab: 'S1', kunker_simral: '' }), {
    ok: true, warnings: [],
    row: {
      unor: {
        line: 2, externalId: '400100000000000', indukExternalId: '400000000000000', nama: 'Dinas Contoh', kode: '400100000000000',
        jenis: 'Dinas',
      },
      silang: { sinjab: 'S1', simral: null },
    },
  })
})

for (const [cells, field, reason] of [
  [{ kunker: '4,001E+14' }, 'kunker', 'code-not-15-digits'], [{ kunker: '' }, 'kunker', 'empty'],
  [{ kunker: '40010000000000' }, 'kunker', 'code-not-15-digits'], [{ kunker: '４００１０００００００００００' }, 'kunker', 'code-not-15-digits'],
  [{ induk: 'X' }, 'induk', 'code-not-15-digits'], [{ nunker: ' ' }, 'nunker', 'empty'],
] as const) {
  test(`a unit with ${JSON.stringify(cells)} is left out: ${reason}`, (t) => {
    t.like(unit(cells), { ok: false, finding: { file: 'unit.csv', line: 2, field, reason } })
  })
}

const jabatan = (cells: Record<string, string | undefined>) => readReferenceJabatan('jabatan.csv', {
  line: 3, cells: { kjab: '300', njab: 'Arsiparis', jenis: '2', keselon: undefined, bup: undefined, ...cells },
})

for (const [cells, row] of [
  [{}, { jenis: 'fungsional', eselon: null, bup: null }],
  [{ jenis: 'Pelaksana', bup: '58' }, { jenis: 'pelaksana', eselon: null, bup: 58 }],
  [{ jenis: '1', keselon: '21', bup: '60' }, { jenis: 'struktural', eselon: 'II.a', bup: 60 }],
  [{ keselon: '99' }, { jenis: 'fungsional', eselon: null, bup: null }],
] as const) {
  test(`a jabatan with ${JSON.stringify(cells)}`, (t) => {
    const verdict = jabatan(cells)
    t.like(verdict, { ok: true, row: { kjab: '300', nama: 'Arsiparis', ...row } })
    t.deepEqual(verdict.ok && verdict.warnings, [])
  })
}

for (const [cells, field, reason] of [
  [{ bup: '85' }, 'bup', 'retirement-age-unlikely'], [{ bup: 'enam puluh' }, 'bup', 'retirement-age-unlikely'],
  [{ bup: '58.5' }, 'bup', 'retirement-age-unlikely'], [{ keselon: '7' }, 'keselon', 'echelon-unknown'],
] as const) {
  test(`a jabatan with ${JSON.stringify(cells)} is taken with a doubt`, (t) => {
    t.like(jabatan(cells), { ok: true, warnings: [{ field, reason }] })
  })
}

test('a jabatan of a kind that nobody knows is left out', (t) => {
  t.like(jabatan({ jenis: '9' }), { ok: false, finding: { field: 'jenis', reason: 'post-kind-unknown' } })
  t.like(jabatan({ kjab: '' }), { ok: false, finding: { field: 'kjab', reason: 'empty' } })
})
