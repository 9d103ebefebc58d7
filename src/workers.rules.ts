/** Connections that stay free for operators, migrations and a second deployment beside this one. */
const SPARE_CONNECTIONS = 20
const LARGEST_POOL = 10

/** Of each process, beside its pool: the one that listens, and two for its jobs. */
const OTHER_CONNECTIONS = 3

/**
 * @param maxConnections what PostgreSQL allows in all
 * @param workers processes that share it
 * @returns connections in the pool of one process (decision 1), at least one
 */
export function poolSize(maxConnections: number, workers: number): number {
  const share = Math.floor((maxConnections - SPARE_CONNECTIONS) / workers)
  return Math.max(1, Math.min(LARGEST_POOL, share - OTHER_CONNECTIONS))
}

/**
 * @param cores of this machine
 * @returns password hashes that one process may have in flight (decision 1), at least one
 */
export function hashSlots(cores: number, workers: number): number {
  return Math.max(1, Math.floor(cores / workers))
}
