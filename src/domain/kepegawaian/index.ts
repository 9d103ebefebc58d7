/** Brings pegawai in: source, validation, difference, application, each apart because more sources come. */
import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { importFrom, type ImportOptions } from './import.service.ts'
import type { ImportResult } from './outcome.rules.ts'
import { openBundle } from './source/bundle.ts'

export type { OnProgress, Progress } from './feed.ts'
export { describeReason, type Finding, type Reason } from './finding.ts'
export type { ImportOptions } from './import.service.ts'
export type { ImportResult } from './outcome.rules.ts'

/**
 * Imports an export bundle (domain.md section 6) on behalf of the operator.
 *
 * @param database a pool of the service's role
 * @param options `path`: a folder with pegawai.csv and perhaps unor.csv and penugasan.csv, or one pegawai.csv
 * @returns the numbers of the run, and every line that was left out with its reason
 * @throws OperatorError when the path cannot be read, another import runs, or the feed is refused whole: nothing is
 *   changed then, but a run with outcome `ditolak` and an audit event are written where there was content to refuse
 */
export async function importBundle(
  database: Database, clock: Clock, { path, ...options }: ImportOptions & { readonly path: string },
): Promise<ImportResult> {
  const startedAt = clock.now()
  const source = await openBundle(path, startedAt)
  return await importFrom(source, { database, clock, actor: 'operator', startedAt, today: clock.today() }, options)
}
