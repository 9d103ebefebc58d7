import type { Statement } from '../../kernel/db/database.ts'
import { keysetSql, type ListWindow } from '../../kernel/db/keyset.ts'
import type { AuditKind } from './catalogue.ts'

/** One event about a person, as pages tell it. */
export interface HistoryEvent {
  readonly id: string
  /** With all its digits, for the cursor of a page. */
  readonly kunci: string
  readonly at: Date
  readonly kind: AuditKind
  readonly actor: string
  readonly clientId: string | null
  readonly alamat: string | null
  readonly device: string | null
  readonly data: Readonly<Record<string, unknown>>
}

/** The events of some kinds about a person, one page of them, newest first. */
export function selectHistory(subject: string, kinds: readonly AuditKind[], window: ListWindow): Statement {
  const { where, order, values } = keysetSql(['at', 'id'], window, 2)
  return {
    text: `SELECT id, at::text AS kunci, at, kind, actor, client_id AS "clientId", host(address) AS alamat, device, data
           FROM audit_event WHERE subject = $1 AND kind = ANY($2) AND ${where} ${order}`,
    values: [subject, kinds, ...values],
  }
}
