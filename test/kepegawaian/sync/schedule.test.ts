import test from 'ava'
import { dueNow, pauseMinutes, type Timetable } from '../../../src/domain/kepegawaian/sync/schedule.rules.ts'

/** What a source is asked for, and when. 17:00 UTC is midnight of Banten. */

const NOW = new Date('2026-11-22T10:00:00Z')
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000)
const state = (changes: Partial<Timetable>): Timetable => ({ wholeAt: ago(60), triedAt: ago(60), nextTryAt: null, ...changes })
const DATABASE = { everyMinutes: 5, tellsChanges: false }
const API = { everyMinutes: 1, tellsChanges: true }

const cases: [title: string, state: Timetable | undefined, source: typeof API, now: Date, due: string | undefined][] = [
  ['a database that was never asked', undefined, DATABASE, NOW, 'penuh'],
  ['a database just asked', state({ triedAt: ago(4) }), DATABASE, NOW, undefined],
  ['a database after its five minutes', state({ triedAt: ago(5) }), DATABASE, NOW, 'penuh'],
  ['the tick came a little early', state({ triedAt: new Date(ago(5).getTime() + 5_000) }), DATABASE, NOW, 'penuh'],
  ['an API that was never asked', undefined, API, NOW, 'penuh'],
  ['an API that never told everybody', state({ wholeAt: null, triedAt: ago(1) }), API, NOW, 'penuh'],
  ['an API each minute', state({ triedAt: ago(1) }), API, NOW, 'perubahan'],
  ['an API within its minute', state({ triedAt: ago(0) }), API, NOW, undefined],
  ['after midnight, before one', state({ triedAt: ago(0) }), API, new Date('2026-11-22T17:59:00Z'), 'perubahan'],
  ['after one in the night', state({ triedAt: ago(0) }), API, new Date('2026-11-22T18:00:00Z'), 'penuh'],
  ['everybody was told tonight', state({ wholeAt: new Date('2026-11-22T18:01:00Z'), triedAt: new Date('2026-11-22T18:01:00Z') }),
    API, new Date('2026-11-22T18:02:00Z'), 'perubahan'],
  ['it failed and waits', state({ nextTryAt: new Date('2026-11-22T10:01:00Z') }), API, NOW, undefined],
  ['it failed and has waited', state({ nextTryAt: NOW }), API, NOW, 'perubahan'],
]
for (const [title, before, source, now, due] of cases) {
  test(title, (t) => t.is(dueNow(before, source, now), due as never))
}

for (const [every, failures, minutes] of [[1, 1, 2], [1, 2, 4], [1, 6, 60], [1, 1000, 60], [5, 1, 10], [120, 3, 120]] as const) {
  test(`every ${every} min, failed ${failures} times: again in ${minutes} min`, (t) => t.is(pauseMinutes(every, failures), minutes))
}
