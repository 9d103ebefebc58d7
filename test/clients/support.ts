import type { Database } from '../../src/kernel/db/database.ts'
import { type Clock, dayInWib } from '../../src/kernel/lib/clock.ts'
import { unrevokedSecrets } from '../../src/domain/clients/secret.queries.ts'
import { secretIsLive } from '../../src/domain/clients/secret.rules.ts'

/** A clock that stands still. */
export const clockAt = (instant: string): Clock =>
  ({ now: () => new Date(instant), today: () => dayInWib(new Date(instant)) })

export const clock = clockAt('2026-11-22T01:00:00Z')

/** One row of `audit_event` as tests compare it. */
export interface Told {
  readonly kind: string
  readonly actor: string
  readonly client_id: string | null
  readonly data: Record<string, unknown>
}

/** @returns every event, oldest first, those of one transaction by kind */
export function eventsOf(database: Database): Promise<Told[]> {
  return rows<Told>(database, 'SELECT kind, actor, client_id, data FROM audit_event ORDER BY xid, kind')
}

/** @returns the rows of any statement, for what a test looks up behind the use-case */
export function rows<Row>(database: Database, text: string, ...values: unknown[]): Promise<Row[]> {
  return database.query<Row>({ text, values })
}

/** What the token endpoint asks: is this one of the client's live secrets? */
export async function redeems(database: Database, clientId: string, presented: string): Promise<boolean> {
  return secretIsLive(presented, await unrevokedSecrets(database, clientId), clock.now())
}

/** From here on no audit event can be written, hence no act may happen. */
export async function silenceAudit(owner: Database): Promise<void> {
  await owner.query({ text: 'REVOKE INSERT ON audit_event FROM satu_login_app', values: [] })
}

/** Somebody with this NIP, at work in the unit with this code where there is one. @returns the `sub` */
export async function insertPerson(database: Database, nip: string, unitKode = '920600000000000'): Promise<string> {
  const [person] = await rows<{ id: string }>(database, `WITH person AS (
      INSERT INTO pegawai (nama, tanggal_lahir, kedudukan_kode, keadaan, synthetic)
      VALUES ('Uji Coba', '1990-01-01', '01', 'aktif', true) RETURNING id
    ), post AS (
      INSERT INTO pegawai_jabatan (pegawai_id, unit_id, valid_from)
      SELECT id, (SELECT unit_id FROM unit_kode WHERE kode = $2 AND valid_to IS NULL), '2015-03-01' FROM person
    ) INSERT INTO pegawai_nip (nip, pegawai_id, valid_from) SELECT $1, id, '2015-03-01' FROM person
    RETURNING pegawai_id AS id`, nip, unitKode)
  return person?.id ?? ''
}
