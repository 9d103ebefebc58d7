/** What a run comes to: the numbers that everybody is told, the run's own report, and its audit events. */
import type { Actor, AuditEvent } from '../audit/index.ts'
import type { Comparison } from './difference/comparison.ts'
import type { MissingDifference } from './difference/missing.rules.ts'
import type { PersonField } from './difference/people.rules.ts'
import type { Feed } from './feed.ts'
import { countReasons, type Finding } from './finding.ts'
import type { Alarm } from './runs/run.ts'
import type { ValidFeed } from './validation/validate.rules.ts'

/** `read` is always `created + changed + unchanged` and the quarantined lines of pegawai.csv. */
export interface ImportResult {
  /** data lines of pegawai.csv */
  readonly read: number
  readonly created: number
  /** people of whom a field, the post, the number or an assignment changed */
  readonly changed: number
  readonly unchanged: number
  /** people whose service ended with this run (state `tutup`): of the changed, and with `full` those missing again */
  readonly ended: number
  readonly quarantined: readonly Finding[]
  readonly warnings: readonly Finding[]
  /** columns and files that the source does not have: what they would say is absent, never guessed */
  readonly missing_columns: readonly string[]
  /** with `full`: people of the source who are not in it */
  readonly missing?: number
  /** of them: missing for the first time, so that they keep what they have and get nothing new */
  readonly missing_held?: number
  /** of them: missing again on a later day, so that they left */
  readonly missing_ended?: number
  /** after a dry run: limits of the brake that would be passed, so that two people of BKD would be asked */
  readonly brake?: readonly Alarm[]
  /** absent after a dry run of the command */
  readonly run?: string
}

export interface ChangedPerson {
  readonly id: string
  readonly fields: readonly PersonField[]
  readonly keadaan?: { readonly dari: string | null; readonly ke: string }
}

// Enough to work on; the rest is in the counts, and the next run has it again.
const REPORTED = 1000

/** Everybody who was there before and is another now, with the names of what changed. */
export function changedPeople({ people, assignments }: Comparison): ChangedPerson[] {
  const changed = new Map<string, ChangedPerson>()
  const fresh = new Set(people.filter(({ isNew }) => isNew).map(({ id }) => id))
  for (const { id, isNew, changes, keadaan } of people) {
    if (isNew || changes.length === 0) continue
    changed.set(id, { id, fields: changes.map(({ kolom }) => kolom), ...(keadaan.dari !== keadaan.ke && { keadaan }) })
  }
  for (const id of assignments?.people ?? []) {
    const before = changed.get(id)
    if (!fresh.has(id)) changed.set(id, { ...before, id, fields: [...before?.fields ?? [], 'penugasan'] })
  }
  return [...changed.values()]
}

/** @param missing who of the source is not in a full feed */
export function resultOf(
  feed: Feed, valid: ValidFeed, comparison: Comparison, missing: MissingDifference | undefined,
): ImportResult {
  const { people, units, assignments } = comparison
  const quarantinedPeople = quarantinedLines(valid, comparison)
  const created = people.filter(({ isNew }) => isNew).length
  const changed = changedPeople(comparison)
  const quarantined = [
    ...quarantinedPeople,
    ...byLine([...valid.unor?.quarantined ?? [], ...units.quarantined]),
    ...byLine([...valid.penugasan?.quarantined ?? [], ...assignments?.quarantined ?? []]),
  ]
  const bad = new Set(quarantined.map(({ file, line }) => `${file}:${line}`))
  const warnings = [
    ...valid.pegawai.warnings, ...valid.unor?.warnings ?? [], ...units.warnings,
    ...valid.penugasan?.warnings ?? [], ...assignments?.warnings ?? [],
  ].filter(({ file, line }) => !bad.has(`${file}:${line}`))
  return {
    read: valid.pegawai.read,
    created,
    changed: changed.length,
    unchanged: valid.pegawai.read - created - changed.length - quarantinedPeople.length,
    ended: changed.filter(({ keadaan }) => keadaan?.ke === 'tutup').length + (missing?.closed.length ?? 0),
    quarantined, warnings, missing_columns: feed.missing,
    ...(missing && {
      missing: missing.missing.length, missing_held: missing.held.length, missing_ended: missing.closed.length,
    }),
  }
}

/** The bad lines of pegawai.csv in the order of the file. */
export function quarantinedLines(valid: ValidFeed, comparison: Comparison): Finding[] {
  return byLine([...valid.pegawai.quarantined, ...comparison.quarantined])
}

function byLine(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => a.line - b.line)
}

/** What stays with the run: lines and reasons, no value of any person. */
export function reportOf(
  result: ImportResult, comparison: Comparison, missing: MissingDifference | undefined,
): object {
  const { quarantined, warnings, ...counts } = result
  const { units, jabatan, assignments } = comparison
  return {
    ...counts, ...findingsOf(quarantined), warnings: countReasons(warnings),
    ...(missing && { missing_people: missing.missing.slice(0, REPORTED).map(({ pegawai_id }) => pegawai_id) }),
    units: { created: units.created.length, changed: units.changed },
    jabatan: { created: jabatan.created.length, changed: jabatan.changed.length },
    ...(assignments && {
      assignments: {
        created: assignments.opened.length, ended: assignments.ended.length, unchanged: assignments.unchanged,
      },
    }),
  }
}

/** @returns the first findings in full and the number of each kind */
export function findingsOf(quarantined: readonly Finding[]): object {
  return {
    quarantined: quarantined.slice(0, REPORTED), quarantined_count: quarantined.length,
    reasons: countReasons(quarantined),
  }
}

/** One event for the run, and one for each person who is another now; names of columns, never their values. */
export function auditEventsOf(
  actor: Actor, run: { id: string; sumber: string; mode: string }, result: ImportResult, comparison: Comparison,
  missing: MissingDifference | undefined,
): AuditEvent[] {
  const { read, created, changed, unchanged, ended, quarantined } = result
  const imported: AuditEvent<'kepegawaian.diimpor'> = {
    kind: 'kepegawaian.diimpor', actor,
    data: {
      run: run.id, sumber: run.sumber, mode: run.mode, read, created, changed, unchanged, ended,
      quarantined: quarantined.length,
    },
  }
  const left: ChangedPerson[] = (missing?.closed ?? []).map(({ pegawai_id, keadaan }) => (
    { id: pegawai_id, fields: ['keadaan'], keadaan: { dari: keadaan, ke: 'tutup' } }))
  const people: AuditEvent<'kepegawaian.pegawai-berubah'>[] = [...changedPeople(comparison), ...left].map(
    ({ id, fields, keadaan }) => ({
      kind: 'kepegawaian.pegawai-berubah', actor, subject: id,
      data: { run: run.id, kolom: [...fields], ...(keadaan && { keadaan }) },
    }))
  return [imported, ...people]
}
