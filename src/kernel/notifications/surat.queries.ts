/** E-mail that is owed: the rows of `surat_keluar` are the truth, the bell only rings. */
import type { Knex } from 'knex'
import type { Statement } from '../db/database.ts'
import type { Leftovers } from '../db/leftovers.ts'

const OPEN = 'sent_at IS NULL AND given_up_at IS NULL'

/** What a template is given: words and numbers, lists of them. */
export type MailData = Readonly<Record<string, unknown>>

export interface Mail {
  /** one address, or several people who are told the same, each by himself */
  readonly to: string | readonly string[]
  /** name of a view below views/email/, without its ending */
  readonly template: string
  readonly data?: MailData
  /** what bears the same key is told once ever, to the same address */
  readonly dedupKey?: string | undefined
}

/** One that a node has taken. */
export interface OwedMail {
  readonly id: string
  readonly kepada: string
  readonly template: string
  readonly data: MailData
  readonly attempts: number
}

/**
 * Owes somebody an e-mail, with whatever else the transaction does: both happen or neither.
 * @returns how many are owed now that were not before
 */
export async function enqueueMail(trx: Knex.Transaction, { to, template, data = {}, dedupKey }: Mail): Promise<number> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `INSERT INTO surat_keluar (kepada, template, data, dedup_key)
     SELECT kepada, :template, :data::jsonb,
       encode(sha256(convert_to(:dedupKey::text || ' ' || kepada, 'UTF8')), 'hex')
     FROM (SELECT DISTINCT unnest(:to::text[]) AS kepada) AS people
     ON CONFLICT (dedup_key) DO NOTHING RETURNING id`,
    { to: [to].flat(), template, data: JSON.stringify(data), dedupKey: dedupKey ?? null },
  )
  return rows.length
}

/** Takes what is due and nobody is at: a lease begins, the attempt counts. Columns: those of OwedMail. */
export function claimMail(at: Date, leaseUntil: Date, most: number): Statement {
  return {
    text: `WITH due AS (
        SELECT id FROM surat_keluar
        WHERE ${OPEN} AND (attempts = 0 OR next_at <= $1) AND (lease_until IS NULL OR lease_until <= $1)
        ORDER BY next_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
      )
      UPDATE surat_keluar s SET attempts = s.attempts + 1, lease_until = $2 FROM due WHERE s.id = due.id
      RETURNING s.id, s.kepada, s.template, s.data, s.attempts`,
    values: [at, leaseUntil, most],
  }
}

/** Ends an attempt that waits for another one, unless that has begun already. */
export function putOffMail({ id, attempts }: OwedMail, receipt: string, nextAt: Date): Statement {
  return {
    text: `UPDATE surat_keluar SET lease_until = NULL, receipt = $3, next_at = $4
      WHERE id = $1 AND attempts = $2 AND ${OPEN}`,
    values: [id, attempts, receipt, nextAt],
  }
}

/** Ends the last attempt: address and content go, that there was a letter stays. */
export function closeMail(
  { id, attempts }: OwedMail, receipt: string, end: { readonly sentAt: Date } | { readonly givenUpAt: Date },
): Statement {
  return {
    text: `UPDATE surat_keluar SET lease_until = NULL, receipt = $3, kepada = NULL, data = NULL, sent_at = $4,
        given_up_at = $5
      WHERE id = $1 AND attempts = $2 AND ${OPEN}`,
    values: [id, attempts, receipt, 'sentAt' in end ? end.sentAt : null, 'givenUpAt' in end ? end.givenUpAt : null],
  }
}

/** Letters of which nothing more will come; those that must not be told twice are remembered by their key. */
export const OLD_MAIL: Leftovers = {
  table: 'surat_keluar', over: 'created_at < $1 AND (dedup_key IS NULL OR created_at < $1 - interval \'400 days\')',
  by: 'created_at',
}
