import { importBundle } from '../../../src/domain/kepegawaian/index.ts'
import { systemClock } from '../../../src/kernel/lib/clock.ts'
import type { TestDatabase } from '../../helpers/database.ts'
import type { Scope } from '../../helpers/scope.ts'
import { folderOf, pegawaiCsv } from '../../kepegawaian/feeds.ts'
import { sampleRows } from '../../kepegawaian/sample-rows.ts'

/** Some people of the directory who are no demo accounts, far apart in it. */
export async function choosePeople({ app }: TestDatabase, count: number): Promise<string[]> {
  const rows = await app.query<{ id: string }>({
    text: `SELECT id FROM (SELECT p.id, row_number() OVER (ORDER BY p.id) AS place FROM pegawai p
             WHERE p.keadaan = 'aktif' AND NOT EXISTS (SELECT FROM demo_account d WHERE d.pegawai_id = p.id)) AS all_of_them
           WHERE place % 97 = 0 LIMIT $1`,
    values: [count],
  })
  if (rows.length < count) throw new Error(`only ${rows.length} of ${count} people`)
  return rows.map(({ id }) => id)
}

/** A living session of each, in which every application was entered; written as the protocol would, without its work. */
export async function seatPeople({ app }: TestDatabase, ids: readonly string[], clients: readonly string[]): Promise<void> {
  await app.query({
    text: `INSERT INTO oidc_session (id, uid, account_id, payload, authorizations, login_at, expires_at)
           SELECT sha256(convert_to(who || now()::text, 'UTF8')), gen_random_uuid()::text, who, '{}',
             (SELECT jsonb_object_agg(name, jsonb_build_object('sid', gen_random_uuid()::text, 'grantId', 'x'))
              FROM unnest($2::text[]) AS name WHERE who IS NOT NULL), now(), now() + interval '1 hour'
           FROM unnest($1::uuid[]) AS who`,
    values: [ids, clients],
  })
}

/** The bundle of the personnel office in which these people are suspended, and nobody else is mentioned. */
export async function suspensionOf(scope: Scope, db: TestDatabase, ids: readonly string[]): Promise<string> {
  const rows = (await sampleRows(db, ids))
    .map((row) => ({ ...row, kedudukan_hukum_id: '04', kedudukan_hukum_nama: 'Pemberhentian Sementara' }))
  return folderOf(scope, { 'pegawai.csv': pegawaiCsv(rows) })
}

/** Imports it as BKD's steward does. @throws Error unless all of them are another now */
export async function importSuspension({ app }: TestDatabase, path: string, people: number): Promise<void> {
  const { changed } = await importBundle(app, systemClock(), { path, synthetic: true })
  if (changed !== people) throw new Error(`${changed} of ${people} were suspended`)
}
