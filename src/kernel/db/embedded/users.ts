import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startOf, stillLives } from './process-identity.ts'

// All of this happens under DATA_DIR/pg.lock, so nobody reads a half-written file.

const usersOf = (dataDir: string): string => join(dataDir, 'pg.users')

/**
 * Notes that this process uses the server: one file `pg.users/<pid>-<word>` with the process' start in it. The word
 * lets one process use it more than once.
 * @returns the file, for removeUser
 */
export function addUser(dataDir: string): string {
  mkdirSync(usersOf(dataDir), { recursive: true })
  const file = join(usersOf(dataDir), `${process.pid}-${randomBytes(6).toString('hex')}`)
  writeFileSync(file, startOf(process.pid) ?? '')
  return file
}

export function removeUser(file: string): void {
  rmSync(file, { force: true })
}

/** @returns how many users live; the files of dead ones are removed */
export function countUsers(dataDir: string): number {
  mkdirSync(usersOf(dataDir), { recursive: true })
  let count = 0
  for (const name of readdirSync(usersOf(dataDir))) {
    const file = join(usersOf(dataDir), name)
    if (stillLives(parseInt(name, 10), readFileSync(file, 'utf8'))) count += 1
    else removeUser(file)
  }
  return count
}
