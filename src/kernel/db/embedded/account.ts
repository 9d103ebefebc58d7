import { lstatSync, readFileSync, realpathSync, statSync, type Stats } from 'node:fs'
import { dirname } from 'node:path'
import { OperatorError } from '../../lib/operator-error.ts'

/** The user of the operating system as whom PostgreSQL runs; PostgreSQL refuses to run as root. */
export interface Account { readonly name: string; readonly uid: number; readonly gid: number }

/**
 * Reads one user of a passwd(5) file.
 * @returns undefined when the user is not in it
 */
export function accountIn(passwd: string, user: string): Account | undefined {
  for (const line of passwd.split('\n')) {
    const [name, , uid, gid] = line.split(':')
    // macOS writes nobody's ids as -2.
    if (name === user) return { name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }
  }
  return undefined
}

/**
 * As whom to run a server over these data (decision 2): as ourselves, or when we are root as `nobody`; as root over
 * data that a user made earlier, as that user.
 * @param data the folder of the cluster, which may be missing
 * @returns undefined for "as ourselves"
 */
export function accountFor(data: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const stats = lstatSync(data, { throwIfNoEntry: false })
  const nobody = accountIn(readFileSync('/etc/passwd', 'utf8'), 'nobody')
  if (stats !== undefined && stats.uid !== 0 && stats.uid !== nobody?.uid) {
    return { name: `of id ${stats.uid}`, uid: stats.uid, gid: stats.gid }
  }
  if (nobody === undefined) {
    throw new OperatorError(
      'PostgreSQL does not run as root and /etc/passwd has no user nobody; start as another user or set DATABASE_URL.')
  }
  return nobody
}

/** Whether the mode bits let the account do this: 4 read, 2 write, 1 enter or run. Access lists are not looked at. */
export function permits(stats: Pick<Stats, 'uid' | 'gid' | 'mode'>, account: Account, bit: 4 | 2 | 1): boolean {
  if (stats.uid === account.uid) return (stats.mode & (bit << 6)) !== 0
  if (stats.gid === account.gid) return (stats.mode & (bit << 3)) !== 0
  return (stats.mode & bit) !== 0
}

/** Whether the account can pass through this folder and all above it. */
export function canReach(account: Account, folder: string): boolean {
  const path = realpathSync(folder)
  return permits(statSync(path), account, 1) && (dirname(path) === path || canReach(account, dirname(path)))
}
