/** The assignments of a person as his events tell them, letter by letter; others are not touched. */
import type { AssignmentKind } from '../validation/penugasan.rules.ts'
import type { Told, ToldAssignment } from './fold.rules.ts'

export interface StoredAssignment {
  readonly id: string
  readonly jenis: AssignmentKind
  readonly jabatan: string
  readonly unit_id: string
  readonly valid_from: string
  readonly valid_to: string | null
  /** number of the letter */
  readonly sk: string
  readonly sumber: string
}

export interface AssignmentChange {
  readonly ended: readonly string[]
  readonly opened: readonly Omit<StoredAssignment, 'id'>[]
}

/**
 * @param told by the number of the letter
 * @param stored not taken back
 * @param unitIdOf our unit, by the source of the event and its id there
 */
export function compareLetters(
  told: readonly (readonly [sk: string, Told<ToldAssignment | null>])[], stored: readonly StoredAssignment[],
  unitIdOf: (sumber: string, unit: string) => string | undefined,
): AssignmentChange {
  const ended: string[] = []
  const opened: Omit<StoredAssignment, 'id'>[] = []
  for (const [sk, { value, by: { sumber } }] of told) {
    const unit_id = value === null ? undefined : unitIdOf(sumber, value.unit)
    const wanted = value === null || unit_id === undefined ? undefined
      : { jenis: value.jenis, jabatan: value.jabatan, unit_id, valid_from: value.valid_from, valid_to: value.valid_to, sk, sumber }
    const ofLetter = stored.filter((one) => one.sk === sk && one.sumber === sumber)
    const same = wanted && ofLetter.find((one) => keyOf(one) === keyOf(wanted))
    ended.push(...ofLetter.filter((one) => one !== same).map(({ id }) => id))
    if (wanted && !same) opened.push(wanted)
  }
  return { ended, opened }
}

const keyOf = ({ jenis, jabatan, unit_id, valid_from, valid_to }: Omit<StoredAssignment, 'id'>): string =>
  JSON.stringify([jenis, jabatan, unit_id, valid_from, valid_to])
