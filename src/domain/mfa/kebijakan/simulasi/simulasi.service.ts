import type { Database } from '../../../../kernel/db/database.ts'
import { allUnits } from '../../../pegawai/unit/directory.queries.ts'
import { treeOf } from '../../../pegawai/unit/directory.rules.ts'
import type { Aturan } from '../aturan.ts'
import { countAffected, type Hitungan, type HitunganOpd, total } from './hitung.rules.ts'
import { everybody } from './orang.queries.ts'

/** What a rule would do to people, before it is saved. */
export interface Simulasi {
  /** The day that was looked at, YYYY-MM-DD. */
  readonly hari: string
  readonly total: Hitungan
  /** How many have nothing fitting when the grace ends, as far as is known today. */
  readonly terkunci_setelah_tenggang: number
  readonly opd: readonly HitunganOpd[]
}

/**
 * Counts whom a rule would meet on its first day, or today where that is over; nothing is written. Two statements,
 * however many people there are. Where applications and networks narrow the rule, it asks these people there alone.
 * @param today official day in WIB
 */
export async function simulate(database: Database, aturan: Aturan, today: string): Promise<Simulasi> {
  const hari = aturan.sejak > today ? aturan.sejak : today
  const [people, units] = await Promise.all([everybody(database, hari), allUnits(database, hari)])
  const opd = countAffected(aturan, people, treeOf(units), hari)
  const all = total(opd)
  return { hari, total: all, terkunci_setelah_tenggang: all.tenggang + all.terkunci, opd }
}
