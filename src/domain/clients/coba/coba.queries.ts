import type { Database, Statement } from '../../../kernel/db/database.ts'
import type { Ending } from '../../../kernel/db/endings.ts'
import type { Leftovers } from '../../../kernel/db/leftovers.ts'

/** Who tries which client, in which session of his. */
export interface TryOutOwner {
  readonly clientId: string
  readonly pegawaiId: string
  readonly sessionUid: string
}

/** A try-out as it lies in the table; both texts are sealed. */
export interface TryOutRow extends TryOutOwner {
  readonly id: string
  readonly tersegel: string
  readonly at: Date
  readonly expiresAt: Date
  readonly kembaliAt: Date | null
  readonly hasil: string | null
}

const COLUMNS = `id, client_id AS "clientId", pegawai_id AS "pegawaiId", session_uid AS "sessionUid", tersegel, at,
  expires_at AS "expiresAt", kembali_at AS "kembaliAt", hasil`

/** Begins a try-out, unless its person has begun too many within the hour before `at`. @returns whether it was begun */
export async function insertTryOut(
  database: Database,
  { id, clientId, pegawaiId, sessionUid, stateHash, tersegel, at, expiresAt, most }: TryOutOwner & {
    id: string; stateHash: Buffer; tersegel: string; at: Date; expiresAt: Date; most: number
  },
): Promise<boolean> {
  const rows = await database.query({
    text: `INSERT INTO coba_masuk (id, client_id, pegawai_id, session_uid, state_hash, tersegel, at, expires_at)
      SELECT $1, $2, $3, $4, $5, $6, $7::timestamptz, $8
      WHERE (SELECT count(*) FROM coba_masuk WHERE pegawai_id = $3 AND at > $7::timestamptz - interval '1 hour') < $9::int
      RETURNING id`,
    values: [id, clientId, pegawaiId, sessionUid, stateHash, tersegel, at, expiresAt, most],
  })
  return rows.length === 1
}

/** @returns whether a living try-out of this very owner waits for its way back with this state */
export async function isTryOutOpen(
  database: Database, { clientId, pegawaiId, sessionUid }: TryOutOwner, stateHash: Buffer, now: Date,
): Promise<boolean> {
  const rows = await database.query({
    text: `SELECT id FROM coba_masuk WHERE state_hash = $1 AND client_id = $2 AND pegawai_id = $3 AND session_uid = $4
      AND kembali_at IS NULL AND expires_at > $5`,
    values: [stateHash, clientId, pegawaiId, sessionUid, now],
  })
  return rows.length === 1
}

/** Uses a try-out up: of many ways back with the same state one gets it. Committed at once. */
export async function takeTryOut(
  database: Database, { pegawaiId, sessionUid }: Omit<TryOutOwner, 'clientId'>, stateHash: Buffer, now: Date,
): Promise<TryOutRow | undefined> {
  const rows = await database.query<TryOutRow>({
    text: `UPDATE coba_masuk SET kembali_at = $4 WHERE state_hash = $1 AND pegawai_id = $2 AND session_uid = $3
      AND kembali_at IS NULL AND expires_at > $4 RETURNING ${COLUMNS}`,
    values: [stateHash, pegawaiId, sessionUid, now],
  })
  return rows[0]
}

/** Keeps what was seen. */
export const keepOutcome = (id: string, hasil: string): Statement =>
  ({ text: 'UPDATE coba_masuk SET hasil = $2 WHERE id = $1', values: [id, hasil] })

/** @returns a try-out of this person with this client, while its pages are shown */
export async function findTryOut(
  database: Database, { id, clientId, pegawaiId, sessionUid }: TryOutOwner & { id: string }, since: Date,
): Promise<TryOutRow | undefined> {
  const rows = await database.query<TryOutRow>({
    text: `SELECT ${COLUMNS} FROM coba_masuk
      WHERE id = $1 AND client_id = $2 AND pegawai_id = $3 AND session_uid = $4 AND expires_at > $5`,
    values: [id, clientId, pegawaiId, sessionUid, since],
  })
  return rows[0]
}

/** Whatever happens to a person's rights, a try-out of his leads nowhere any more, and what it saw is gone. */
export const TRY_OUT_ENDING: Ending = {
  name: 'try-outs', tables: ['coba_masuk'],
  sql: `UPDATE coba_masuk SET expires_at = least(expires_at, :at), hasil = NULL
        WHERE expires_at > :at::timestamptz - interval '1 hour' AND pegawai_id IN (SELECT pegawai_id FROM leaving)
        RETURNING true AS counts, NULL::jsonb AS told`,
}

/** Try-outs that nobody looks at any more. */
export const OLD_TRY_OUTS: Leftovers = { table: 'coba_masuk', over: 'expires_at < $1', by: 'expires_at' }
