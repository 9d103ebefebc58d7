import { endEverythingOf } from '../../../src/domain/sessions/endings/index.ts'
import type { TestDatabase } from '../../helpers/database.ts'
import type { Stage } from './stage.ts'

/** What it takes to end everything of so many people in one transaction. */
export interface Mass {
  readonly people: number
  readonly statements: number
  readonly ms: number
  readonly sessions: number
  readonly tokens: number
  readonly owed: number
}

const TOKENS = ['oidc_access_token', 'oidc_refresh_token'] as const
const APPLICATIONS = 3

/** A session each, with three applications and what each of them holds. */
async function seat({ app }: TestDatabase, ids: readonly string[], clients: readonly string[]): Promise<void> {
  const bearer = (table: string): string => `INSERT INTO ${table} (id, grant_id, account_id, client_id, payload, expires_at)
    SELECT sha256(convert_to('${table}' || who || name, 'UTF8')), who || name, who, name, '{}', now() + interval '1 hour'
    FROM unnest($1::uuid[]) AS who CROSS JOIN unnest($2::text[]) AS name`
  for (const table of TOKENS) await app.query({ text: bearer(table), values: [ids, clients] })
  await app.query({
    text: `INSERT INTO oidc_grant (id, account_id, client_id, payload, expires_at)
      SELECT sha256(convert_to(who || name, 'UTF8')), who, name, '{}', now() + interval '1 hour'
      FROM unnest($1::uuid[]) AS who CROSS JOIN unnest($2::text[]) AS name`,
    values: [ids, clients],
  })
  await app.query({
    text: `INSERT INTO oidc_session (id, uid, account_id, payload, authorizations, login_at, expires_at)
      SELECT sha256(convert_to(who::text, 'UTF8')), who::text, who, '{}',
        (SELECT jsonb_object_agg(name, jsonb_build_object('sid', who || name)) FROM unnest($2::text[]) AS name),
        now(), now() + interval '1 hour'
      FROM unnest($1::uuid[]) AS who`,
    values: [ids, clients],
  })
}

/** Ends everything of invented people whom no table but those of the protocol knows, and measures it. */
export async function measureMass({ db, good }: Stage, people: number): Promise<Mass> {
  const ids = await db.app.query<{ id: string }>({
    text: 'SELECT gen_random_uuid() AS id FROM generate_series(1, $1)', values: [people],
  })
  const pegawaiIds = ids.map(({ id }) => id)
  const clients = good.slice(0, APPLICATIONS)
  await seat(db, pegawaiIds, clients)
  const before = db.app.statements
  const began = performance.now()
  const sessions = await db.app.knex.transaction((trx) => endEverythingOf(trx, { pegawaiIds, reason: 'berhenti', at: new Date() }))
  const ms = performance.now() - began
  const statements = db.app.statements - before
  const [row] = await db.app.query<{ owed: number }>({
    text: 'SELECT count(*)::int AS owed FROM pengiriman_logout WHERE account_id = ANY($1::uuid[])', values: [pegawaiIds],
  })
  return { people, statements, ms, sessions, tokens: people * clients.length * TOKENS.length, owed: row?.owed ?? 0 }
}
