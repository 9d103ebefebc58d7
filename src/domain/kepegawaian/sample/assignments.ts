import { addDays, addMonths } from './days.ts'
import type { SamplePerson } from './people.ts'
import type { Random } from './random.ts'
import type { SampleUnit } from './units.ts'

/**
 * Dated assignments (domain.md section 3): Plt for vacant posts, Plh for absent holders, one Pj, some further tasks.
 * A Plt letter runs for three months and is extended once at most. `selesai` is the last day of the letter.
 */
export interface SampleAssignment {
  pnsId: string
  jenis: 'PLT' | 'PLH' | 'PJ' | 'TT'
  jabatan: string
  unitId: string
  mulai: string
  /** undefined: until it is taken back */
  selesai?: string
  sk: string
}

type Letter = readonly [mulai: string, selesai: string]

/** What stands in for a vacant post: letters around the reference day, ended, running and to come. */
const PLT_LETTERS: readonly (readonly Letter[])[] = [
  [['2026-10-05', '2027-01-04'], ['2027-01-05', '2027-04-04']],
  [['2026-06-15', '2026-09-14'], ['2026-09-15', '2026-12-14']],
  [['2026-09-01', '2026-11-30']],
  [['2026-12-01', '2027-02-28']],
]

const PLH_LETTERS: readonly Letter[] = [
  ['2026-11-16', '2026-12-04'],
  ['2025-06-02', '2025-06-27'],
  ['2027-01-11', '2027-01-29'],
]

const PJ_POST = 'rsud-malingping'
const PJ_LETTER: Letter = ['2026-08-03', '2027-02-02']
const ONE_ABSENT_IN = 37
const ONE_SCHOOL_IN = 60
const FIRST_SCHOOL_DAY = '2024-07-15'
const COMMITMENT_YEAR: Letter = ['2026-01-02', '2026-12-31']
/** Posts taken up in this time had been in the hands of a Plt whose letters ended in 2025. */
const NEW_HOLDER_SINCE = ['2025-05-01', '2026-01-01'] as const

export function drawAssignments(
  random: Random,
  units: readonly SampleUnit[],
  people: readonly SamplePerson[],
): SampleAssignment[] {
  const leaders = people.filter((person) => person.leads)
  const leaderOf = new Map(leaders.map((person) => [person.unit.id, person]))
  const assignments: SampleAssignment[] = []
  const assign = (pnsId: string, jenis: SampleAssignment['jenis'], jabatan: string, unitId: string,
    [mulai, selesai]: readonly [string, string?]): void => {
    const sk = `800.1.3/${String(random.int(1, 9999)).padStart(4, '0')}-BKD/${mulai.slice(0, 4)}`
    assignments.push({ pnsId, jenis, jabatan, unitId, mulai, selesai, sk })
  }
  const busy = new Set<string>()
  /** Nobody stands in twice: the letters of one deputy never overlap. */
  const standIn = (unit: SampleUnit): SamplePerson | undefined => {
    const deputies = leaders.filter((person) => mayStandInFor(unit, person) && !busy.has(person.pnsId))
    if (deputies.length === 0) return undefined
    const deputy = random.pick(deputies)
    busy.add(deputy.pnsId)
    return deputy
  }

  const vacant = units.filter((unit) => unit.head !== undefined && !leaderOf.has(unit.id))
  for (const [index, unit] of vacant.entries()) {
    const deputy = standIn(unit)
    if (deputy === undefined) continue
    const post = unit.head?.nama ?? ''
    if (unit.opd === PJ_POST && unit.level === 0) {
      assign(deputy.pnsId, 'PJ', post, unit.id, PJ_LETTER)
    } else {
      const letters = PLT_LETTERS[index % PLT_LETTERS.length] ?? []
      for (const letter of unit.level === 0 ? PLT_LETTERS[0] ?? [] : letters) {
        assign(deputy.pnsId, 'PLT', post, unit.id, letter)
      }
    }
    // The same person signs for the unit's spending: two assignments at once.
    if (unit.level === 0) assign(deputy.pnsId, 'TT', 'Pejabat Pembuat Komitmen', unit.id, COMMITMENT_YEAR)
  }

  for (const [index, { unit, jabatan }] of leaders.entries()) {
    const isAbsent = index % ONE_ABSENT_IN === 0
    const isNew = jabatan.tmt >= NEW_HOLDER_SINCE[0] && jabatan.tmt <= NEW_HOLDER_SINCE[1]
    const deputy = isAbsent || isNew ? standIn(unit) : undefined
    if (deputy === undefined) continue
    if (isAbsent) {
      const letter = PLH_LETTERS[Math.floor(index / ONE_ABSENT_IN) % PLH_LETTERS.length] as Letter
      assign(deputy.pnsId, 'PLH', jabatan.nama, unit.id, letter)
    } else {
      assign(deputy.pnsId, 'PLT', jabatan.nama, unit.id, [addMonths(jabatan.tmt, -3), addDays(jabatan.tmt, -1)])
    }
  }

  const teachers = people.filter((person) => person.jabatan.nama.startsWith('Guru') && isInService(person))
  for (const teacher of teachers.filter((_, index) => index % ONE_SCHOOL_IN === 0)) {
    if (teacher.jenis === 'CPNS') continue
    assign(teacher.pnsId, 'TT', 'Kepala Sekolah', teacher.unit.id, [later(FIRST_SCHOOL_DAY, teacher.tmtAwal)])
  }
  return assignments
}

/** A deputy leads a part of the same OPD, one step below the post or beside it, and is in full service. */
function mayStandInFor(unit: SampleUnit, person: SamplePerson): boolean {
  if (!isInService(person) || person.unit.opd !== unit.opd || person.unit.id === unit.id) return false
  return unit.level === 0 ? person.unit.level === 1 : person.unit.level === unit.level
}

function isInService(person: SamplePerson): boolean {
  return person.kedudukan.kode === '01' && person.meninggal === undefined
}

function later(one: string, other: string): string {
  return one > other ? one : other
}
