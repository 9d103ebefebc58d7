import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import type { Seal } from '../../kernel/lib/seal.ts'
import { actAsOperator, type OperatorAct } from '../clients/operator-act.ts'
import { insertKey } from './keys.queries.ts'
import { findStandings, lockStandings, moveKeys } from './rotation.queries.ts'
import { algsToStage, type KeyStanding, type Move, promotion, retirement, type Ruling } from './rotation.rules.ts'
import { makeKey, SIGNING_ALGS } from './signing-keys.ts'

/** Whether to do it although it is too early: audited with the moment it should have waited for. */
interface Haste {
  readonly force: boolean
}

/** @returns every key with its state, newest state first within each algorithm */
export const listKeys = (database: Database): Promise<KeyStanding[]> => findStandings(database)

const forced = ({ until }: Move) => until && { dipaksa_sebelum: until.toISOString() }

/** @throws OperatorError with the sentence of a ruling that refuses */
function movesOf(ruling: Ruling): readonly Move[] {
  if (!ruling.ok) throw new OperatorError(ruling.why)
  return ruling.moves
}

/** One act on all keys: nobody else moves them meanwhile, and every node hears of it at the commit. */
async function rotate(
  database: Database, clock: Clock, work: (act: OperatorAct, keys: readonly KeyStanding[]) => Promise<void>,
): Promise<KeyStanding[]> {
  await actAsOperator(database, clock, async (act) => work(act, await lockStandings(act.trx)))
  return findStandings(database)
}

/**
 * Makes and publishes the next key of each algorithm that has none.
 * @returns all keys
 * @throws OperatorError when a key waits for each already
 */
export function stageKeys(database: Database, clock: Clock, seal: Seal): Promise<KeyStanding[]> {
  return rotate(database, clock, async ({ trx, at, tell }, keys) => {
    const algs = algsToStage(keys, SIGNING_ALGS)
    if (algs.length === 0) throw new OperatorError('A key waits for each algorithm already: `keys promote` lets them sign.')
    for (const alg of algs) {
      const key = await makeKey(alg, seal)
      await insertKey(trx, key, 'next', at)
      tell({ kind: 'kunci.dibuat', data: { kid: key.kid, alg, state: 'next' } })
    }
  })
}

/**
 * Lets the keys that wait sign, and those that signed only verify.
 * @returns all keys
 * @throws OperatorError saying when, while one has not been published long enough
 */
export function promoteKeys(database: Database, clock: Clock, { force }: Haste): Promise<KeyStanding[]> {
  return rotate(database, clock, async ({ trx, at, tell }, keys) => {
    const moves = movesOf(promotion(keys, at, { force }))
    const algs = new Set(moves.map(({ alg }) => alg))
    const signing = keys.filter(({ alg, state }) => state === 'current' && algs.has(alg))
    await moveKeys(trx, signing.map(({ kid }) => kid), 'previous', at)
    await moveKeys(trx, moves.map(({ kid }) => kid), 'current', at)
    for (const move of moves) {
      const { kid, alg } = move
      const replaced = signing.find((key) => key.alg === alg)?.kid
      tell({ kind: 'kunci.dipakai', data: { kid, alg, ...(replaced && { menggantikan: replaced }), ...forced(move) } })
    }
  })
}

/**
 * Takes out of the published set the keys whose last token is over: nothing they signed verifies any more.
 * @returns all keys
 * @throws OperatorError saying when, while there is none
 */
export function retireKeys(database: Database, clock: Clock, { force }: Haste): Promise<KeyStanding[]> {
  return rotate(database, clock, async ({ trx, at, tell }, keys) => {
    const moves = movesOf(retirement(keys, at, { force }))
    await moveKeys(trx, moves.map(({ kid }) => kid), 'retired', at)
    for (const move of moves) {
      tell({ kind: 'kunci.dipensiunkan', data: { kid: move.kid, alg: move.alg, ...forced(move) } })
    }
  })
}
