import type { Knex } from 'knex'
import type { Database } from '../../kernel/db/database.ts'
import type { KeyStanding, KeyState } from './rotation.rules.ts'

const STANDINGS = `
  SELECT kid, alg, state, published_at AS "publishedAt", demoted_at AS "demotedAt" FROM signing_key
  ORDER BY alg, array_position(ARRAY['next', 'current', 'previous', 'retired'], state), published_at DESC`

/** @returns every key there ever was, by algorithm, in the order of their lives */
export function findStandings(database: Database): Promise<KeyStanding[]> {
  return database.query<KeyStanding>({ text: STANDINGS, values: [] })
}

/** As `findStandings`, and nobody else changes a key before this transaction ends; readers do not wait. */
export async function lockStandings(trx: Knex.Transaction): Promise<KeyStanding[]> {
  await trx.raw('LOCK TABLE signing_key IN SHARE ROW EXCLUSIVE MODE')
  const { rows } = await trx.raw<{ rows: KeyStanding[] }>(STANDINGS)
  return rows
}

/** Which column says when a key came into a state. */
const SINCE = { current: 'promoted_at', previous: 'demoted_at', retired: 'retired_at' } as const

/** Moves keys on to a state. */
export async function moveKeys(
  trx: Knex.Transaction, kids: readonly string[], state: Exclude<KeyState, 'next'>, at: Date,
): Promise<void> {
  await trx('signing_key').whereIn('kid', kids).update({ state, [SINCE[state]]: at })
}
