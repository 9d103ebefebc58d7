import test from 'ava'
import { isSeluler, parseTelepon } from '../../src/domain/pegawai/telepon.rules.ts'

const NUMBERS: [typed: string, stored: string | undefined, seluler?: boolean][] = [
  ['081234567890', '+6281234567890', true], ['0812-3456-7890', '+6281234567890', true],
  ['+62 812 3456 7890', '+6281234567890', true], ['62812.3456.7890', '+6281234567890', true],
  ['006281234567890', '+6281234567890', true], ['+62 (0)812 3456 7890', '+6281234567890', true],
  ['6208123456789', '+628123456789', true], ['81234567890', '+6281234567890', true],
  ['0800012345678', '+62800012345678', true],
  ['(0254) 200123', '+62254200123', false], ['0065 6123 4567', '+6561234567', false], ['+81312345678', '+81312345678', false],
  ['', undefined], ['-', undefined], ['0', undefined], ['12345', undefined], ['0812345678/0813456789', undefined],
  ['08123456789012345', undefined], ['tidak ada', undefined], ['0812 3456 789O', undefined],
]

for (const [typed, stored, seluler] of NUMBERS) {
  test(`"${typed}" is ${stored ?? 'no number'}`, (t) => {
    t.is(parseTelepon(typed), stored)
    if (stored !== undefined) {
      t.is(isSeluler(stored), seluler ?? false)
      t.is(parseTelepon(stored), stored, 'the stored form is read as itself')
    }
  })
}
