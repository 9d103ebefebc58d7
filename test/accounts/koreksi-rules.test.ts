import test from 'ava'
import { LONGEST, readKoreksi } from '../../src/domain/accounts/koreksi/koreksi.rules.ts'

const GOOD = { bidang: 'nama', uraian: 'Gelar saya kini M.Si.' }

test('a report is kept without the blanks around it', (t) => {
  t.deepEqual(readKoreksi({ ...GOOD, uraian: `  ${GOOD.uraian}\n` }), GOOD as never)
})

for (const [what, change, mistakes] of [
  ['nothing chosen', { bidang: '' }, [['bidang', 'kosong']]],
  ['a word that is no choice', { bidang: 'constructor' }, [['bidang', 'kosong']]],
  ['hardly a word', { uraian: '   salah   ' }, [['uraian', 'pendek']]],
  ['a novel', { uraian: 'x'.repeat(LONGEST + 1) }, [['uraian', 'panjang']]],
  ['nothing at all', { bidang: '', uraian: '' }, [['bidang', 'kosong'], ['uraian', 'pendek']]],
] as const) {
  test(`${what} is said beside its field`, (t) => {
    const read = readKoreksi({ ...GOOD, ...change })
    t.deepEqual('mistakes' in read ? read.mistakes.map(({ field, reason }) => [field, reason]) : [], mistakes as never)
  })
}
