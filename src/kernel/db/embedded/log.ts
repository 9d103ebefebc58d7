import { closeSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const LARGEST_BYTES = 5 * 1024 * 1024

/** What PostgreSQL prints goes to this file of DATA_DIR. */
export const logOf = (dataDir: string): string => join(dataDir, 'pg.log')

/** A log opened for one start of the server; `since()` is what was written after it was opened. */
export interface StartLog { readonly descriptor: number; since(): string; close(): void }

/** Opens the log to append, readable by us alone; one that has grown large becomes `pg.log.1` first. */
export function openLog(dataDir: string): StartLog {
  const file = logOf(dataDir)
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_BYTES) renameSync(file, `${file}.1`)
  const descriptor = openSync(file, 'a', 0o600)
  const from = fstatSync(descriptor).size
  return {
    descriptor,
    since: () => readFileSync(file).subarray(from).toString('utf8'),
    close: () => closeSync(descriptor),
  }
}
