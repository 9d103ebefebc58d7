import { randomBytes } from 'node:crypto'
import argon2 from 'argon2'
import type { HashLoad, HashQueue } from './hash-queue.ts'
import { isOutdated } from './password-hash.rules.ts'
import type { Argon2Parameters } from './password-hash.rules.ts'
import { normalisePassword } from './password.rules.ts'

/** argon2id with 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet): ~22 ms (performance.md). */
export const ARGON2_PARAMETERS: Argon2Parameters = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }

const HASH_BYTES = 32
const SALT_BYTES = 16

/** Hashed in place of what can be no password; whether it fits is not asked. */
const SUBSTITUTE = Buffer.alloc(32, 'x')

/** What is used of the library; an argument, so that tests count calls. */
export interface Argon2Engine {
  hash(password: Buffer, options: argon2.HashOptions): Promise<string>
  verify(encoded: string, password: Buffer): Promise<boolean>
}

export interface PasswordHasherOptions {
  queue: HashQueue
  parameters?: Argon2Parameters
  engine?: Argon2Engine
}

export interface PasswordHasher {
  readonly load: HashLoad

  /**
   * @param password already accepted by checkPassword; made NFKC here again
   * @returns the encoded hash (PHC string format) to store
   * @throws RangeError for what normalisePassword refuses; BusyError when the queue is full; the signal's reason
   */
  hashPassword(password: string, signal?: AbortSignal): Promise<string>

  /**
   * Every call costs one verification, whoever asks (decision 34): without an account, without a password yet or with
   * over-long input a dummy is verified, and the answer is no.
   * @param stored the account's encoded hash; undefined when there is no account or it has no password
   * @returns `needsRehash`: the password is right and its hash was made with lower parameters than today's
   * @throws BusyError when the queue is full; the signal's reason; the library's error when `stored` is no hash
   */
  verifyPassword(
    stored: string | undefined,
    password: string,
    signal?: AbortSignal,
  ): Promise<{ ok: boolean; needsRehash: boolean }>
}

/** @returns a hash of today's parameters that nobody can match, written down without hashing anything */
function encodeDummy({ memoryCost, timeCost, parallelism }: Argon2Parameters): string {
  const [salt, tag] = [SALT_BYTES, HASH_BYTES].map((size) => randomBytes(size).toString('base64').replace(/=+$/, ''))
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${salt}$${tag}`
}

/** The only door to argon2: every hash goes through the queue, so that none can be forgotten (performance.md). */
export function createPasswordHasher(options: PasswordHasherOptions): PasswordHasher {
  const { queue, parameters = ARGON2_PARAMETERS, engine = argon2 } = options
  const dummy = encodeDummy(parameters)

  return {
    get load() { return queue.load },

    async hashPassword(password, signal) {
      const normalised = normalisePassword(password)
      if (normalised === undefined) throw new RangeError('not a password: malformed or too long')
      const work = (): Promise<string> =>
        engine.hash(Buffer.from(normalised), { ...parameters, type: argon2.argon2id, hashLength: HASH_BYTES })
      return queue.run(work, signal)
    },

    async verifyPassword(stored, password, signal) {
      const normalised = normalisePassword(password)
      const typed = normalised === undefined ? SUBSTITUTE : Buffer.from(normalised)
      const matches = await queue.run(() => engine.verify(stored ?? dummy, typed), signal)
      const ok = matches && stored !== undefined && normalised !== undefined
      return { ok, needsRehash: ok && isOutdated(stored, parameters) }
    },
  }
}
