import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** A 256-bit key and the short public id that each sealed value names. */
export interface SealingKey {
  readonly id: string
  readonly key: Buffer
}

/** The place that a ciphertext belongs to; moved elsewhere it does not open. */
export interface SealedPlace {
  readonly table: string
  readonly column: string
  readonly row: string
}

export interface Seal {
  /** Encrypts under the newest key. @returns `v1.<key id>.<iv>.<tag>.<ciphertext>`, base64url parts */
  seal(plain: string, place: SealedPlace): string
  /** @throws when the key is unknown, the text was changed, or it stands in another place */
  open(sealed: string, place: SealedPlace): string
}

/** The whole tag or nothing: Node would take a shortened one, which is guessed so much sooner. */
const WHOLE_TAG = { authTagLength: 16 }

const aad = (place: SealedPlace): Buffer => Buffer.from(`${place.table}:${place.column}:${place.row}`)

/**
 * AES-256-GCM bound to table, column and row (NIST SP 800-38D).
 * @param keys newest first; older ones open what they sealed
 */
export function createSeal(keys: readonly [SealingKey, ...SealingKey[]]): Seal {
  const [newest] = keys
  return {
    seal(plain, place) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', newest.key, iv, WHOLE_TAG).setAAD(aad(place))
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return ['v1', newest.id, ...[iv, cipher.getAuthTag(), text].map((part) => part.toString('base64url'))].join('.')
    },
    open(sealed, place) {
      const [version, id, iv, tag, text] = sealed.split('.')
      const known = keys.find((candidate) => candidate.id === id)
      if (version !== 'v1' || !known || !iv || !tag || text === undefined) {
        throw new Error(`sealed value of ${place.table}.${place.column} names no key that is configured`)
      }
      const decipher = createDecipheriv('aes-256-gcm', known.key, Buffer.from(iv, 'base64url'), WHOLE_TAG)
        .setAAD(aad(place)).setAuthTag(Buffer.from(tag, 'base64url'))
      return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8')
    },
  }
}

/** @returns what may stand in the database about a key: enough to recognise it, nothing to use it */
export function fingerprint(key: SealingKey): string {
  return createHash('sha256').update('satu-login:fingerprint:').update(key.key).digest('hex').slice(0, 32)
}
