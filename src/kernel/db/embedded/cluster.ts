import { randomBytes } from 'node:crypto'
import { appendFileSync, chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError } from '../../lib/operator-error.ts'
import { programIn } from './binaries.ts'
import { removeFolder, removeLeftovers, type Place } from './place.ts'
import { logOf } from './log.ts'
import type { Passwords } from './passwords.ts'
import { lastLine, runProgram } from './program.ts'
import { ADMIN } from './roles.ts'

/** Makes a file or folder the account's. */
function give({ account }: Place, path: string): void {
  if (account !== undefined) chownSync(path, account.uid, account.gid)
}

/**
 * Makes the cluster with initdb: UTF-8, sorted by code point the same way on every platform, a password for everybody
 * from the first moment. It is made aside and renamed into place when whole.
 * @throws OperatorError with initdb's last error
 */
export async function createCluster(place: Place, native: string, passwords: Passwords): Promise<void> {
  await removeLeftovers(place, 'pg.new-')
  const draft = join(place.base, `pg.new-${randomBytes(6).toString('hex')}`)
  const passwordFile = `${draft}.password`
  try {
    mkdirSync(draft, { mode: 0o700 })
    give(place, draft)
    writeFileSync(passwordFile, passwords.admin, { mode: 0o600, flag: 'wx' })
    give(place, passwordFile)
    const { status, output } = await runProgram(programIn(native, 'initdb'), [
      '-D', draft, '-U', ADMIN, `--pwfile=${passwordFile}`, '--auth=scram-sha-256',
      '--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8',
      '--text-search-config=simple', '--no-sync', '--no-instructions',
    ], place.account)
    appendFileSync(logOf(place.dataDir), output, { mode: 0o600 })
    if (status !== 0) {
      throw new OperatorError(
        `initdb could not make a database in ${place.base}: ${lastLine(output)} (more in ${logOf(place.dataDir)})`)
    }
    renameSync(draft, place.data)
  } finally {
    rmSync(passwordFile, { force: true })
    await removeFolder(draft, place.account)
  }
}
