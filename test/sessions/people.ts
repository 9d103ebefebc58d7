import { sha256 } from '../../src/kernel/lib/ids.ts'
import type { TestDatabase } from '../helpers/database.ts'

const TOKENS = ['oidc_authorization_code', 'oidc_access_token', 'oidc_refresh_token'] as const

/** The sub of somebody, by the current number. */
export async function subOf({ app }: TestDatabase, nip: string): Promise<string> {
  const { pegawai_id: sub } = await app.knex('pegawai_nip').where({ nip }).first<{ pegawai_id: string }>()
  return sub
}

/** A session of a person with a grant, a code and both tokens of one application. */
export async function signedInSomewhere({ app }: Pick<TestDatabase, 'app'>, sub: string, name: string): Promise<void> {
  const common = { payload: '{"a":1}', expires_at: new Date(Date.now() + 3_600_000) }
  await app.knex('oidc_session').insert({ id: sha256(name), uid: name, account_id: sub, ...common })
  await app.knex('oidc_grant').insert({ id: sha256(name), account_id: sub, client_id: 'c', ...common })
  for (const table of TOKENS) {
    await app.knex(table).insert({ id: sha256(name), grant_id: name, account_id: sub, client_id: 'c', ...common })
  }
}

/** How much of a person is left: living sessions, then grants, codes and tokens. */
export async function whatIsLeft(
  { app }: Pick<TestDatabase, 'app'>, sub: string,
): Promise<{ sessions: number; artefacts: number }> {
  const count = async (table: string, where: object): Promise<number> => {
    const rows = await app.knex(table).where(where).select<{ id: Buffer }[]>('id')
    return rows.length
  }
  const artefacts = await Promise.all(['oidc_grant', ...TOKENS].map((table) => count(table, { account_id: sub })))
  return {
    sessions: await count('oidc_session', { account_id: sub, destroyed_at: null }),
    artefacts: artefacts.reduce((sum, one) => sum + one),
  }
}
