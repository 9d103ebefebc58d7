import { isDay } from '../../accounts/role.rules.ts'

/** What a holder types when he lets somebody act for him. */
export interface DelegationInput {
  /** The seat, one of his own. */
  readonly kursi: string
  /** NIP of the delegate, as people type it. */
  readonly nip: string
  readonly mulai: string
  readonly selesai: string
  /** Number of the letter, or why. */
  readonly dasar: string
}

export type DelegationMistake = 'kosong' | 'bukan-kursi-anda' | 'bukan-tanggal' | 'sudah-lewat' | 'sebelum-mulai' | 'terlalu-lama'
  | 'terlalu-panjang' | 'bukan-rekan' | 'diri-sendiri' | 'sudah-ada'

export type DelegationMistakes = Partial<Record<keyof DelegationInput, DelegationMistake>>

/** A holder who is away longer gets a Plh by letter. */
export const MOST_DAYS = 31
const LONGEST = 300
const DAY_MS = 86_400_000

/**
 * @param today official day, YYYY-MM-DD
 * @returns the first mistake of each field, of what can be told without looking anything up
 */
export function delegationMistakes({ nip, mulai, selesai, dasar }: DelegationInput, today: string): DelegationMistakes {
  const first = dayMistake(mulai, today)
  const last = dayMistake(selesai, today)
  const together = first || last ? undefined : spanMistake(mulai, selesai)
  return {
    ...(nip === '' && { nip: 'kosong' }),
    ...(first && { mulai: first }),
    ...((last ?? together) && { selesai: last ?? together }),
    ...(dasar === '' && { dasar: 'kosong' }),
    ...(dasar.length > LONGEST && { dasar: 'terlalu-panjang' }),
  }
}

function dayMistake(day: string, today: string): DelegationMistake | undefined {
  if (day === '') return 'kosong'
  if (!isDay(day)) return 'bukan-tanggal'
  return day < today ? 'sudah-lewat' : undefined
}

function spanMistake(mulai: string, selesai: string): DelegationMistake | undefined {
  if (selesai < mulai) return 'sebelum-mulai'
  const days = (Date.parse(selesai) - Date.parse(mulai)) / DAY_MS + 1
  return days > MOST_DAYS ? 'terlalu-lama' : undefined
}
