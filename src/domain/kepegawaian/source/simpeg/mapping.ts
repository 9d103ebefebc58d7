/**
 * What Banten's SIMPEG calls what the feed asks for (domain.md section 6). `seen` stands in public code of 2019, where the
 * database may have moved on since; `assumed` stands in other installations of the same SIMPEG, or is the likely name.
 * When BKD's own schema is known, this file alone changes: a column that was seen and is not there stops the source, an
 * assumed one that is not there is named as missing, and what it would say is absent.
 */
import type { PegawaiColumn } from '../../feed.ts'
import { dayOf, type SqlValue, textOf } from './values.rules.ts'

/** `table.column` in small letters; the database may write it in others. */
export type ColumnName = `${string}.${string}`

export interface Origin {
  readonly certainty: 'seen' | 'assumed'
  readonly columns: readonly ColumnName[]
  /** @returns the cell; '' for empty, undefined where the values of this row say nothing */
  readonly cell: (...values: readonly SqlValue[]) => string | undefined
}

/** The source does not have it: its claim is absent, or comes from another source, and is never guessed. */
const NOWHERE = undefined

const seen = (column: ColumnName, cell: Origin['cell'] = textOf): Origin => ({ certainty: 'seen', columns: [column], cell })
const assumed = (column: ColumnName, cell: Origin['cell'] = textOf): Origin =>
  ({ certainty: 'assumed', columns: [column], cell })

/** A code of a jabatan means something within its kind alone; a structural post has none and is known by its name. */
function jabatanId(jnsjab: SqlValue, kjab: SqlValue): string {
  const code = textOf(kjab)
  return code === '' ? '' : `${textOf(jnsjab)}:${code}`
}

/** Whoever has a decree as PNS is one; with the first decree alone he is CPNS; without either it is not said. */
function status(cpns: SqlValue, pns: SqlValue): string | undefined {
  if (textOf(pns) !== '') return 'P'
  return textOf(cpns) === '' ? undefined : 'C'
}

export const PEOPLE_TABLE = 'peg_identpeg'

/** Tables of at most one row a person, found by his NIP. Nobody vanishes where a row is missing. */
export const BESIDE_PEOPLE = ['peg_jakhir', 'peg_pakhir', 'peg_acpns', 'peg_apns'] as const
export const PERSON_KEY = 'nip'

/**
 * Texts for codes: the code, its text, and where a person has the code. Units are a list without a tree, for the code's
 * digits decide nothing (domain.md section 4): so they create none, and their names help whoever maps an unknown one.
 */
export const REFERENCES = [
  { key: 'ref_golruang.kgolru', text: 'ref_golruang.ngolru', code: 'peg_pakhir.kgolru' },
  { key: 'ref_unkerja.kunker', text: 'ref_unkerja.nunker', code: 'peg_jakhir.kunker' },
] as const satisfies readonly { key: ColumnName; text: ColumnName; code: ColumnName }[]

export const MAPPING = {
  // SIMPEG has no number of a person besides the one that the State gave him, and that one changes.
  pns_id: seen('peg_identpeg.nip'),
  nip_baru: seen('peg_identpeg.nip'),
  nama: seen('peg_identpeg.nama'),
  gelar_depan: seen('peg_identpeg.gldepan'),
  gelar_belakang: seen('peg_identpeg.glblk'),
  tanggal_lahir: seen('peg_identpeg.tlahir', dayOf),
  jenis_kelamin: seen('peg_identpeg.kjkel'),
  kedudukan_hukum_id: assumed('peg_identpeg.kduduk'),
  kedudukan_hukum_nama: NOWHERE,
  jenis_pegawai_nama: NOWHERE,
  status_cpns_pns: { certainty: 'seen', columns: ['peg_acpns.nip', 'peg_apns.nip'], cell: status },
  tmt_cpns: assumed('peg_acpns.tmtcpns', dayOf),
  tmt_pns: assumed('peg_apns.tmtpns', dayOf),
  gol_akhir_id: seen('peg_pakhir.kgolru'),
  gol_akhir_nama: seen('ref_golruang.ngolru'),
  tmt_golongan: seen('peg_pakhir.tmtpang', dayOf),
  jenis_jabatan_id: seen('peg_jakhir.jnsjab'),
  jenis_jabatan_nama: NOWHERE,
  jabatan_id: { certainty: 'seen', columns: ['peg_jakhir.jnsjab', 'peg_jakhir.kjab'], cell: jabatanId },
  jabatan_nama: seen('peg_jakhir.njab'),
  tmt_jabatan: assumed('peg_jakhir.tmtjab', dayOf),
  eselon_id: seen('peg_jakhir.keselon'),
  unor_id: seen('peg_jakhir.kunker'),
  unor_nama: seen('ref_unkerja.nunker'),
  nomor_hp: NOWHERE,
  email: NOWHERE,
  email_gov: NOWHERE,
  // ref_unkerja.bup, ref_jabfung.usia and ref_jabnstr.bup tell an age, no day: who may stay longer, they do not say.
  tmt_pensiun: NOWHERE,
  akhir_kontrak: NOWHERE,
  tgl_meninggal: NOWHERE,
} as const satisfies Record<PegawaiColumn, Origin | undefined>
