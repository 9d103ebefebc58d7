import type { Statement } from '../../kernel/db/database.ts'
import type { Door } from './idle.rules.ts'

export interface SessionRow {
  readonly payload: string
  readonly authorizations: Record<string, unknown>
  readonly last_seen_at: Date
  /** When it was used at a staff door last. */
  readonly petugas_seen_at: Date | null
  /** Words of its `amr` that count no more. */
  readonly amr_dicabut: readonly string[]
}

/** A session with the grant of the client that asks, if it asks and has one. */
export interface SessionWithGrantRow extends SessionRow {
  readonly grant_id: string | null
  readonly grant_payload: string | null
}

/**
 * Reads a session that was not ended by the hash of its id, and the grant that goes with it.
 * @param clientId of the application that asks, undefined where none does
 */
export function selectSession(id: Buffer, clientId: string | undefined): Statement {
  return {
    text: `SELECT s.payload, s.authorizations, s.last_seen_at, s.petugas_seen_at, s.amr_dicabut,
             s.authorizations->$2::text->>'grantId' AS grant_id,
             g.payload AS grant_payload
           FROM oidc_session s
           LEFT JOIN oidc_grant g ON g.id = sha256(convert_to(s.authorizations->$2::text->>'grantId', 'UTF8'))
           WHERE s.id = $1 AND s.destroyed_at IS NULL`,
    values: [id, clientId ?? null],
  }
}

/** Reads a session that was not ended by its uid. */
export function selectSessionByUid(uid: string): Statement {
  return {
    text: `SELECT payload, authorizations, last_seen_at, petugas_seen_at, amr_dicabut FROM oidc_session
           WHERE uid = $1 AND destroyed_at IS NULL`,
    values: [uid],
  }
}

/** What is written of a session beside its id. */
export interface WrittenSession {
  readonly uid: string
  readonly accountId: string | undefined
  /** The passkey that was used in the sign-in, or step-up, that is written. */
  readonly kunci: string | undefined
  readonly payload: string
  /** By client_id. */
  readonly authorizations: object
  readonly loginAt: Date | undefined
  readonly seenAt: Date
  readonly expiresAt: Date
  /** Of the browser that writes it, undefined when the caller has hung up; kept where somebody has just signed in. */
  readonly alamat: string | undefined
  /** What the browser says of itself, at most 200 characters. */
  readonly peramban: string | undefined
}

/** Writes a session that has just begun. */
export function insertSession(id: Buffer, session: WrittenSession): Statement {
  return {
    text: `INSERT INTO oidc_session (id, uid, account_id, payload, authorizations, login_at, last_seen_at, expires_at,
             alamat, peramban, kunci)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    values: [
      id, session.uid, session.accountId ?? null, session.payload, JSON.stringify(session.authorizations),
      session.loginAt ?? null, session.seenAt, session.expiresAt, session.alamat ?? null, session.peramban ?? null,
      session.kunci ?? null,
    ],
  }
}

/**
 * Writes a session that was read before. One session is one row, found by its uid, whatever happens to its id: restored
 * tabs write it at once, each with the client it just entered, so that authorizations are merged by client; who read it
 * under an id that was renewed since brings his authorizations and nothing else; an ended session is not revived,
 * whoever comes late.
 * @param ids hash of the id under which it was read, and of the one that it has from now on
 * @param left clients that were in the session when it was read and are no more
 * @param dicabut words of `amr` that counted no more when it was read: a sign-in proves anew, except for what was taken
 *   back since
 */
export function updateSession(
  ids: { readonly read: Buffer; readonly now: Buffer }, session: WrittenSession, left: readonly string[],
  dicabut: readonly string[] = [],
): Statement {
  // The id was renewed: somebody proved more, which is the newest word on who is here. What began anew leans on no passkey
  // but its own.
  const isRenewed = !ids.read.equals(ids.now)
  const own = isRenewed ? 'true' : 'id = $2'
  const value = (column: string, placeholder: string): string =>
    `${column} = CASE WHEN ${own} THEN ${placeholder} ELSE ${column} END`
  return {
    text: `UPDATE oidc_session SET ${isRenewed ? `id = $2, alamat = $10::inet, peramban = $11,
             amr_dicabut = CASE WHEN amr_dicabut = $12::text[] THEN '{}' ELSE amr_dicabut END,
             kunci = coalesce($13::uuid, CASE WHEN login_at = $6::timestamptz THEN kunci END), ` : ''}
             ${value('account_id', '$3::uuid')},
             ${value('payload', '$4')}, authorizations = (authorizations - $9::text[]) || $5::jsonb,
             ${value('login_at', '$6::timestamptz')}, last_seen_at = greatest(last_seen_at, $7::timestamptz),
             ${value('expires_at', '$8::timestamptz')}
           WHERE uid = $1 AND destroyed_at IS NULL`,
    values: [
      session.uid, ids.now, session.accountId ?? null, session.payload, JSON.stringify(session.authorizations),
      session.loginAt ?? null, session.seenAt, session.expiresAt, left,
      ...(isRenewed ? [session.alamat ?? null, session.peramban ?? null, dicabut, session.kunci ?? null] : []),
    ],
  }
}

/** Writes down that somebody used the session, and at which kind of door, where that is all that changed. */
export function touchSession(id: Buffer, seenAt: Date, door: Door): Statement {
  return {
    text: `UPDATE oidc_session SET last_seen_at = $2, petugas_seen_at = CASE WHEN $3 THEN $2 ELSE petugas_seen_at END
           WHERE id = $1 AND destroyed_at IS NULL`,
    values: [id, seenAt, door === 'petugas'],
  }
}

/**
 * Ends a session, under whatever id it goes by now; its row stays as its own tombstone until it would have expired. A
 * renewal that is under way is waited for, and one that comes after finds nothing to renew.
 */
export function destroySession(uid: string): Statement {
  return {
    text: `UPDATE oidc_session SET destroyed_at = now(), payload = '{}', authorizations = '{}' WHERE uid = $1
           AND destroyed_at IS NULL`,
    values: [uid],
  }
}
