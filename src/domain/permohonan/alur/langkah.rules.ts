/** Where an application stands, told from what was decided: which desks should have it now. */
import type { Keputusan, KunciLangkah, Permohonan } from '../permohonan.ts'
import { akibatOf, type Langkah, type Prosedur } from './definisi.ts'

/** A decision together with its visit. */
export type Diputus = Pick<Keputusan, 'putusan' | 'isi_hash'> & {
  readonly langkah: KunciLangkah
  readonly unit_id: string | null
}

export type Keadaannya = Pick<Permohonan, 'hash_setara' | 'gerbang' | 'pemilik_data' | 'unit_id'>

/** A desk at which an application should be. */
export interface Meja {
  readonly langkah: Langkah
  readonly unitId: string | null
}

/**
 * The desks of a step. A gate that this application does not need has none.
 */
function desksOf(langkah: Langkah, { gerbang, pemilik_data: pemilik, unit_id: pemohon }: Keadaannya): Meja[] {
  if (langkah.jenis === 'gerbang' && !gerbang.includes(langkah.kunci)) return []
  if (langkah.perUnit === 'pemilik-data') return pemilik.map((unitId) => ({ langkah, unitId }))
  return [{ langkah, unitId: langkah.perUnit === 'pemohon' ? pemohon : null }]
}

/**
 * Whether a desk is through with it: its last decision lets it go on, and was made on what the form says now, or on what
 * only harmless fields set apart from it, where it agrees to that.
 * @param keputusan of the application, the oldest first
 */
function isDone({ langkah, unitId }: Meja, keputusan: readonly Diputus[], { hash_setara: setara }: Keadaannya): boolean {
  const last = keputusan.findLast((one) => one.langkah === langkah.kunci && one.unit_id === unitId)
  if (last === undefined || akibatOf(last.putusan) !== 'lanjut') return false
  return !langkah.mengikat || setara.some((hash) => hash.equals(last.isi_hash))
}

interface Stand {
  readonly prosedur: Prosedur
  readonly permohonan: Keadaannya
  /** of the application, the oldest first */
  readonly keputusan: readonly Diputus[]
}

/** @returns whether every desk of a step is through with it; true for a gate that it does not need */
export function isPassed(kunci: KunciLangkah, { prosedur, permohonan, keputusan }: Stand): boolean {
  return prosedur.langkah.filter((one) => one.kunci === kunci)
    .every((one) => desksOf(one, permohonan).every((meja) => isDone(meja, keputusan, permohonan)))
}

/**
 * @returns the desks at which an application that was filed and is not over should be: the first step of the line that is
 * not through, and each gate whose time has come; none: it has passed everything
 */
export function openDesks(stand: Stand): Meja[] {
  const { prosedur, permohonan, keputusan } = stand
  const waiting = (langkah: Langkah): Meja[] =>
    desksOf(langkah, permohonan).filter((meja) => !isDone(meja, keputusan, permohonan))
  const next = prosedur.langkah.find((one) => one.jenis === 'utama' && !isPassed(one.kunci, stand))
  const gates = prosedur.langkah.filter(({ jenis, setelah }) =>
    jenis === 'gerbang' && (setelah === undefined || isPassed(setelah, stand)))
  return [...next === undefined ? [] : waiting(next), ...gates.flatMap(waiting)]
}

/** @returns the gates that must be passed before a step may end well, and are not */
export const gatesBefore = (langkah: Langkah, stand: Stand): KunciLangkah[] =>
  langkah.menunggu.filter((kunci) => !isPassed(kunci, stand))
