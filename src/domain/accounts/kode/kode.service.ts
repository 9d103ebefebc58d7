/** One-time codes that a person is sent or handed: bound to a purpose, one alive at a time, used once. */
import { createHmac, randomInt } from 'node:crypto'
import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import { type CodeOf, endCode, putCode, spendCode } from './kode.queries.ts'

/** Before that no other one is made: the first may still be on its way. */
const RESEND_SECONDS = 60

interface Issue extends CodeOf {
  /** how long it is good */
  readonly menit: number
  /** how many digits it has; who may guess is the limiter's business (throttle/person-try) */
  readonly digits: number
  /** before that no other one is made; 0 where whoever hands it out may do so at once */
  readonly jedaSeconds?: number
}

/** A code that may be told, or how long nobody gets another one. */
export type Issued = { readonly code: string } | { readonly waitSeconds: number }

export interface Codes {
  /** Makes a code; the one before for the same purpose is void. */
  issueCode(trx: Knex.Transaction, issue: Issue): Promise<Issued>
  /**
   * Takes a code, once: of many at the same time one succeeds. Blanks and dashes between the digits do not count.
   * @returns whether it was the person's, for this purpose, in time and for the first time
   */
  useCode(database: Database | Knex.Transaction, use: CodeOf & { readonly code: string }): Promise<boolean>
  /** Makes a code that nobody used good for nothing. */
  voidCode(trx: Knex.Transaction, of: CodeOf): Promise<void>
}

/** @param keys COOKIE_KEYS, newest first: with the table alone nobody finds out which of a million codes it was */
export function createCodes(keys: readonly string[]): Codes {
  const [newest] = keys
  if (newest === undefined) throw new Error('codes need a key')
  const digest = (key: string, { pegawaiId, tujuan }: CodeOf, code: string): Buffer =>
    createHmac('sha256', key).update(`kode:${tujuan}:${pegawaiId}:${code}`).digest()

  return {
    async issueCode(trx, { pegawaiId, tujuan, menit, digits, jedaSeconds = RESEND_SECONDS }) {
      const code = Array.from({ length: digits }, () => randomInt(10)).join('')
      const of = { pegawaiId, tujuan }
      const waitSeconds = await putCode(trx, { ...of, sidik: digest(newest, of, code), menit, jedaSeconds })
      return waitSeconds === undefined ? { code } : { waitSeconds }
    },
    useCode(database, { pegawaiId, tujuan, code }) {
      const of = { pegawaiId, tujuan }
      const typed = code.replace(/[\s.-]/g, '')
      return spendCode(database, { ...of, sidik: keys.map((key) => digest(key, of, typed)) })
    },
    voidCode: endCode,
  }
}
