/** What differs, field by field, as it is kept and shown: who or what, which field, what it was and what it will be. */
import { createHash } from 'node:crypto'
import type { Assignment } from './assignments.rules.ts'
import type { Comparison, UnitNames } from './comparison.ts'
import type { MissingDifference } from './missing.rules.ts'
import type { PersonDifference } from './people.rules.ts'

export interface DifferenceRow {
  readonly hal: 'pegawai' | 'unit' | 'jabatan'
  readonly pegawai_id: string | null
  readonly external_id: string | null
  readonly kolom: string
  readonly lama: string | null
  readonly baru: string | null
}

/** A whole that is new, or is not there any more: its name as the value. */
const WHOLE = 'baru'

/**
 * People first, as the feed has them, then who is missing, then units and jabatan.
 * @returns one row a field; one for a new person, whose fields were nothing before
 */
export function differenceRows(
  comparison: Comparison, missing: MissingDifference | undefined,
): DifferenceRow[] {
  const { names } = comparison
  return [
    ...personRows(comparison.people), ...assignmentRows(comparison, names), ...missingRows(missing),
    ...unitRows(comparison, names), ...jabatanRows(comparison),
  ]
}

/** @returns SHA-256 of what is shown, hex; the same in whatever order the rows were read */
export function digestOfRows(rows: readonly DifferenceRow[]): string {
  const lines = rows.map(({ hal, pegawai_id, external_id, kolom, lama, baru }) =>
    JSON.stringify([hal, pegawai_id, external_id, kolom, lama, baru])).toSorted()
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}

/** @returns what differs about people, one row a field */
export function personRows(people: readonly PersonDifference[]): DifferenceRow[] {
  return people.flatMap(({ id, externalId, isNew, changes, columns }): DifferenceRow[] => {
    const who = { hal: 'pegawai' as const, pegawai_id: id, external_id: externalId || null }
    return isNew ? [{ ...who, kolom: WHOLE, lama: null, baru: columns.nama }] : changes.map((change) => ({ ...who, ...change }))
  })
}

function assignmentRows({ assignments }: Comparison, { unitName }: UnitNames): DifferenceRow[] {
  const text = ({ jenis, jabatan, unit_id, valid_from, valid_to, sk }: Assignment): string =>
    `${jenis} ${jabatan}, ${unitName(unit_id) ?? ''}, ${valid_from}..${valid_to ?? ''}${sk === null ? '' : ` (${sk})`}`
  const row = (one: Assignment, values: { lama: string | null; baru: string | null }): DifferenceRow =>
    ({ hal: 'pegawai', pegawai_id: one.pegawai_id, external_id: null, kolom: 'penugasan', ...values })
  return [
    ...(assignments?.ended ?? []).map((one) => row(one, { lama: text(one), baru: null })),
    ...(assignments?.opened ?? []).map((one) => row(one, { lama: null, baru: text(one) })),
  ]
}

function missingRows(missing: MissingDifference | undefined): DifferenceRow[] {
  const row = (kolom: string, { pegawai_id, external_id }: { pegawai_id: string; external_id: string }, lama: string | null,
    baru: string | null): DifferenceRow => ({ hal: 'pegawai', pegawai_id, external_id, kolom, lama, baru })
  return [
    ...(missing?.held ?? []).map((one) => row('hilang', one, 'tidak', 'ya')),
    ...(missing?.closed ?? []).map((one) => row('keadaan', one, one.keadaan, 'tutup')),
    ...(missing?.back ?? []).map((one) => row('hilang', one, 'ya', 'tidak')),
  ]
}

function unitRows({ units }: Comparison, { snapshot, unitName }: UnitNames): DifferenceRow[] {
  const external = new Map([...units.unitIdOf].map(([externalId, id]) => [id, externalId]))
  const fresh = new Set(units.created.map(({ id }) => id))
  const row = (id: string, kolom: string, lama: string | null, baru: string | null): DifferenceRow =>
    ({ hal: 'unit', pegawai_id: null, external_id: external.get(id) ?? null, kolom, lama, baru })
  const nameOf = (id: string | null | undefined): string | null => id ? snapshot.units.get(id)?.nama ?? null : null
  return [
    ...units.created.map(({ id }) => row(id, WHOLE, null, unitName(id))),
    ...units.names.filter(({ unit_id }) => !fresh.has(unit_id))
      .map(({ unit_id, nama }) => row(unit_id, 'nama', nameOf(unit_id), nama)),
    ...units.moved.flatMap(({ id, jenis, induk_id }) => {
      const before = snapshot.units.get(id)
      return [
        ...before?.jenis === jenis ? [] : [row(id, 'jenis', before?.jenis ?? null, jenis)],
        ...before?.induk_id === induk_id ? []
          : [row(id, 'induk', nameOf(before?.induk_id), induk_id === null ? null : unitName(induk_id))],
      ]
    }),
    ...units.codes.map(({ unit_id, kode }) => row(unit_id, 'kode', snapshot.units.get(unit_id)?.kode ?? null, kode)),
  ]
}

function jabatanRows({ jabatan: { created, changed } }: Comparison): DifferenceRow[] {
  const row = (external_id: string, kolom: string, lama: string | null, baru: string): DifferenceRow =>
    ({ hal: 'jabatan', pegawai_id: null, external_id, kolom, lama, baru })
  return [
    ...created.map(({ external_id, nama }) => row(external_id, WHOLE, null, nama)),
    ...changed.flatMap(({ external_id, nama, jenis, before }) => [
      ...before.nama === nama ? [] : [row(external_id, 'nama', before.nama, nama)],
      ...before.jenis === jenis ? [] : [row(external_id, 'jenis', before.jenis, jenis)],
    ]),
  ]
}
