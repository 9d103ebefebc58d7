/**
 * When a run stops before its first change (decision 27: a feed gives no power, and takes not too much at once). The
 * limits are those of limits.rules.ts, for the calendar as for a feed; a source that is suddenly shorter is the third.
 */
import { createHash } from 'node:crypto'
import { isShut } from '../../pegawai/keadaan.rules.ts'
import type { Keadaan } from '../../pegawai/kedudukan.rules.ts'
import type { MissingDifference } from '../difference/missing.rules.ts'
import type { PersonDifference } from '../difference/people.rules.ts'
import { type OpdLosses, passedLimits } from '../limits.rules.ts'
import type { Alarm } from '../runs/run.ts'

/** Somebody who would be closed or frozen; `tahan`: held, which counts where the source is shorter. */
export interface Ending {
  readonly pegawaiId: string
  readonly dari: Keadaan
  readonly ke: Keadaan | 'tahan'
}

/** A full feed below this share of the one before waits for two people. */
const SHORTER_PERCENT = 95

/** @returns whether a state is taken away: nobody signs in after it who could before, or the frozen leave for good */
export function isEnding(dari: Keadaan | null, ke: Keadaan): boolean {
  if (dari === null || dari === ke || !isShut(ke)) return false
  return !isShut(dari) || ke === 'tutup'
}

/** @returns everybody whom a difference would close or freeze, in whatever way */
export function endingsOf(people: readonly PersonDifference[], missing: MissingDifference | undefined): Ending[] {
  return [
    ...people.flatMap(({ id, keadaan: { dari, ke } }) =>
      dari !== null && isEnding(dari, ke) ? [{ pegawaiId: id, dari, ke }] : []),
    ...(missing?.closed ?? []).map(({ pegawai_id, keadaan }) =>
      ({ pegawaiId: pegawai_id, dari: keadaan, ke: 'tutup' as const })),
  ]
}

/** @returns whether a full feed lost so much that somebody has to look first */
export const isShorter = (read: number, previous: number): boolean => read * 100 < previous * SHORTER_PERCENT

/**
 * @param lengths lines of a full feed, and of the one before; undefined for a part
 * @returns every limit that is passed; empty where the run may go on
 */
export function alarmsOf(
  perOpd: readonly OpdLosses[], lengths: { readonly read: number; readonly previous: number } | undefined,
  nameOf: (opd: string) => string | null,
): Alarm[] {
  const passed = passedLimits(perOpd).map((limit): Alarm => limit.lingkup === 'semua'
    ? { kind: 'jumlah', endings: limit.lost, people: limit.serving, limit: limit.batas }
    : {
      kind: 'opd', unitId: limit.opd ?? '', nama: nameOf(limit.opd ?? ''), endings: limit.lost, people: limit.serving,
    })
  const shorter = lengths !== undefined && isShorter(lengths.read, lengths.previous)
  return shorter ? [...passed, { kind: 'lebih-pendek', ...lengths }] : passed
}

/** @returns what exactly would be allowed: who would go from what state to what state, in whatever order they were read */
export function digestOf(sumber: string, endings: readonly Ending[]): Buffer {
  const lines = endings.map(({ pegawaiId, dari, ke }) => `${pegawaiId} ${dari} ${ke}`).toSorted()
  return createHash('sha256').update([sumber, ...lines].join('\n')).digest()
}
