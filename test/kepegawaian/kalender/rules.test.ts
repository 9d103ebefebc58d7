import test from 'ava'
import { daysLater, daysBetween } from '../../../src/domain/kepegawaian/days.rules.ts'
import { ALARMS, dueWarning, warningSpans, WARNINGS } from '../../../src/domain/kepegawaian/kalender/kalender.rules.ts'

const table: [left: number, of: readonly number[], due: number | undefined][] = [
  [91, WARNINGS, undefined], [90, WARNINGS, 90], [31, WARNINGS, 90], [30, WARNINGS, 30], [8, WARNINGS, 30],
  [7, WARNINGS, 7], [1, WARNINGS, 7], [0, WARNINGS, undefined], [-1, WARNINGS, undefined],
  [31, ALARMS, undefined], [30, ALARMS, 30], [7, ALARMS, 7], [2, ALARMS, 7], [1, ALARMS, 1], [0, ALARMS, undefined],
]
for (const [left, of, due] of table) {
  test(`${left} days before the end, of ${of.join(' ')}: ${due ?? 'nothing'}`, (t) => {
    t.is(dueWarning(of, '2026-12-15', daysLater('2026-12-15', left)), due)
  })
}

test('the spans of the database say the same as the rule', (t) => {
  for (let left = -1; left <= 92; left += 1) {
    const span = warningSpans(WARNINGS).find(({ dari, sampai }) => dari <= left && left <= sampai)
    t.is(span?.batas, dueWarning(WARNINGS, '2026-12-15', daysLater('2026-12-15', left)), String(left))
  }
})

test('days go over the ends of months and years', (t) => {
  t.is(daysLater('2026-12-31', 1), '2027-01-01')
  t.is(daysLater('2028-03-01', -1), '2028-02-29')
  t.is(daysBetween('2026-12-30', '2027-01-02'), 3)
  t.is(daysBetween('2027-01-02', '2026-12-30'), -3)
})
