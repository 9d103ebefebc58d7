import test from 'ava'
import {
  type Assignment, type AssignmentContext, compareAssignments,
} from '../../src/domain/kepegawaian/difference/assignments.rules.ts'
import { TODAY } from './feeds.ts'

/** Assignments of a feed against those that are stored: begun, kept, taken back (domain.md section 3). */

const LETTER: Assignment = {
  pegawai_id: 'a', jenis: 'PLT', jabatan: 'Kepala Bidang', unit_id: 'unit1', valid_from: '2026-11-01',
  valid_to: '2027-02-01', sk: '800/1',
}
const letterRow = (changes: object = {}) => ({
  line: 2, personExternalId: 'P1', jenis: 'PLT' as const, jabatan: 'Kepala Bidang', unitExternalId: 'U1',
  validFrom: '2026-11-01', validTo: '2027-02-01', sk: '800/1', ...changes,
})
const assignmentContext = (changes: Partial<AssignmentContext> = {}): AssignmentContext => ({
  file: 'penugasan.csv', read: 100, refused: [], refusedPeople: new Set(), today: TODAY,
  personIdOf: new Map([['P1', 'a'], ['P2', 'b']]), quarantinedPeople: new Set(['P9']),
  unitIdOf: new Map([['U1', 'unit1']]), ...changes,
})
const letters = (rows: object[], stored: object[] = [LETTER], changes?: Partial<AssignmentContext>) => {
  const found = compareAssignments(
    rows.map((row) => letterRow(row)), stored.map((one, index) => ({ ...LETTER, id: `l${index}`, ...one })),
    assignmentContext(changes),
  )
  return {
    opened: found.opened.length, ended: found.ended.map(({ id }) => id), people: [...found.people],
    refused: found.quarantined.map(({ reason }) => reason), warned: found.warnings.map(({ reason }) => reason),
  }
}
const still = { opened: 0, ended: [], people: [], refused: [], warned: [] }
const torn = { file: 'penugasan.csv', line: 9, field: '', reason: 'columns' } as const

const assignments: [title: string, found: () => unknown, expected: object][] = [
  ['the same letter', () => letters([{}]), {}],
  ['a new letter', () => letters([{}], []), { opened: 1, people: ['a'] }],
  ['a changed end: taken back and begun', () => letters([{ validTo: '2027-01-01' }]),
    { opened: 1, ended: ['l0'], people: ['a'] }],
  ['named no more', () => letters([]), { ended: ['l0'], people: ['a'] }],
  ['over, and named no more', () => letters([], [{ valid_to: TODAY }]), {}],
  ['open-ended, and named no more', () => letters([], [{ valid_to: null }]), { ended: ['l0'], people: ['a'] }],
  ['named twice', () => letters([{}, { line: 3 }]), { warned: ['assignment-repeated'] }],
  ['two at once', () => letters([{}, { jenis: 'TT' }]), { opened: 1, people: ['a'] }],
  ['of somebody not in the feed', () => letters([{}, { personExternalId: 'P8' }]), { refused: ['person-unknown'] }],
  ['of somebody quarantined', () => letters([{}, { personExternalId: 'P9' }]), { refused: ['person-quarantined'] }],
  ['in an unknown unit: nothing of his ends', () => letters([{ unitExternalId: 'X' }]),
    { refused: ['unit-unknown'] }],
  ['his line was refused: nothing of his ends', () => letters([], [LETTER], { refusedPeople: new Set(['P1']) }), {}],
  ["another's line was refused", () => letters([], [LETTER], { refusedPeople: new Set(['P2']) }),
    { ended: ['l0'], people: ['a'] }],
  ["a torn line might be anybody's", () => letters([], [LETTER], { refused: [torn] }),
    { warned: ['assignments-kept'] }],
  ['a tenth of the lines is bad', () => letters([], [LETTER], { read: 9, refused: [{ ...torn, field: 'jenis' }] }),
    { warned: ['assignments-kept'] }],
]
for (const [title, found, expected] of assignments) {
  test(`an assignment: ${title}`, (t) => t.deepEqual(found(), { ...still, ...expected }))
}
