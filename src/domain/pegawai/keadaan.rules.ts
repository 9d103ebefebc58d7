import type { Keadaan } from './kedudukan.rules.ts'

/** What a state depends on besides the kedudukan that gave it; official days as YYYY-MM-DD. */
export interface DatedState {
  /** From the kedudukan hukum alone. */
  readonly keadaan: Keadaan
  /** First day of retirement. */
  readonly tmt_pensiun: string | null
  /** Last day of a PPPK's contract. */
  readonly akhir_kontrak: string | null
  readonly tgl_meninggal: string | null
}

/**
 * The state of a person on a day (domain.md section 5): death closes, retirement freezes from its first day, a contract
 * from the day after its last. Read at every use, so that it is right without any night job.
 * @param today official day in WIB, YYYY-MM-DD
 */
export function keadaanPada(
  { keadaan, tmt_pensiun: pensiun, akhir_kontrak: kontrak, tgl_meninggal: meninggal }: DatedState, today: string,
): Keadaan {
  if (keadaan === 'tutup' || (meninggal !== null && meninggal <= today)) return 'tutup'
  const over = (pensiun !== null && pensiun <= today) || (kontrak !== null && kontrak < today)
  return over ? 'beku' : keadaan
}
