import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Config } from './config.ts'
import { OperatorError } from './kernel/lib/operator-error.ts'
import type { SealingKey } from './kernel/lib/seal.ts'

export interface Secrets {
  /** Newest first. */
  readonly cookieKeys: readonly string[]
  readonly sealingKeys: readonly [SealingKey, ...SealingKey[]]
}

const stored = z.object({
  cookieKeys: z.array(z.string().regex(/^[\w-]{43}$/)).min(2),
  encryptionKeys: z.array(z.string().regex(/^[a-z0-9-]+:[\w-]{43}$/)).min(1),
})

const draw = (): string => randomBytes(32).toString('base64url')

/** A whole file appears or none: another process that starts now reads all of it, and of two the first one draws. */
async function drawOnce(file: string): Promise<void> {
  const drawn = { cookieKeys: [draw(), draw()], encryptionKeys: [`dev:${draw()}`] }
  const draft = `${file}.${process.pid}.${draw()}`
  try {
    await writeFile(draft, `${JSON.stringify(drawn, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    await link(draft, file)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    await rm(draft, { force: true })
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error)

/** @throws OperatorError for a folder or file that is closed to us, and for a file that is not what was written */
async function keptSecrets(dataDir: string): Promise<z.infer<typeof stored>> {
  const file = join(dataDir, 'secrets.json')
  try {
    await mkdir(dataDir, { recursive: true })
    if (!existsSync(file)) await drawOnce(file)
    return stored.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) {
      throw new OperatorError(`${file} is damaged. Put a copy of it back; without one, what was sealed under its keys `
        + 'is lost: remove the file and begin with an empty database.')
    }
    throw new OperatorError(`The secrets cannot be kept in ${file}: ${codeOf(error)}.`)
  }
}

/** @param texts `id:key`, at least one: both readers have seen to that */
function toSealingKeys(texts: readonly string[]): [SealingKey, ...SealingKey[]] {
  return texts.map((text) => {
    const [id = '', key = ''] = text.split(':')
    return { id, key: Buffer.from(key, 'base64url') }
  }) as [SealingKey, ...SealingKey[]]
}

/**
 * The secrets of this instance: from the environment, or in development drawn once and kept in DATA_DIR (mode 0600).
 * @throws OperatorError when the file cannot be written or read, or production was given none
 */
export async function readSecrets(config: Config): Promise<Secrets> {
  const { cookieKeys, encryptionKeys } = config
  if (cookieKeys && encryptionKeys) return { cookieKeys, sealingKeys: toSealingKeys(encryptionKeys) }
  if (config.production) throw new OperatorError('COOKIE_KEYS and ENCRYPTION_KEYS must be set in production.')
  const kept = await keptSecrets(config.dataDir)
  return {
    cookieKeys: cookieKeys ?? kept.cookieKeys,
    sealingKeys: toSealingKeys(encryptionKeys ?? kept.encryptionKeys),
  }
}
