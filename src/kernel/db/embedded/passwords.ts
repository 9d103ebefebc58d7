import { randomBytes } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { OperatorError } from '../../lib/operator-error.ts'

const schema = z.object({ admin: z.string().min(1), owner: z.string().min(1), app: z.string().min(1) })

/** The passwords of the three roles of the embedded server, 256 random bits each in base64url. */
export type Passwords = z.infer<typeof schema>

/** Where they are kept. */
export const passwordFileOf = (dataDir: string): string => join(dataDir, 'pg.passwords.json')

/**
 * @returns the passwords kept in DATA_DIR, undefined when there are none
 * @throws OperatorError when the file is damaged
 */
export function findPasswords(dataDir: string): Passwords | undefined {
  const file = passwordFileOf(dataDir)
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new OperatorError(
      `${file} cannot be read; restore it, or remove the whole data folder to begin with an empty database.`,
      { cause: error })
  }
}

/** Draws new passwords and keeps them in DATA_DIR, readable by the user who started us alone. */
export function drawPasswords(dataDir: string): Passwords {
  const draw = (): string => randomBytes(32).toString('base64url')
  const passwords = { admin: draw(), owner: draw(), app: draw() }
  const draft = `${passwordFileOf(dataDir)}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(passwords, null, 2)}\n`, { mode: 0o600, flush: true })
  renameSync(draft, passwordFileOf(dataDir))
  return passwords
}
