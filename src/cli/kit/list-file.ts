import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { OperatorError } from '../../kernel/lib/operator-error.ts'

/** @returns a list with its name, which findings tell; @throws OperatorError when it cannot be read */
export async function readListFile(path: string): Promise<{ name: string; bytes: Buffer }> {
  try {
    return { name: basename(path), bytes: await readFile(path) }
  } catch (error) {
    throw new OperatorError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`)
  }
}
