/** Connections that stay free for operators, migrations and a second deployment beside this one. */
const SPARE_CONNECTIONS = 20
const LARGEST_POOL = 10

/**
 * @param maxConnections what PostgreSQL allows in all
 * @param workers processes that share it
 * @returns connections of one process (decision 1), at least one
 */
export function poolSize(maxConnections: number, workers: number): number {
  return Math.max(1, Math.min(LARGEST_POOL, Math.floor((maxConnections - SPARE_CONNECTIONS) / workers)))
}

/**
 * @param cores of this machine
 * @returns password hashes that one process may have in flight (decision 1), at least one
 */
export function hashSlots(cores: number, workers: number): number {
  return Math.max(1, Math.floor(cores / workers))
}
