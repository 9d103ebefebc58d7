import type { Knex } from 'knex'
import { newId } from '../../../kernel/lib/ids.ts'
import { insertAliases, insertUnits, type PlacedUnit, seededUnits } from './unit.queries.ts'
import type { UnitSeed } from './unit.schema.ts'

/** The source whose ids the seed carries. */
const SUMBER = 'siasn'

/** The organisation of Table 1 began with 2017; people's posts of today are younger. */
const SINCE = '2017-01-01'

export interface UnitCounts {
  readonly created: number
  /** Known units that gained a printed spelling. */
  readonly changed: number
  readonly unchanged: number
}

/**
 * Loads seeds/unit.json: tree, names, codes, source ids, printed spellings. A unit that is there stays as it is,
 * with whatever people or sources changed since; only spellings are added.
 *
 * @param trx the transaction of the caller, who also lets one loader run at a time
 * @throws Error when a unit stands before its parent
 */
export async function loadUnits(trx: Knex.Transaction, units: readonly UnitSeed[]): Promise<UnitCounts> {
  const ids = await seededUnits(trx)
  const missing: PlacedUnit[] = []
  for (const unit of units) {
    const parent = unit.induk === null ? null : ids.get(unit.induk)
    if (parent === undefined) throw new Error(`unit ${unit.slug} stands before its parent ${unit.induk}`)
    if (ids.has(unit.slug)) continue
    const id = newId()
    ids.set(unit.slug, id)
    missing.push({ ...unit, id, induk_id: parent })
  }
  if (missing.length > 0) await insertUnits(trx, missing, SUMBER, SINCE)
  const created = new Set(missing.map(({ id }) => id))
  const gained = new Set(await insertAliases(trx, units.flatMap(({ slug, tercetak }) =>
    tercetak.map((nama_tercetak) => ({ nama_tercetak, unit_id: ids.get(slug) as string })))))
  const changed = [...gained].filter((id) => !created.has(id)).length
  return { created: created.size, changed, unchanged: units.length - created.size - changed }
}
