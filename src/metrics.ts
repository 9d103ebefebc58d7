import cluster from 'node:cluster'
import { AggregatorRegistry, collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { HashLoad } from './domain/accounts/hash-queue.ts'
import type { Database } from './kernel/db/database.ts'
import { poolLoad } from './kernel/db/pool-load.ts'
import type { Deed } from './kernel/db/unit-of-work.ts'
import type { MetricsSource } from './kernel/http/metrics-server.ts'
import type { AnsweredRequest } from './kernel/http/request-log.ts'

/** From a bare answer to the longest wait for a password hash (queue of 400) and the request's own limit. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** The numbers of one process. Every label is a word of a closed list: nobody is named, nothing grows without end. */
export interface Metrics extends MetricsSource {
  readonly request: (answered: AnsweredRequest) => void
  readonly deed: (deed: Deed) => void
}

/** Shows a load whose parts are read when somebody asks. */
function gauges(registry: Registry, parts: Readonly<Record<string, readonly [help: string, read: () => number]>>): void {
  for (const [name, [help, read]] of Object.entries(parts)) {
    const gauge = new Gauge({ name: `satu_login_${name}`, help, registers: [registry], collect: () => { gauge.set(read()) } })
  }
}

/** Makes the numbers of this process; under WORKERS the primary asks for them (`clusterMetrics`). */
export function createMetrics(database: Database, hasher: { readonly load: HashLoad }): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'satu_login_http_request_seconds', help: 'Time to answer, by pattern of the route', buckets: SECONDS,
    labelNames: ['method', 'route', 'status'] as const, registers: [registry],
  })
  const deeds = new Counter({
    name: 'satu_login_events_total', help: 'Audit events committed by requests, sign-ins among them',
    labelNames: ['kind', 'outcome'] as const, registers: [registry],
  })
  gauges(registry, {
    password_hashes_running: ['Password hashes being computed', () => hasher.load.running],
    password_hashes_waiting: ['Requests that wait for a password hash', () => hasher.load.waiting],
    database_connections_used: ['Connections at work', () => poolLoad(database).used],
    database_connections_free: ['Connections that are open and idle', () => poolLoad(database).free],
    database_connections_waiting: ['Requests that wait for a connection', () => poolLoad(database).waiting],
  })
  if (cluster.isWorker) {
    AggregatorRegistry.setRegistries([registry])
    // Only its constructor makes a worker listen to the primary.
    new AggregatorRegistry()
  }
  return {
    contentType: registry.contentType,
    read: () => registry.metrics(),
    request: ({ ms, ...labels }) => { seconds.observe(labels, ms / 1000) },
    deed: (deed) => { deeds.inc({ ...deed }) },
  }
}

/** The numbers of all workers of this primary together: counts as sums, delays as averages. */
export function clusterMetrics(): MetricsSource {
  const registry = new AggregatorRegistry()
  return { contentType: registry.contentType, read: () => registry.clusterMetrics() }
}
