import { holdsPost } from '../../pegawai/jabatan.rules.ts'
import { postWords } from '../../pegawai/penugasan.rules.ts'
import type { PersonToday } from '../../pegawai/person.ts'

/** Who is let in by any one of what is named. */
export interface AturanTertentu {
  readonly jenis: 'tertentu'
  /** Ids of units, each with those below it. */
  readonly unit: readonly string[]
  /** Names of posts as the directory writes them; capitals, blanks and a "Plt." before them do not matter. */
  readonly jabatan: readonly string[]
  /** In words, "II.a". */
  readonly eselon: readonly string[]
  /** `sub` of people. */
  readonly orang: readonly string[]
}

/** The entry rule of an application: everybody; the people of its OPD and the units below; or who is named. */
export type AturanMasuk = { readonly jenis: 'semua' } | { readonly jenis: 'opd' } | AturanTertentu

/** What a rule looks at. */
export interface RuledPerson extends Pick<PersonToday, 'id' | 'kategori' | 'kedudukan_kode'> {
  readonly jabatan: Pick<NonNullable<PersonToday['jabatan']>, 'nama' | 'eselon'> | null
  /** The person's own unit and those above it. */
  readonly unitChain: readonly { readonly id: string }[]
  readonly penugasan: readonly Pick<PersonToday['penugasan'][number], 'jabatan' | 'rantai'>[]
}

/**
 * Whether an entry rule lets a person in. An assignment of today (Plt, Plh, Pj, tugas tambahan) counts like a post: who
 * acts as head of an OPD works in its applications, and his own OPD's stay open to him. An assignment has no eselon, so
 * that one is the definitive post's alone. Whoever acts in no post (`holdsPost`) is let in by his unit or his name.
 *
 * @param opd id of the OPD whose application it is
 */
export function letsIn(aturan: AturanMasuk, person: RuledPerson, opd: string | undefined): boolean {
  if (aturan.jenis === 'semua') return true
  const acts = holdsPost(person)
  const assigned = acts ? person.penugasan : []
  const units = new Set([...person.unitChain.map(({ id }) => id), ...assigned.flatMap(({ rantai }) => rantai)])
  if (aturan.jenis === 'opd') return opd !== undefined && units.has(opd)
  const held = acts ? person.jabatan : null
  const posts = new Set([...held?.nama ? [held.nama] : [], ...assigned.map(({ jabatan }) => jabatan)].map(postWords))
  return aturan.orang.includes(person.id)
    || aturan.unit.some((unit) => units.has(unit))
    || aturan.jabatan.some((jabatan) => posts.has(postWords(jabatan)))
    || (held?.eselon ? aturan.eselon.includes(held.eselon) : false)
}

/** What the comparison of two rules must know of units. */
export interface RulePlace {
  /** Whose application it is. */
  readonly opd: string
  /** @returns ids of a unit and those above it; the unit alone where nothing is known */
  readonly above?: (unit: string) => readonly string[]
}

const asNamed = (aturan: AturanMasuk, opd: string): AturanTertentu | undefined => {
  if (aturan.jenis === 'semua') return undefined
  return aturan.jenis === 'opd' ? { jenis: 'tertentu', unit: [opd], jabatan: [], eselon: [], orang: [] } : aturan
}

/**
 * Whether another rule might let somebody in whom the one before kept out. By what is written, not by who is there
 * today: a person who is named beside his own unit counts as more, since he may leave it.
 */
export function widensRule(before: AturanMasuk, after: AturanMasuk, { opd, above = (unit) => [unit] }: RulePlace): boolean {
  const had = asNamed(before, opd)
  if (had === undefined) return false
  const wants = asNamed(after, opd)
  if (wants === undefined) return true
  const posts = had.jabatan.map(postWords)
  return !wants.unit.every((unit) => above(unit).some((one) => had.unit.includes(one)))
    || !wants.jabatan.every((jabatan) => posts.includes(postWords(jabatan)))
    || !wants.eselon.every((eselon) => had.eselon.includes(eselon))
    || !wants.orang.every((orang) => had.orang.includes(orang))
}
