import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import { createSeal, type Seal, type SealingKey } from '../../kernel/lib/seal.ts'
import { actAsOperator } from '../clients/operator-act.ts'
import { findNeededEncryptionKeys } from './encryption-keys.ts'
import { findSealedOtherwise, replaceSealed, type SealedValue } from './reseal.queries.ts'
import { SEALED_COLUMNS, type SealedColumn } from './sealed-columns.ts'

/** Rows of one transaction: short enough that a writer never waits to be noticed. */
const BATCH = 100

/** A writer may seal under an older key while we pass; whoever still does so after these has the old order of keys. */
const PASSES = 3

export interface Resealed {
  /** Id of the key that everything is sealed under now. */
  readonly key: string
  readonly resealed: number
  /** Values of no use any more that no configured key opens. */
  readonly unreadable: number
}

interface Work {
  readonly database: Database
  readonly clock: Clock
  readonly seal: Seal
  readonly key: string
  readonly say: (line: string) => void
}

/** @returns the text, or undefined when no configured key opens it */
function openOrSkip(seal: Seal, { table, column }: SealedColumn, { row, sealed }: SealedValue): string | undefined {
  try {
    return seal.open(sealed, { table, column, row })
  } catch {
    return undefined
  }
}

/** One batch, one transaction with its event. @returns how many values were replaced */
function resealBatch({ database, clock, seal, key }: Work, place: SealedColumn, values: readonly SealedValue[]) {
  const { table, column } = place
  return actAsOperator(database, clock, async ({ trx, tell }) => {
    let count = 0
    for (const value of values) {
      const plain = openOrSkip(seal, place, value)
      if (plain === undefined) continue
      if (await replaceSealed(trx, place, value, seal.seal(plain, { table, column, row: value.row }))) count += 1
    }
    if (count > 0) tell({ kind: 'kunci.disegel-ulang', data: { tabel: table, kolom: column, kunci: key, baris: count } })
    return count
  })
}

/** From the first row to the last. @returns how many values were replaced, and how many were not */
async function passOver(work: Work, place: SealedColumn): Promise<{ resealed: number; left: number }> {
  let resealed = 0
  let seen = 0
  let after: string | undefined
  for (;;) {
    const values = await findSealedOtherwise(work.database, place, work.key, after, place.batch ?? BATCH)
    if (values.length === 0) return { resealed, left: seen - resealed }
    resealed += await resealBatch(work, place, values)
    seen += values.length
    after = values.at(-1)?.row
    work.say(`${place.table}: ${resealed} values sealed anew`)
  }
}

/**
 * Seals everything anew under the first of ENCRYPTION_KEYS, while the service runs: a value that somebody wrote in the
 * meantime is never overwritten. Killed half-way it has done what it had done, and goes on when it is called again.
 * @param keys newest first, with those that sealed what is there
 * @param say takes lines of progress
 * @throws OperatorError when something that is needed still lies under another key
 */
export async function reseal(
  database: Database, clock: Clock, keys: readonly [SealingKey, ...SealingKey[]], say: (line: string) => void,
): Promise<Resealed> {
  const [{ id: key }] = keys
  const work = { database, clock, seal: createSeal(keys), key, say }
  let resealed = 0
  let unreadable = 0
  for (const place of SEALED_COLUMNS) {
    let left = 0
    for (let pass = 0; pass < PASSES && (pass === 0 || left > 0); pass += 1) {
      const passed = await passOver(work, place)
      resealed += passed.resealed
      left = passed.left
    }
    unreadable += left
  }
  const others = (await findNeededEncryptionKeys(database)).filter((id) => id !== key)
  if (others.length > 0) {
    throw new OperatorError(`Not everything lies under the key "${key}": some still lies under ${others.join(', ')}. `
      + 'Give every process the new key as the first one, and run this again.')
  }
  return { key, resealed, unreadable }
}
