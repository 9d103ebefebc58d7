/** What became of events: applied, waiting for a day, a unit or a person, held. */
import { waitsForItsDay } from './fold.rules.ts'
import type { Alasan, Fate, Status, Stored } from './simpan.queries.ts'

/** Kinds by which somebody's service may end. */
const MAY_END: ReadonlySet<Stored['jenis']> = new Set<Stored['jenis']>(['masuk', 'kedudukan', 'pensiun', 'meninggal', 'kontrak'])

/** @returns events that the brake holds back with the person: those that may end his service and are not in force yet */
export const heldBack = (event: Stored): boolean => MAY_END.has(event.jenis) && event.status !== 'diterapkan'

/** @param isUnitKnown whether the unit that the event names is one of ours */
export function fateOf(
  event: Stored, { pegawaiId, today, isUnitKnown, isHeld }: {
    pegawaiId: string; today: string; isUnitKnown: boolean; isHeld: boolean
  },
): Fate {
  const say = (status: Status, alasan: Alasan | null = null): Fate => ({ id: event.id, pegawai_id: pegawaiId, status, alasan })
  if (!isUnitKnown) return say('tertunda', 'unit-tidak-dikenal')
  if (isHeld && heldBack(event)) return say('ditahan', 'rem')
  const isComing = event.hari > today && (event.jenis === 'kedudukan' || waitsForItsDay(event, today))
  return say(isComing ? 'terjadwal' : 'diterapkan')
}

/** @returns whether it says anything that is not in the table already */
export const isNews = (event: Stored, fate: Fate): boolean =>
  event.pegawai_id !== fate.pegawai_id || event.status !== fate.status || event.alasan !== fate.alasan
