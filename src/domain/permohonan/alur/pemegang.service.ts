import type { Database } from '../../../kernel/db/database.ts'
import { isSeat } from '../../accounts/role.rules.ts'
import { holdersOf } from '../kursi/pemegang.queries.ts'
import type { Cara, Peran } from '../permohonan.ts'
import { findRoleHolders } from './pengingat.queries.ts'

/** A desk, of a unit or of the Diskominfo. */
interface Meja {
  readonly peran: Peran
  readonly unitId: string | null
  /** official day in WIB */
  readonly today: string
}

/** Somebody who may act at a desk. */
export interface OrangMeja {
  readonly pegawaiId: string
  readonly nama: string
  readonly cara: Cara
  /** of a seat: the post that it is bound to; of a substitute the post of his own seat */
  readonly jabatan?: string
  /** last day, YYYY-MM-DD; null where none is known */
  readonly sampai?: string | null
}

/** @returns everybody who may act at a desk today, each once; nobody where it is vacant and has no substitute */
export async function peopleAt(database: Database, { peran, unitId, today }: Meja): Promise<OrangMeja[]> {
  if (!isSeat(peran)) {
    const holders = await findRoleHolders(database, { role: peran, unitId, today })
    return holders.map((one) => ({ ...one, cara: 'peran' }))
  }
  const holders = await holdersOf(database, { jenis: peran, today, unitId: unitId ?? undefined })
  return holders.filter(({ pegawaiId }, place) => holders.findIndex((one) => one.pegawaiId === pegawaiId) === place)
}
