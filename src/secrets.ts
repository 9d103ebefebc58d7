import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
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
  cookieKeys: z.array(z.string().min(43)).min(2),
  encryptionKeys: z.array(z.string()).min(1),
})

const draw = (): string => randomBytes(32).toString('base64url')

/** Creates the file for its owner alone; of two processes the first one writes. */
async function drawOnce(file: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return undefined
    throw new OperatorError(`The secrets cannot be written to ${file}: ${error.code ?? error.message}.`)
  })
  if (!handle) return
  const drawn = { cookieKeys: [draw(), draw()], encryptionKeys: [`dev:${draw()}`] }
  await handle.writeFile(`${JSON.stringify(drawn, null, 2)}\n`)
  await handle.close()
}

function toSealingKeys(texts: readonly string[]): [SealingKey, ...SealingKey[]] {
  const keys = texts.map((text) => {
    const [id = '', key = ''] = text.split(':')
    return { id, key: Buffer.from(key, 'base64url') }
  })
  const [first, ...others] = keys
  if (!first || keys.some((key) => key.key.length !== 32)) {
    throw new OperatorError('ENCRYPTION_KEYS must be id:key with 32 random bytes in base64url.')
  }
  return [first, ...others]
}

/**
 * The secrets of this instance: from the environment, or in development drawn once and kept in DATA_DIR (mode 0600).
 * @throws OperatorError when the file cannot be written or read
 */
export async function readSecrets(config: Config): Promise<Secrets> {
  if (config.production) {
    return { cookieKeys: config.cookieKeys ?? [], sealingKeys: toSealingKeys(config.encryptionKeys ?? []) }
  }
  await mkdir(config.dataDir, { recursive: true })
  const file = join(config.dataDir, 'secrets.json')
  await drawOnce(file)
  const parsed = stored.safeParse(JSON.parse(await readFile(file, 'utf8')))
  if (!parsed.success) throw new OperatorError(`${file} is damaged. Remove it to draw new secrets.`)
  return {
    cookieKeys: config.cookieKeys ?? parsed.data.cookieKeys,
    sealingKeys: toSealingKeys(config.encryptionKeys ?? parsed.data.encryptionKeys),
  }
}
