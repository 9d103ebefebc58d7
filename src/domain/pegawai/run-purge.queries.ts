import type { Leftovers } from '../../kernel/db/leftovers.ts'

/**
 * Runs of the personnel sources that changed nothing: dry runs, refused ones and those given up, with their differences,
 * which are of people, and what was uploaded for them. Nothing of a person refers to them.
 */
export const FRUITLESS_RUNS: Leftovers = {
  table: 'kepegawaian_run', over: `started_at < $1 AND outcome IN ('uji', 'dibatalkan', 'ditolak')`, by: 'started_at',
}
