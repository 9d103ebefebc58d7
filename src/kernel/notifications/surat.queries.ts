/** Messages that are owed: the rows of `surat_keluar` are the truth, the bell only rings. */
import type { Knex } from 'knex'
import type { Statement } from '../db/database.ts'
import type { Leftovers } from '../db/leftovers.ts'
import type { Seal, SealedPlace } from '../lib/seal.ts'
import { newId } from '../lib/ids.ts'

const OPEN = 'sent_at IS NULL AND given_up_at IS NULL'

/** What a template is given: words and numbers, lists of them. */
export type MailData = Readonly<Record<string, unknown>>

/** Ways on which a message can go. */
export const SALURAN = ['email', 'sms'] as const
export type Saluran = typeof SALURAN[number]

/** Where a message goes: an e-mail address, or a telephone number in E.164. */
export interface Destination {
  readonly saluran: Saluran
  readonly kepada: string
}

export interface Mail {
  /** one address, or several people who are told the same, each by himself */
  readonly to: string | readonly string[]
  /** name of a view below views/email/, without its ending */
  readonly template: string
  readonly data?: MailData
  /** what bears the same key is told once ever, to the same address */
  readonly dedupKey?: string | undefined
}

/** A message to one person. */
export interface Message {
  readonly pegawaiId: string
  /** in the order in which they are tried */
  readonly to: readonly [Destination, ...Destination[]]
  /** name of a view below views/email/ and below views/sms/; where it is not, the message does not go that way */
  readonly template: string
  readonly data: MailData
  /** words of the data that open something (codes, links): sealed until the message is gone */
  readonly rahasia?: Secret | undefined
  readonly bahasa: 'id' | 'en'
  /** what bears the same key is told once ever */
  readonly dedupKey?: string | undefined
  /** after that it is of no use and is not sent any more */
  readonly berlakuSampai?: Date | undefined
}

export interface Secret {
  readonly isi: Readonly<Record<string, string>>
  readonly seal: Seal
}

/** One that a node has taken. */
export interface OwedMail extends Destination {
  readonly id: string
  readonly template: string
  readonly data: MailData
  readonly attempts: number
  /** where else it can go */
  readonly lain: readonly Destination[]
  readonly bahasa: 'id' | 'en'
  readonly rahasia_sealed: string | null
  readonly berlaku_sampai: Date | null
}

/** What the secret words of a message are bound to. */
export const secretPlace = (id: string): SealedPlace => ({ table: 'surat_keluar', column: 'rahasia_sealed', row: id })

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

/**
 * Owes a person a message, with whatever else the transaction does.
 * @returns whether it was not owed before
 */
export async function enqueueMessage(
  trx: Knex.Transaction, { pegawaiId, to: [first, ...lain], template, data, rahasia, bahasa, dedupKey, berlakuSampai }: Message,
): Promise<boolean> {
  const id = newId()
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `INSERT INTO surat_keluar (id, pegawai_id, saluran, kepada, lain, template, data, rahasia_sealed, bahasa, berlaku_sampai, dedup_key)
     VALUES (:id, :pegawaiId, :saluran, :kepada, :lain, :template, :data, :sealed, :bahasa, :berlakuSampai,
       encode(sha256(convert_to(:dedupKey::text || ' ' || :pegawaiId::text, 'UTF8')), 'hex'))
     ON CONFLICT (dedup_key) DO NOTHING RETURNING id`,
    {
      id, pegawaiId, ...first, lain: JSON.stringify(lain), template, data: JSON.stringify(data), bahasa,
      sealed: rahasia === undefined ? null : rahasia.seal.seal(JSON.stringify(rahasia.isi), secretPlace(id)),
      berlakuSampai: berlakuSampai ?? null, dedupKey: dedupKey ?? null,
    },
  )
  return rows.length > 0
}

const OWED = 's.id, s.saluran, s.kepada, s.lain, s.template, s.data, s.attempts, s.bahasa, s.rahasia_sealed, s.berlaku_sampai'

/**
 * Takes what is due and nobody is at: a lease begins, the attempt counts. Columns: those of OwedMail.
 * @param carried ways that this node has; what can go no other waits for a node that has it
 */
export function claimMail(at: Date, leaseUntil: Date, most: number, carried: readonly Saluran[]): Statement {
  return {
    text: `WITH due AS (
        SELECT id FROM surat_keluar
        WHERE ${OPEN} AND (attempts = 0 OR next_at <= $1) AND (lease_until IS NULL OR lease_until <= $1)
          AND (saluran = ANY($4::text[]) OR lain <> '[]' OR berlaku_sampai <= $1)
        ORDER BY next_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
      )
      UPDATE surat_keluar s SET attempts = s.attempts + 1, lease_until = $2 FROM due WHERE s.id = due.id
      RETURNING ${OWED}`,
    values: [at, leaseUntil, most, carried],
  }
}

/**
 * Ends an attempt that waits for another one, unless that has begun already.
 * @param then where the next one goes first, and when
 */
export function putOffMail(
  { id, attempts }: OwedMail, receipt: string,
  { at, to: [first, ...lain] }: { readonly at: Date; readonly to: readonly [Destination, ...Destination[]] },
): Statement {
  return {
    text: `UPDATE surat_keluar SET lease_until = NULL, receipt = $3, next_at = $4, saluran = $5, kepada = $6, lain = $7
      WHERE id = $1 AND attempts = $2 AND ${OPEN}`,
    values: [id, attempts, receipt, at, first.saluran, first.kepada, JSON.stringify(lain)],
  }
}

/** Ends the last attempt: address and content go, that there was a message stays. */
export function closeMail(
  { id, attempts }: OwedMail, receipt: string, end: { readonly sentAt: Date } | { readonly givenUpAt: Date },
): Statement {
  return {
    text: `UPDATE surat_keluar SET lease_until = NULL, receipt = $3, kepada = NULL, data = NULL, lain = '[]',
        rahasia_sealed = NULL, sent_at = $4, given_up_at = $5
      WHERE id = $1 AND attempts = $2 AND ${OPEN}`,
    values: [id, attempts, receipt, 'sentAt' in end ? end.sentAt : null, 'givenUpAt' in end ? end.givenUpAt : null],
  }
}

/** Messages that wait, the newest first: what a development instance shows, which sends none. Columns: OwedMail, created_at. */
export function listWaiting(most: number): Statement {
  return { text: `SELECT ${OWED}, s.created_at FROM surat_keluar s WHERE ${OPEN} ORDER BY s.created_at DESC, s.id LIMIT $1`, values: [most] }
}

/** Messages of which nothing more will come; those that must not be told twice are remembered by their key. */
export const OLD_MAIL: Leftovers = {
  table: 'surat_keluar', over: 'created_at < $1 AND (dedup_key IS NULL OR created_at < $1 - interval \'400 days\')',
  by: 'created_at',
}
