/**
 * Whom an earlier source knows, it alone writes; what it has no column for, a later one may fill. Data only.
 *
 * Filled is what is empty, and changed what the same source, or one that comes after it, filled and nobody changed since. So
 * a filler never writes over another's word, and gives way by itself as soon as the leading source tells the column.
 */
import { keadaanPada } from '../../pegawai/keadaan.rules.ts'
import { postWords } from '../../pegawai/penugasan.rules.ts'
import type { PegawaiColumn } from '../feed.ts'
import type { FillColumn, Filled, PersonColumns } from '../person.ts'
import type { MatchedRow } from './match.rules.ts'
import { columnChanges, type PersonDifference } from './people.rules.ts'
import type { StoredPerson } from './person-snapshot.ts'

/** The columns of a feed that would tell what may be filled. Kedudukan, rank and post come from one source only. */
const FILLABLE = {
  tmt_cpns: ['tmt_cpns'], tmt_pns: ['tmt_pns'], email: ['email', 'email_gov'], no_hp: ['nomor_hp'],
  tmt_pensiun: ['tmt_pensiun'], akhir_kontrak: ['akhir_kontrak'], tgl_meninggal: ['tgl_meninggal'], eselon: ['eselon_id'],
} as const satisfies Record<FillColumn, readonly PegawaiColumn[]>

/** What a source filled of a person. */
export interface Fill extends Filled {
  readonly sumber: string
}

export interface FillContext {
  readonly sumber: string
  readonly leading: readonly string[]
  readonly today: string
}

/** What is known of the person and of what was told about him. */
export interface FillGround {
  /** columns that none of his leading sources ever tells */
  readonly fillable: readonly FillColumn[]
  readonly fills: readonly Fill[]
  /** the source brought him before another one came to lead: what nobody filled since may be its own word */
  readonly isKnown: boolean
}

const COLUMNS = Object.keys(FILLABLE) as FillColumn[]

/**
 * @param absences what each leading source of the person never tells
 * @returns what the line says of columns that none of them tells
 */
export function fillableColumns({ row: { columns, post } }: MatchedRow, absences: readonly ReadonlySet<string>[]): FillColumn[] {
  return COLUMNS.filter((kolom) => (kolom === 'eselon' ? post.eselon : columns[kolom]) !== undefined
    && FILLABLE[kolom].every((column) => absences.every((absent) => absent.has(column))))
}

/** @returns what the line fills; undefined where that is nothing */
export function fillPerson(
  one: MatchedRow, before: StoredPerson, ground: FillGround, context: FillContext,
): PersonDifference | undefined {
  const filled = ground.fillable.flatMap((kolom): Filled[] => {
    const said = saidOf(kolom, one, before)
    const stored = kolom === 'eselon' ? before.post?.eselon ?? null : before.columns[kolom]
    return said !== undefined && mayFill({ kolom, nilai: said }, stored, ground, context) ? [{ kolom, nilai: said }] : []
  })
  if (filled.length === 0) return undefined
  const own = filled.filter(({ kolom }) => kolom !== 'eselon') as { kolom: Exclude<FillColumn, 'eselon'>; nilai: string | null }[]
  const columns: PersonColumns = { ...before.columns, ...Object.fromEntries(own.map(({ kolom, nilai }) => [kolom, nilai])) }
  const eselon = filled.find(({ kolom }) => kolom === 'eselon')
  const corrected = eselon && before.post ? { before: before.post, eselon: eselon.nilai } : undefined
  return {
    id: before.id, externalId: one.row.externalId, hash: one.hash, isNew: false, columns, filled, openNip: undefined, closeNips: [],
    post: corrected && {
      correct: { id: corrected.before.id, eselon: corrected.eselon, tmt: corrected.before.tmt }, fields: ['eselon'],
    },
    changes: [
      ...columnChanges(own.map(({ kolom }) => kolom), before.columns, columns),
      ...corrected ? [{ kolom: 'eselon' as const, lama: corrected.before.eselon, baru: corrected.eselon }] : [],
    ],
    kontak: own.flatMap(({ kolom, nilai }) => kolom === 'email' || kolom === 'no_hp' ? [{ kolom, nilai }] : []),
    keadaan: {
      dari: keadaanPada({ ...before, ...before.columns }, context.today),
      ke: keadaanPada({ ...before, ...columns }, context.today),
    },
  }
}

/** An eselon is one of a post: of another one than the leading source tells, it says nothing. */
function saidOf(kolom: FillColumn, { row: { columns, post }, unitId }: MatchedRow, before: StoredPerson): string | null | undefined {
  if (kolom !== 'eselon') return columns[kolom]
  const isSamePost = post.jabatan !== null && before.post !== null && before.post.unit_id === unitId
    && postWords(before.post.jabatan_nama ?? '') === postWords(post.jabatan.nama)
  return isSamePost ? post.eselon : undefined
}

/** Nothing is only ever said of what the source filled itself: that it does not know is no reason to empty a column. */
function mayFill(
  { kolom, nilai: said }: Filled, stored: string | null, { fills, isKnown }: FillGround, { sumber, leading }: FillContext,
): boolean {
  const fill = fills.find((one) => one.kolom === kolom)
  const isMine = fill?.sumber === sumber
  if (said === stored || (isMine && fill.nilai === said)) return false
  const isOpen = fill === undefined ? isKnown : fill.nilai === stored && !leading.includes(fill.sumber)
  return said === null ? isMine && isOpen : stored === null || isOpen
}
