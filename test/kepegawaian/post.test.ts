import test from 'ava'
import type { StoredPost } from '../../src/domain/kepegawaian/difference/person-snapshot.ts'
import { comparePost, type WantedPost } from '../../src/domain/kepegawaian/difference/post.rules.ts'
import { TODAY } from './feeds.ts'

/** The definitive post against the one that is stored: from when to when (domain.md section 3). */

const OPEN: StoredPost = {
  id: 'post', jabatan_id: 'jab1', unit_id: 'unit1', eselon: null, tmt: '2020-02-01', valid_from: '2020-02-01',
}
const want = (changes: Partial<WantedPost> = {}): WantedPost =>
  ({ jabatan_id: 'jab1', unit_id: 'unit1', eselon: null, tmt: '2020-02-01', ...changes })
const soon: StoredPost = { ...OPEN, tmt: '2026-12-01', valid_from: '2026-12-01' }

const posts: [title: string, wanted: WantedPost, stored: StoredPost | null, expected: unknown][] = [
  ['none and none', want({ jabatan_id: null, unit_id: null }), null, undefined],
  ['the same', want(), OPEN, undefined],
  ['the same, the source knowing less', want({ eselon: undefined, tmt: undefined }), { ...OPEN, eselon: 'III.b' },
    undefined],
  ['a first one without TMT', want({ tmt: null }), null, [undefined, TODAY]],
  ['a first one to come', want({ tmt: '2027-01-01' }), null, [undefined, '2027-01-01']],
  ['taken away', want({ jabatan_id: null, unit_id: null }), OPEN, [TODAY, undefined]],
  ['another jabatan at its TMT', want({ jabatan_id: 'jab2', tmt: '2026-11-01' }), OPEN, ['2026-11-01', '2026-11-01']],
  ['another jabatan on the very day', want({ jabatan_id: 'jab2' }), OPEN, ['2020-02-01', '2020-02-01']],
  ['another unit without TMT', want({ unit_id: 'unit2', tmt: null }), OPEN, [TODAY, TODAY]],
  ['another unit with a TMT too early', want({ unit_id: 'unit2', tmt: '2019-01-01' }), OPEN, [TODAY, TODAY]],
  ['another jabatan to come', want({ jabatan_id: 'jab2', tmt: '2027-01-01' }), OPEN, ['2027-01-01', '2027-01-01']],
  ['appointed anew', want({ tmt: '2026-11-01' }), OPEN, ['2026-11-01', '2026-11-01']],
  ['eselon put right', want({ eselon: 'III.b' }), OPEN, { id: 'post', eselon: 'III.b', tmt: '2020-02-01' }],
  ['an earlier TMT', want({ tmt: '2019-01-01' }), OPEN, { id: 'post', eselon: null, tmt: '2019-01-01' }],
  ['put off before it began', want({ tmt: '2027-01-01' }), soon, ['2027-01-01', '2027-01-01']],
  ['brought forward', want({ tmt: '2026-11-25' }), soon, ['2026-11-25', '2026-11-25']],
  ['called off for another', want({ jabatan_id: 'jab2', tmt: '2026-06-01' }), soon, [TODAY, TODAY]],
]
for (const [title, wanted, stored, expected] of posts) {
  test(`a post: ${title}`, (t) => {
    const found = comparePost(wanted, stored, TODAY)
    t.deepEqual(found?.correct ?? (found && [found.closeFrom, found.open?.valid_from]), expected)
  })
}

test('the eselon of the old post is not that of the new one', (t) => {
  const found = comparePost(want({ jabatan_id: 'jab2', eselon: undefined }), { ...OPEN, eselon: 'III.b' }, TODAY)
  t.is(found?.open?.eselon, null)
})
