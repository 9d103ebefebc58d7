import test from 'ava'
import { golonganId, readGolongan } from '../../src/domain/pegawai/golongan.rules.ts'

const PNS = [
  'I/a Juru Muda', 'I/b Juru Muda Tingkat I', 'I/c Juru', 'I/d Juru Tingkat I',
  'II/a Pengatur Muda', 'II/b Pengatur Muda Tingkat I', 'II/c Pengatur', 'II/d Pengatur Tingkat I',
  'III/a Penata Muda', 'III/b Penata Muda Tingkat I', 'III/c Penata', 'III/d Penata Tingkat I',
  'IV/a Pembina', 'IV/b Pembina Tingkat I', 'IV/c Pembina Utama Muda', 'IV/d Pembina Utama Madya',
  'IV/e Pembina Utama',
]
const IDS = '11 12 13 14 21 22 23 24 31 32 33 34 41 42 43 44 45'.split(' ')

for (const [index, line] of PNS.entries()) {
  const golongan = line.slice(0, line.indexOf(' '))
  test(`PNS ${line} by text and by id ${IDS[index]}`, (t) => {
    const expected = { jenis: 'PNS', golongan, pangkat: line.slice(golongan.length + 1) } as const
    t.deepEqual(readGolongan(golongan), expected)
    t.deepEqual(readGolongan(IDS[index] as string), expected)
    t.is(golonganId(golongan), IDS[index])
  })
}

test('the 17 golongan of a PPPK have no pangkat and no id', (t) => {
  const romans = 'I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII'.split(' ')
  t.is(romans.length, 17)
  for (const golongan of romans) {
    t.deepEqual(readGolongan(golongan), { jenis: 'PPPK', golongan })
    t.is(golonganId(golongan), undefined)
  }
})

test('"III" is a PPPK, "III/a" is a PNS', (t) => {
  t.is(readGolongan('III')?.jenis, 'PPPK')
  t.is(readGolongan('III/a')?.jenis, 'PNS')
})

test('capitals and blanks do not matter', (t) => {
  t.is(readGolongan(' iii / A ')?.golongan, 'III/a')
  t.is(readGolongan('ix')?.golongan, 'IX')
})

for (const value of ['', 'XVIII', 'III/e', 'V/a', 'IIII', '15', '46', '3', 'Penata', 'constructor']) {
  test(`"${value}" is nobody's golongan`, (t) => t.is(readGolongan(value), undefined))
}
