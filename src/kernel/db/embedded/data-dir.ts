import { accessSync, chmodSync, constants, mkdirSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { OperatorError } from '../../lib/operator-error.ts'

/**
 * Makes DATA_DIR where it is missing and finds its true name, by which the server is known. A folder made by root may
 * be passed through by others, because the server runs as `nobody` (decision 2); secrets in it are files of mode 0600.
 * @returns the absolute path without symbolic links
 * @throws OperatorError when it cannot be made or written to
 */
export function prepareDataDir(dataDir: string): string {
  const folder = resolve(dataDir)
  const asRoot = process.getuid?.() === 0
  try {
    const made = mkdirSync(folder, { recursive: true, mode: asRoot ? 0o711 : 0o700 })
    // mkdir obeys the umask, and a hardened root's is 077.
    if (made !== undefined && asRoot) chmodSync(folder, 0o711)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return realpathSync(folder)
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException
    throw new OperatorError(
      `The data folder ${folder} cannot be made or written to (${code}); `
      + 'correct its owner or set DATA_DIR to a folder of your own.', { cause: error })
  }
}
