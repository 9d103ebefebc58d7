/**
 * What an import has to say about one line: where, which field, and a stable code. A finding never carries the value
 * itself, so reports and logs hold no personal data.
 */

const SENTENCES = {
  // The line as such
  'columns': 'The line has another number of columns than the header.',
  'quotes': 'A quotation mark is not closed and swallows the lines after it.',
  'duplicate-id': 'The same id stands in more than one line.',
  'duplicate-nip': 'The same NIP stands in more than one line.',
  'two-rows-one-person': 'More than one line means the same person.',
  // Fields
  'empty': 'The field must not be empty.',
  'too-long': 'The text is longer than 300 characters.',
  'date-invalid': 'The date is no calendar date; dd-mm-yyyy is expected.',
  'date-in-future': 'The date lies in the future.',
  'date-before-birth': 'The date lies before the birth date.',
  'ends-before-start': 'The last day lies before the first.',
  'nip-not-digits': 'The NIP holds something else than digits.',
  'nip-rounded': 'A spreadsheet made a number of the NIP and lost its last digits; the column must be text.',
  'nip-length': 'The NIP has not 18 digits.',
  'nip-birth-date': 'The NIP begins with no calendar date.',
  'nip-born-in-future': 'The NIP begins with a birth date in the future.',
  'nip-kind': 'Digits 13 and 14 of the NIP mean neither PNS nor PPPK.',
  'nip-sex': 'Digit 15 of the NIP is neither 1 nor 2.',
  'nip-serial': 'The serial number of the NIP is 000.',
  'nip-of-another-person': 'The NIP is the current number of another person.',
  'perhaps-known': 'The number is new, but somebody of this name and birth date is known, whose number is gone.',
  'standing-unknown': 'Nobody knows this kedudukan hukum.',
  'standing-unsaid': 'The source says no kedudukan hukum, and no other has brought this person yet.',
  'post-kind-unknown': 'Nobody knows this jenis jabatan.',
  'unit-unknown': 'Nobody knows this unit; it has to be mapped, or to come with unor.csv.',
  'assignment-kind-unknown': 'The kind of assignment is none of PLT, PLH, PJ and TT.',
  'person-unknown': 'The person is not in pegawai.csv.',
  'person-quarantined': "The person's own line is quarantined.",
  'parent-unknown': 'Nobody knows the unit above it.',
  'parent-cycle': 'The unit stands above itself.',
  'unit-name-ambiguous': 'More than one line bears the name of the same known unit.',
  // Doubts: the line is applied
  'read-as-windows-1252': 'The file is no UTF-8; it was read as windows-1252 (latin-1).',
  'birth-date-differs-from-nip': 'The birth date is not the one in the NIP.',
  'sex-differs-from-nip': 'The sex is not the one in the NIP.',
  'sex-unknown': 'Nobody knows this word for a sex; the NIP tells it.',
  'kind-differs-from-nip': 'The jenis pegawai is not the one in the NIP, which counts.',
  'age-at-appointment': 'The NIP says an age at appointment below 18 or above 58.',
  'rank-unknown': 'Nobody knows this golongan; it is left out.',
  'rank-of-other-kind': 'The golongan is that of a PNS for a PPPK, or the other way round; it is left out.',
  'echelon-unknown': 'Nobody knows this eselon; it is left out.',
  'email-invalid': 'This is no e-mail address; it is left out.',
  'phone-invalid': 'This is no telephone number; it is left out.',
  'contract-without-pppk': 'Only a PPPK has an end of contract; it is left out.',
  'unit-empty': 'The person has no unit, hence no OPD.',
  'assignment-open-ended': 'The assignment has no last day.',
  'assignment-repeated': 'The same assignment stands in an earlier line.',
  'acting-too-long': 'A Plt lasts 3 months and is extended once by 3 at most.',
  'assignments-kept': 'More than a tenth of the lines are bad, so no assignment was taken back.',
  'unit-similar': 'A unit under the same parent is named much alike; a person has to say whether it is the same.',
  'code-not-15-digits': 'The kunker has not 15 digits.',
  'retirement-age-unlikely': 'The BUP is no age from 50 to 70; it is left out.',
  'unit-closed': 'The unit is closed; its successor counts.',
  'unit-code-taken': 'Another unit has this code; it is left out.',
} as const

export type Reason = keyof typeof SENTENCES

export interface Finding {
  /** name of the file, without its folder */
  readonly file: string
  /** physical line, the header being 1 */
  readonly line: number
  /** name of the column; empty when the line or the file as such is meant */
  readonly field: string
  readonly reason: Reason
}

/** @returns the code in a sentence, for people at the command line */
export function describeReason(reason: Reason): string {
  return SENTENCES[reason]
}

/** @returns how often each reason occurs, most frequent first */
export function countReasons(findings: readonly Finding[]): Partial<Record<Reason, number>> {
  const counts = new Map<Reason, number>()
  for (const { reason } of findings) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return Object.fromEntries([...counts].sort(([, a], [, b]) => b - a))
}
