import type { Keadaan } from './kedudukan.rules.ts'

/** A kedudukan hukum that begins on a day; null as state: a kode that nobody knows. */
export interface ScheduledStanding {
  readonly kode: string
  readonly nama: string | null
  readonly keadaan: Keadaan | null
  /** First day, YYYY-MM-DD. */
  readonly berlaku: string
}

/** What a state depends on besides the kedudukan that gave it; official days as YYYY-MM-DD. */
export interface DatedState {
  /** From the kedudukan hukum alone. */
  readonly keadaan: Keadaan
  /** First day of retirement. */
  readonly tmt_pensiun: string | null
  /** Last day of a PPPK's contract. */
  readonly akhir_kontrak: string | null
  readonly tgl_meninggal: string | null
  /** Last day of a person without a NIP; a civil servant has none, nor does anybody whom a source knows. */
  readonly berlaku_sampai?: string | null
  /** Kedudukan that were announced and not written into the person yet, by day and then by when they were told. */
  readonly jadwal?: readonly ScheduledStanding[] | null
  /** The calendar's brake (mark `kalender`): ends of service up to and including this day do not count. */
  readonly kalender_hari?: string | null
}

/** Nobody signs in in these. */
export const isShut = (keadaan: Keadaan): boolean => keadaan !== 'aktif' && keadaan !== 'terbatas'

/** @returns the first day without the contract: the one after its last */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
}

const isHeld = ({ kalender_hari: held }: Pick<DatedState, 'kalender_hari'>, day: string): boolean =>
  typeof held === 'string' && day <= held

/** One that would freeze or close does not count while the calendar's brake holds its day. */
function dueOf(state: DatedState, today: string): readonly ScheduledStanding[] {
  return state.jadwal?.filter(({ berlaku, keadaan }) =>
    berlaku <= today && !(keadaan !== null && isShut(keadaan) && isHeld(state, berlaku))) ?? []
}

/** What announced kedudukan come to on a day. */
export interface Standing {
  /** The last one that is due and known; undefined where what the person's own row says still stands. */
  readonly known: (ScheduledStanding & { readonly keadaan: Keadaan }) | undefined
  /** The last one that is due is a kode that nobody knows. */
  readonly isUnknown: boolean
}

/** @param today official day in WIB, YYYY-MM-DD */
export function standingOn(state: DatedState, today: string): Standing {
  const due = dueOf(state, today)
  return {
    known: due.findLast((one): one is ScheduledStanding & { keadaan: Keadaan } => one.keadaan !== null),
    isUnknown: due.at(-1)?.keadaan === null,
  }
}

/**
 * The state of a person on a day (domain.md section 5): death closes, retirement freezes from its first day, a contract
 * from the day after its last, an announced kedudukan gives its own state from its day. Read at every use, so that it is
 * right without any night job. Death alone counts though the calendar's brake holds, and the last day of a person
 * without a NIP, which freezes from the next: no feed brings it, two people gave it.
 * @param today official day in WIB, YYYY-MM-DD
 */
export function keadaanPada(state: DatedState, today: string): Keadaan {
  const { tmt_pensiun: pensiun, akhir_kontrak: kontrak, tgl_meninggal: meninggal, berlaku_sampai: sampai } = state
  const keadaan = standingOn(state, today).known?.keadaan ?? state.keadaan
  if (keadaan === 'tutup' || (meninggal !== null && meninggal <= today)) return 'tutup'
  if (sampai && sampai < today) return 'beku'
  const ends = [pensiun, kontrak && dayAfter(kontrak)]
  return ends.some((day) => day && day <= today && !isHeld(state, day)) ? 'beku' : keadaan
}
