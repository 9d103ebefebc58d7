import { setTimeout as sleep } from 'node:timers/promises'
import { createJobs, type Jobs } from '../../src/kernel/jobs/index.ts'
import type { TestDatabase } from '../helpers/database.ts'
import type { Scope } from '../helpers/scope.ts'

/** The work of one process, stopped with the scope at the latest. */
export function openJobs(scope: Scope, { appUrl }: TestDatabase, errors: unknown[] = []): Jobs {
  const jobs = createJobs(appUrl, { onError: (error) => { errors.push(error) } })
  scope.teardown(() => jobs.stop())
  return jobs
}

/** Rings a bell in a statement of the service's role, as triggers do. */
export async function ring({ app }: TestDatabase, task: string, times = 1): Promise<void> {
  await app.query({
    text: 'SELECT graphile_worker.add_job($1) FROM generate_series(1, $2::int)', values: [task, times],
  })
}

/** Jobs that are queued or under way. */
export async function jobsLeft({ owner }: TestDatabase): Promise<number> {
  const [row] = await owner.query<{ n: number }>({ text: 'SELECT count(*)::int AS n FROM graphile_worker._private_jobs', values: [] })
  return row?.n ?? -1
}

const ROUNDS = 6_000

/** Resolves as soon as something is true. @throws Error when it never is */
export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    if (await isTrue()) return
    await sleep(5)
  }
  throw new Error('what was waited for did not come')
}
