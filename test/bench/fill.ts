import type { Database } from '../../src/kernel/db/database.ts'

/**
 * What each table gets: rows as real ones are, by the payload of one that a sign-in has just written. Ids are hashes,
 * as ever, so that indexes are entered at random places.
 */
const ROWS: readonly { readonly table: string; readonly columns: string; readonly values: string }[] = [
  {
    table: 'oidc_session',
    columns: 'uid, account_id, payload, authorizations, login_at',
    values: "'isi-' || n, orang.id, contoh.payload, contoh.authorizations, now()",
  },
  {
    table: 'oidc_grant',
    columns: 'account_id, client_id, payload',
    values: 'orang.id, contoh.client_id, contoh.payload',
  },
  ...['oidc_access_token', 'oidc_refresh_token'].map((table) => ({
    table,
    columns: 'grant_id, account_id, client_id, session_uid, payload',
    values: "'isi-' || n, orang.id, contoh.client_id, 'isi-' || n, contoh.payload",
  })),
]

export const FILLED_TABLES: readonly string[] = ROWS.map(({ table }) => table)

/**
 * Puts rows into the tables of sessions, grants, access and refresh tokens, spread over all people, and tells the planner.
 * @param owner a pool of the owner's role; one sign-in, exchange and all, stands in the tables already
 * @param rows in each table
 * @param expiresIn as PostgreSQL's interval, `-1 hour` for rows that are over
 */
export async function fill(owner: Database, rows: number, expiresIn: string): Promise<void> {
  for (const { table, columns, values } of ROWS) {
    await owner.query({
      text: `WITH contoh AS MATERIALIZED (SELECT * FROM ${table} WHERE payload <> '{}' LIMIT 1),
             orang AS MATERIALIZED (SELECT id, row_number() OVER () - 1 AS urut FROM pegawai)
             INSERT INTO ${table} (id, expires_at, ${columns})
             SELECT sha256(convert_to('${table}' || gen_random_uuid(), 'UTF8')), now() + $2::interval, ${values}
             FROM generate_series(1, $1) AS n
               JOIN orang ON orang.urut = n % (SELECT count(*) FROM orang) CROSS JOIN contoh`,
      values: [rows, expiresIn], prepared: false,
    })
    await owner.query({ text: `VACUUM ANALYZE ${table}`, values: [], prepared: false })
  }
}

/** How many rows of these tables are over. */
export async function countExpired(database: Database): Promise<number> {
  const counts = FILLED_TABLES.map((table) => `(SELECT count(*) FROM ${table} WHERE expires_at < now() - interval '1 minute')`)
  const [row] = await database.query<{ expired: number }>(
    { text: `SELECT ${counts.join(' + ')} AS expired`, values: [], prepared: false })
  return row?.expired ?? 0
}
