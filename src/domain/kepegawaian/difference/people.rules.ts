/** People of a feed against the people there are, field by field. Data only; nothing is written. */
import { keadaanPada } from '../../pegawai/keadaan.rules.ts'
import type { Keadaan } from '../../pegawai/kedudukan.rules.ts'
import type { Finding } from '../finding.ts'
import type { Filled, PersonColumns } from '../person.ts'
import type { MatchedRow } from './match.rules.ts'
import type { StoredPerson, StoredPost } from './person-snapshot.ts'
import { comparePost, type PostDifference, type PostField } from './post.rules.ts'

/** One field of a person as it was and as it will be; official days as YYYY-MM-DD, units and jabatan by their names. */
export interface FieldChange {
  readonly kolom: PersonField
  readonly lama: string | null
  readonly baru: string | null
}

export type PersonField = keyof PersonColumns | 'nip' | 'jabatan' | 'unit' | 'eselon' | 'tmt_jabatan' | 'penugasan'

export interface KontakSaid {
  readonly kolom: 'email' | 'no_hp'
  readonly nilai: string | null
}

export interface PersonDifference {
  readonly id: string
  readonly externalId: string
  readonly hash: string
  readonly isNew: boolean
  /** what differs; empty for a new person, and for a line that is only written otherwise */
  readonly changes: readonly FieldChange[]
  /** the person as he will be stored */
  readonly columns: PersonColumns
  /** addresses that the source names for somebody who was there before, whether or not they differ */
  readonly kontak: readonly KontakSaid[]
  /** of somebody whom an earlier source leads: the columns that this one fills, and nothing else */
  readonly filled?: readonly Filled[]
  readonly openNip: string | undefined
  readonly closeNips: readonly string[]
  readonly post: PostDifference | undefined
  /** the state on the day of the run, its dates considered */
  readonly keadaan: { readonly dari: Keadaan | null; readonly ke: Keadaan }
}

export interface PeopleContext {
  readonly file: string
  readonly sumber: string
  readonly today: string
  readonly newId: () => string
  readonly jabatanIdOf: ReadonlyMap<string, string>
  /** name of a unit as it will be */
  readonly unitName: (id: string) => string | null
}

const NOTHING = {
  gelar_depan: null, gelar_belakang: null, jenis_kelamin: null, jenis: null, kedudukan_nama: null, tmt_cpns: null,
  tmt_pns: null, golongan: null, tmt_golongan: null, email: null, no_hp: null, tmt_pensiun: null, akhir_kontrak: null, tgl_meninggal: null,
} satisfies Partial<PersonColumns>

/**
 * @param rows matched and not unchanged
 * @param stored the persons they were matched with
 * @returns a difference for each line but those of new people without a known kedudukan, of whom no good state is known
 */
export function comparePeople(
  rows: readonly MatchedRow[], stored: ReadonlyMap<string, StoredPerson>, context: PeopleContext,
): { differences: PersonDifference[]; quarantined: Finding[] } {
  const differences: PersonDifference[] = []
  const quarantined: Finding[] = []
  for (const one of rows) {
    const before = one.pegawaiId === undefined ? undefined : stored.get(one.pegawaiId)
    const difference = before ? changedPerson(one, before, context) : newPerson(one, context)
    if (difference) differences.push(difference)
    else {
      quarantined.push({
        file: context.file, line: one.row.line, field: 'kedudukan_hukum_id',
        reason: one.row.columns.tahan === undefined ? 'standing-unsaid' : 'standing-unknown',
      })
    }
  }
  return { differences, quarantined }
}

function newPerson(one: MatchedRow, context: PeopleContext): PersonDifference | undefined {
  const { columns: said, nip } = one.row
  const { nama, tanggal_lahir, kedudukan_kode, keadaan } = said
  if (!nama || !tanggal_lahir || kedudukan_kode === undefined || keadaan === undefined) return undefined
  const columns: PersonColumns = { ...NOTHING, ...said, nama, tanggal_lahir, kedudukan_kode, keadaan, tahan: false }
  return {
    ...identityOf(one), id: context.newId(), isNew: true, changes: [], columns, kontak: [], openNip: nip, closeNips: [],
    post: comparePost(wantedPost(one, context), null, context.today),
    keadaan: { dari: null, ke: keadaanPada(columns, context.today) },
  }
}

function changedPerson(one: MatchedRow, before: StoredPerson, context: PeopleContext): PersonDifference {
  const { columns: said, nip } = one.row
  const columns: PersonColumns = { ...before.columns, ...said }
  const hasNumber = before.nips.some((known) => known.nip === nip)
  const post = comparePost(wantedPost(one, context), before.post, context.today)
  return {
    ...identityOf(one), id: before.id, isNew: false, columns, post,
    kontak: (['email', 'no_hp'] as const).flatMap((kolom) => {
      const nilai = said[kolom]
      return nilai === undefined ? [] : [{ kolom, nilai }]
    }),
    changes: [
      ...columnChanges(Object.keys(said) as (keyof PersonColumns)[], before.columns, columns),
      ...hasNumber ? [] : [{ kolom: 'nip' as const, lama: textOf(before.nips.map((known) => known.nip)), baru: nip }],
      ...(post?.fields ?? []).map((kolom) => ({ kolom, ...postChange(kolom, one, before.post, context) })),
    ],
    openNip: hasNumber ? undefined : nip,
    // A number that another source brought stays current: every current number is accepted at the login box.
    closeNips: hasNumber ? [] : before.nips.filter(({ sumber }) => sumber === context.sumber).map((known) => known.nip),
    keadaan: {
      dari: keadaanPada({ ...before, ...before.columns }, context.today),
      ke: keadaanPada({ ...before, ...columns }, context.today),
    },
  }
}

const textOf = (texts: readonly string[]): string | null => texts.length === 0 ? null : texts.join(', ')

/** @returns which of these columns will be another, as text */
export function columnChanges(
  names: readonly (keyof PersonColumns)[], before: PersonColumns, after: PersonColumns,
): FieldChange[] {
  return names.filter((kolom) => after[kolom] !== before[kolom])
    .map((kolom) => ({ kolom, lama: asText(before[kolom]), baru: asText(after[kolom]) }))
}

function asText(value: PersonColumns[keyof PersonColumns]): string | null {
  return typeof value === 'boolean' ? (value ? 'ya' : 'tidak') : value
}

function postChange(
  kolom: PostField, { row: { post }, unitId }: MatchedRow, before: StoredPost | null, { unitName }: PeopleContext,
): { lama: string | null; baru: string | null } {
  switch (kolom) {
    case 'jabatan': return { lama: before?.jabatan_nama ?? null, baru: post.jabatan?.nama ?? null }
    case 'unit': return { lama: before?.unit_nama ?? null, baru: unitId === null ? null : unitName(unitId) }
    case 'eselon': return { lama: before?.eselon ?? null, baru: post.eselon ?? null }
    case 'tmt_jabatan': return { lama: before?.tmt ?? null, baru: post.tmt ?? null }
  }
}

function identityOf({ row: { externalId }, hash }: MatchedRow): { externalId: string; hash: string } {
  return { externalId, hash }
}

function wantedPost({ row: { post }, unitId }: MatchedRow, { jabatanIdOf }: PeopleContext) {
  const jabatan_id = post.jabatan === null ? null : jabatanIdOf.get(post.jabatan.externalId) ?? null
  return { jabatan_id, unit_id: unitId, eselon: post.eselon, tmt: post.tmt }
}
