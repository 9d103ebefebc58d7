import test from 'ava'
import { hashSlots, poolSize } from '../../src/workers.rules.ts'

for (const [max, workers, expected] of [
  [100, 1, 10], [100, 2, 10], [100, 6, 10], [100, 7, 8], [100, 8, 7], [100, 16, 2], [100, 40, 1], [30, 20, 1], [20, 1, 1],
] as const) {
  test(`${workers} workers on a server of ${max} connections have ${expected} each`, (t) => {
    t.is(poolSize(max, workers), expected)
  })
}

for (const [cores, workers, expected] of [[2, 1, 2], [2, 2, 1], [2, 4, 1], [8, 3, 2], [1, 1, 1]] as const) {
  test(`${workers} workers on ${cores} cores hash ${expected} passwords each at once`, (t) => {
    t.is(hashSlots(cores, workers), expected)
  })
}
