import { checkEncryptionKeys } from '../../domain/keys/index.ts'
import type { SealingKey } from '../../kernel/lib/seal.ts'
import { readSecrets } from '../../secrets.ts'
import type { Desk } from './database.ts'

/** @returns the keys that seal, after a look that this database was sealed with them. @throws OperatorError otherwise */
export async function sealingKeysOf({ config, database }: Desk): Promise<readonly [SealingKey, ...SealingKey[]]> {
  const { sealingKeys } = await readSecrets(config)
  await checkEncryptionKeys(database, sealingKeys)
  return sealingKeys
}
