import type { Database } from '../../kernel/db/database.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import { fingerprint, type SealingKey } from '../../kernel/lib/seal.ts'
import { rememberFingerprint } from './keys.queries.ts'
import { findNeededKeyIds } from './reseal.queries.ts'
import { SEALED_COLUMNS } from './sealed-columns.ts'

/** @returns ids of the encryption keys without which something that is still needed would not open */
export async function findNeededEncryptionKeys(database: Database): Promise<string[]> {
  const ids = await Promise.all(SEALED_COLUMNS.map((place) => findNeededKeyIds(database, place)))
  return [...new Set(ids.flat())]
}

/**
 * Other keys, no start (decision 6): what was sealed under the old ones would be lost without a word.
 * @throws OperatorError naming the key id that is missing or differs; a new key is remembered only when all is well
 */
export async function checkEncryptionKeys(database: Database, keys: readonly SealingKey[]): Promise<void> {
  const missing = (await findNeededEncryptionKeys(database)).find((id) => keys.every((key) => key.id !== id))
  if (missing !== undefined) {
    throw new OperatorError(`ENCRYPTION_KEYS: the key "${missing}" is missing, under which this database was sealed. `
      + 'Put it back; a new one stands before it.')
  }
  for (const key of keys.toReversed()) {
    const own = fingerprint(key)
    if (await rememberFingerprint(database, key.id, own) !== own) {
      throw new OperatorError(`ENCRYPTION_KEYS: the key "${key.id}" is not the one that this database was sealed `
        + 'with. Put the old key back; a new one needs a new id and stands before it.')
    }
  }
}
