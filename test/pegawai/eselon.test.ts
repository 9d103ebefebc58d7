import test from 'ava'
import { readEselon } from '../../src/domain/pegawai/eselon.rules.ts'

const table = [
  ['11', { eselon: 'I.a' }], ['12', { eselon: 'I.b' }],
  ['21', { eselon: 'II.a' }], ['22', { eselon: 'II.b' }],
  ['31', { eselon: 'III.a' }], ['32', { eselon: 'III.b' }],
  ['41', { eselon: 'IV.a' }], ['42', { eselon: 'IV.b' }],
  ['51', { eselon: 'V.a' }], ['52', { eselon: 'V.b' }],
  [' 21 ', { eselon: 'II.a' }],
  ['99', {}], ['', {}],
  ['13', undefined], ['1', undefined], ['II.a', undefined], ['constructor', undefined],
] as const

for (const [code, expected] of table) {
  test(`eselon code "${code}"`, (t) => t.deepEqual(readEselon(code), expected))
}
