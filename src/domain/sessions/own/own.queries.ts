import type { Knex } from 'knex'
import type { Statement } from '../../../kernel/db/database.ts'
import { officeOf } from '../../accounts/sinyal/kantor.queries.ts'
import { HAS_PASSWORD } from '../lower.queries.ts'
import { TABLES } from '../artefact.queries.ts'
import type { LogoutReason } from '../pengiriman/delivery.ts'

/** A living session as its owner sees it. */
export interface OwnSession {
  /** SHA-256 of its uid, hexadecimal: names it on a page and opens nothing. */
  readonly tanda: string
  readonly uid: string
  readonly loginAt: Date | null
  readonly lastSeenAt: Date
  readonly alamat: string | null
  /** The office that the address belongs to, where its network has a name. */
  readonly kantor: string | null
  /** What the browser said of itself. */
  readonly peramban: string | null
  /** Names of the applications that were entered from it. */
  readonly aplikasi: readonly string[]
}

const TANDA = `encode(sha256(convert_to(s.uid, 'UTF8')), 'hex')`

/** The living sessions of a person, the one used last first. */
export function selectOwnSessions(pegawaiId: string, now: Date): Statement {
  return {
    text: `SELECT ${TANDA} AS tanda, s.uid, s.login_at AS "loginAt", s.last_seen_at AS "lastSeenAt",
             host(s.alamat) AS alamat, s.peramban, (${officeOf('s.alamat')}) AS kantor,
             ARRAY(SELECT coalesce(a.nama, c.client_id) FROM jsonb_object_keys(s.authorizations) AS entered (client_id)
               JOIN client c USING (client_id) LEFT JOIN aplikasi a ON a.id = c.aplikasi_id ORDER BY 1) AS aplikasi
           FROM ${TABLES.Session} s WHERE s.account_id = $1 AND s.destroyed_at IS NULL AND s.expires_at > $2
           ORDER BY s.last_seen_at DESC, s.uid`,
    values: [pegawaiId, now],
  }
}

/**
 * Which of a person's sessions are meant: one by its `tanda`, all but the one of this uid, or those that a passkey opened
 * without the password.
 */
export type OwnChoice = { readonly tanda: string } | { readonly selain: string } | { readonly kunci: string }

function meant(choice: OwnChoice): [condition: string, value: string] {
  if ('tanda' in choice) return [`${TANDA} = :value`, choice.tanda]
  if ('selain' in choice) return ['s.uid <> :value', choice.selain]
  return [`s.kunci = :value AND NOT ${HAS_PASSWORD}`, choice.kunci]
}

/**
 * Ends sessions of a person as `destroySession` does, and with them whatever was given in them: somebody else may have
 * them, so that access without the person ends too.
 * @param reason as receipts and the applications' operators read it
 * @returns how many there were
 */
export async function endOwnSessions(
  trx: Knex.Transaction, pegawaiId: string, choice: OwnChoice, { reason, at }: { reason: LogoutReason; at: Date },
): Promise<number> {
  const [condition, value] = meant(choice)
  const ofGrant = (table: string): string => `DELETE FROM ${table} WHERE grant_id IN (SELECT id FROM izin)`
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `WITH akhir AS MATERIALIZED (
       SELECT s.uid, s.authorizations FROM ${TABLES.Session} s
       WHERE s.account_id = :pegawaiId AND s.destroyed_at IS NULL AND s.expires_at > :at AND ${condition} FOR UPDATE
     ),
     izin AS (SELECT entered.value->>'grantId' AS id FROM akhir, jsonb_each(akhir.authorizations) AS entered
       WHERE entered.value->>'grantId' IS NOT NULL),
     kode AS (${ofGrant(TABLES.AuthorizationCode)}), akses AS (${ofGrant(TABLES.AccessToken)}),
     segar AS (${ofGrant(TABLES.RefreshToken)}),
     setuju AS (DELETE FROM ${TABLES.Grant} WHERE id IN (SELECT sha256(convert_to(izin.id, 'UTF8')) FROM izin))
     UPDATE ${TABLES.Session} s
     SET destroyed_at = :at, sebab_akhir = :reason, payload = '{}', authorizations = '{}'
     FROM akhir WHERE s.uid = akhir.uid`,
    { pegawaiId, at, value, reason },
  )
  return rowCount
}
