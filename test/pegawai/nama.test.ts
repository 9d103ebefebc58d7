import test from 'ava'
import { bagianNama, namaLengkap } from '../../src/domain/pegawai/nama.rules.ts'

/** Names as they are written, and the parts that can be told (architecture.md, "Claims"). */

const full: [depan: string | null, nama: string, belakang: string | null, written: string][] = [
  ['Dr.', 'Siti Aminah', 'S.Kom., M.Si.', 'Dr. Siti Aminah, S.Kom., M.Si.'],
  [null, 'Siti Aminah', 'S.Kom.', 'Siti Aminah, S.Kom.'],
  ['dr.', 'Siti Aminah', null, 'dr. Siti Aminah'],
  [null, 'Siti Aminah', null, 'Siti Aminah'],
]
for (const [gelar_depan, nama, gelar_belakang, written] of full) {
  test(`written as ${written}`, (t) => t.is(namaLengkap({ nama, gelar_depan, gelar_belakang }), written))
}

test('a single word is a given name; of more nobody can tell', (t) => {
  t.deepEqual(bagianNama('Sukaesih'), { given_name: 'Sukaesih' })
  t.deepEqual(bagianNama(' Sukaesih '), { given_name: 'Sukaesih' })
  t.deepEqual(bagianNama('Siti Aminah'), {})
  t.deepEqual(bagianNama(''), {})
})
