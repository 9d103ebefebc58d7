import test from 'ava'
import { needsPenuh } from './needs.ts'

test('the big template is built for who names it, himself or by what he imports', (t) => {
  t.true(needsPenuh(['test/lib/seal.test.ts', 'test/helpers/database.test.ts']))
  t.true(needsPenuh(['test/runner/fixtures/imports-penuh.ts']))
  t.false(needsPenuh(['test/lib/seal.test.ts', 'test/runner/main.test.ts']))
  t.false(needsPenuh(['test/helpers/database.ts']))
})
