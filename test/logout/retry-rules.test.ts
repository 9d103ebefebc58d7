import test from 'ava'
import { pauseAfter } from '../../src/domain/sessions/pengiriman/retry.rules.ts'

const SECONDS: readonly (readonly [attempts: number, pause: number | undefined])[] = [
  [1, 10], [2, 60], [3, 300], [4, 1_800], [5, 7_200], [6, 43_200], [7, undefined], [8, undefined],
]

for (const [attempts, pause] of SECONDS) {
  test(`after ${attempts} attempts ${pause === undefined ? 'it is given up' : `the next is in ${pause} s`}`, (t) => {
    t.is(pauseAfter(attempts), pause === undefined ? undefined : pause * 1_000)
  })
}
