import type { Statement } from '../../kernel/db/database.ts'

export interface SessionRow {
  readonly payload: string
  readonly authorizations: Record<string, unknown>
  readonly last_seen_at: Date
}

/** Reads a session that was not ended by the hash of its id. */
export function selectSession(id: Buffer): Statement {
  return {
    text: 'SELECT payload, authorizations, last_seen_at FROM oidc_session WHERE id = $1 AND destroyed_at IS NULL',
    values: [id],
  }
}

/** Reads a session by its uid, the newest row where the id was just renewed. */
export function selectSessionByUid(uid: string): Statement {
  return {
    text: `SELECT payload, authorizations, last_seen_at FROM oidc_session WHERE uid = $1 AND destroyed_at IS NULL
           ORDER BY last_seen_at DESC LIMIT 1`,
    values: [uid],
  }
}

/**
 * Writes a session. Restored tabs write the same row at once, each with the client it just entered, so that the
 * authorizations are merged by client; an ended session is not revived, whoever comes late.
 */
export function upsertSession(id: Buffer, session: {
  uid: string
  accountId: string | undefined
  payload: string
  authorizations: object
  loginAt: Date | undefined
  seenAt: Date
  expiresAt: Date
}): Statement {
  return {
    text: `INSERT INTO oidc_session AS s
             (id, uid, account_id, payload, authorizations, login_at, last_seen_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
           ON CONFLICT (id) DO UPDATE SET uid = excluded.uid, account_id = excluded.account_id,
             payload = excluded.payload, authorizations = s.authorizations || excluded.authorizations,
             login_at = excluded.login_at, last_seen_at = excluded.last_seen_at, expires_at = excluded.expires_at
           WHERE s.destroyed_at IS NULL`,
    values: [
      id, session.uid, session.accountId ?? null, session.payload, JSON.stringify(session.authorizations),
      session.loginAt ?? null, session.seenAt, session.expiresAt,
    ],
  }
}

/** Writes down that somebody used the session, where that is all that changed. */
export function touchSession(id: Buffer, seenAt: Date): Statement {
  return {
    text: 'UPDATE oidc_session SET last_seen_at = $2 WHERE id = $1 AND destroyed_at IS NULL',
    values: [id, seenAt],
  }
}

/** Ends a session; its row stays as its own tombstone until it would have expired. */
export function destroySession(id: Buffer): Statement {
  return {
    text: `UPDATE oidc_session SET destroyed_at = now(), payload = '{}', authorizations = '{}' WHERE id = $1
           AND destroyed_at IS NULL`,
    values: [id],
  }
}
