import { type DatedState, isShut, keadaanPada } from '../../pegawai/keadaan.rules.ts'

/** Who answers for a client, as his state and place are on that day. */
export interface Penanggung extends DatedState {
  readonly id: string
  readonly nama: string
  readonly gelar_depan: string | null
  readonly gelar_belakang: string | null
  /** His account is frozen by somebody. */
  readonly frozen: boolean
  /** Works in the client's OPD, or below it, by his post or an assignment of that day. */
  readonly di_opd: boolean
}

/** Why nobody answers for a client: nobody was named, or who was is gone from the OPD, has left for good, or is frozen. */
export type TanpaKontak = 'belum-ada' | 'pindah' | 'tutup' | 'beku'

/** @param today official day in WIB @returns undefined when somebody answers for it */
export function missingContact(penanggung: Penanggung | null, today: string): TanpaKontak | undefined {
  if (penanggung === null) return 'belum-ada'
  const keadaan = keadaanPada(penanggung, today)
  if (keadaan === 'tutup') return 'tutup'
  if (isShut(keadaan) || penanggung.frozen) return 'beku'
  return penanggung.di_opd ? undefined : 'pindah'
}
