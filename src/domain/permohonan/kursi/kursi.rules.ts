import { isDay, type Seat, SEATS } from '../../accounts/role.rules.ts'
import { isOpdKind } from '../../pegawai/unit/unit.rules.ts'
import type { Candidate } from './kursi.queries.ts'

/** What an admin types about a seat and its holder, judged without looking anything up. */

export type SeatMistake = 'kosong' | 'bukan-pilihan' | 'bukan-opd' | 'bukan-tanggal' | 'terlalu-panjang'
  | 'sk-lain' | 'sesudah-surat' | 'sudah-lewat' | 'sudah-ada' | 'bukan-calon' | 'diri-sendiri'

export type Mistakes<Field extends string> = Partial<Record<Field, SeatMistake>>

export interface SeatInput {
  readonly jenis: string
  readonly unit: string
  readonly jabatan: string
  readonly jabatanUnit: string
}

/** A unit of the directory as far as a seat asks. */
type UnitOf = (id: string) => { readonly jenis: string } | undefined

const LONGEST_JABATAN = 200
const LONGEST_SK = 100

/**
 * Whether a seat can be bound like this: of a kepala-opd the unit it speaks for is an OPD.
 * @param unitOf units that are alive today
 */
export function seatMistakes({ jenis, unit, jabatan, jabatanUnit }: SeatInput, unitOf: UnitOf): Mistakes<keyof SeatInput> {
  const kind = SEATS.find((seat): seat is Seat => seat === jenis)
  const speaksFor = unitOf(unit)
  return {
    ...(!kind && { jenis: 'bukan-pilihan' }),
    ...(!speaksFor && { unit: unit === '' ? 'kosong' : 'bukan-pilihan' }),
    ...(speaksFor && kind === 'kepala-opd' && !isOpdKind(speaksFor.jenis) && { unit: 'bukan-opd' }),
    ...(jabatan === '' && { jabatan: 'kosong' }),
    ...(jabatan.length > LONGEST_JABATAN && { jabatan: 'terlalu-panjang' }),
    ...(!unitOf(jabatanUnit) && { jabatanUnit: jabatanUnit === '' ? 'kosong' : 'bukan-pilihan' }),
  }
}

const skBaku = (sk: string): string => sk.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase()

/**
 * Whether an admin may let somebody in by this letter: for an assignment it is the letter that the directory knows, and
 * not longer than it says.
 * @param typed `selesai` last day; of a definitive holder there is none
 * @param today official day, YYYY-MM-DD
 */
export function holderMistakes(
  typed: { readonly sk: string; readonly selesai: string }, candidate: Candidate, today: string,
): Mistakes<'sk' | 'selesai'> {
  const { sk, selesai } = typed
  const isOther = candidate.sk !== null && skBaku(candidate.sk) !== skBaku(sk)
  return {
    ...(skBaku(sk) === '' ? { sk: 'kosong' } : sk.length > LONGEST_SK ? { sk: 'terlalu-panjang' } : isOther ? { sk: 'sk-lain' } : {}),
    ...(candidate.cara !== 'definitif' && lastDayMistake(selesai, candidate.selesai, today)),
  }
}

function lastDayMistake(selesai: string, most: string | null, today: string): Mistakes<'selesai'> {
  if (selesai === '') return { selesai: 'kosong' }
  if (!isDay(selesai)) return { selesai: 'bukan-tanggal' }
  if (selesai < today) return { selesai: 'sudah-lewat' }
  return most !== null && selesai > most ? { selesai: 'sesudah-surat' } : {}
}
