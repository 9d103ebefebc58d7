import type { Knex } from 'knex'
import type { NewPost, TimelineChange } from './linimasa.rules.ts'
import type { StoredAssignment } from './penugasan.rules.ts'

interface OfPerson { readonly pegawai_id: string }

/** The run that stands for one delivery of events; it is over when its transaction is. */
export async function insertEventRun(
  trx: Knex.Transaction, { id, sumber, isi, at, actor, report }: {
    id: string; sumber: string; isi: Buffer; at: Date; actor: string; report: object
  },
): Promise<void> {
  await trx.raw(`
    INSERT INTO kepegawaian_run (id, sumber, mode, pemicu, isi_sha256, started_at, isi_per, finished_at, outcome, aktor, report)
    VALUES (:id, :sumber, 'peristiwa', 'kiriman', :isi, :at, :at, :at, 'diterapkan', :actor, :report)`,
  { id, sumber, isi, at, actor, report: JSON.stringify(report) })
}

/** Posts end before others begin: a person has one without an end. */
export async function endPosts(trx: Knex.Transaction, ends: TimelineChange['ends']): Promise<void> {
  await trx.raw(`
    UPDATE pegawai_jabatan j SET valid_to = r.valid_to
    FROM json_to_recordset(:rows::json) AS r(id uuid, valid_to date) WHERE j.id = r.id`, { rows: JSON.stringify(ends) })
}

export async function beginPosts(
  trx: Knex.Transaction, posts: readonly (NewPost & OfPerson)[], { run, at }: { run: string; at: Date },
): Promise<void> {
  await trx.raw(`
    INSERT INTO pegawai_jabatan (pegawai_id, jabatan_id, unit_id, eselon, tmt, valid_from, valid_to, recorded_at, run_id)
    SELECT pegawai_id, jabatan_id, unit_id, eselon, tmt, valid_from, valid_to, :at::timestamptz, :run::uuid
    FROM json_to_recordset(:rows::json)
      AS r(pegawai_id uuid, jabatan_id uuid, unit_id uuid, eselon text, tmt date, valid_from date, valid_to date)`,
  { rows: JSON.stringify(posts), run, at })
}

export async function beginAssignments(
  trx: Knex.Transaction, assignments: readonly (Omit<StoredAssignment, 'id'> & OfPerson)[], { run, at }: { run: string; at: Date },
): Promise<void> {
  await trx.raw(`
    INSERT INTO penugasan (pegawai_id, sumber, jenis, jabatan, unit_id, valid_from, valid_to, sk, recorded_at, run_id)
    SELECT pegawai_id, sumber, jenis, jabatan, unit_id, valid_from, valid_to, sk, :at::timestamptz, :run::uuid
    FROM json_to_recordset(:rows::json) AS r(pegawai_id uuid, sumber text, jenis text, jabatan text, unit_id uuid,
      valid_from date, valid_to date, sk text)`, { rows: JSON.stringify(assignments), run, at })
}

/** Under which ids sources know people from now on; the empty hash makes the next snapshot look at them. */
export async function rememberExternals(
  trx: Knex.Transaction, rows: readonly (OfPerson & { readonly sumber: string; readonly external_id: string })[], run: string,
): Promise<void> {
  await trx.raw(`
    INSERT INTO pegawai_sumber (sumber, external_id, pegawai_id, isi_hash, terakhir_run)
    SELECT sumber, external_id, pegawai_id, '', :run::uuid
    FROM json_to_recordset(:rows::json) AS r(sumber text, external_id text, pegawai_id uuid)
    ON CONFLICT (sumber, external_id) DO NOTHING`, { rows: JSON.stringify(rows), run })
}

/** What the directory says of these people is not what their snapshots said: the next one is compared in full. */
export async function forgetLines(trx: Knex.Transaction, pegawaiIds: readonly string[]): Promise<void> {
  await trx.raw(`UPDATE pegawai_sumber SET isi_hash = '' WHERE pegawai_id = ANY(:ids::uuid[])`, { ids: [...pegawaiIds] })
}

export interface NewJabatan {
  readonly id: string
  readonly sumber: string
  readonly external_id: string
  readonly nama: string
  readonly jenis: string
}

export async function insertJabatan(trx: Knex.Transaction, rows: readonly NewJabatan[]): Promise<void> {
  await trx.raw(`
    INSERT INTO jabatan (id, sumber, external_id, nama, jenis)
    SELECT id, sumber, external_id, nama, jenis
    FROM json_to_recordset(:rows::json) AS r(id uuid, sumber text, external_id text, nama text, jenis text)`,
  { rows: JSON.stringify(rows) })
}

/**
 * One writer of people at a time, over all nodes, until the transaction ends: imports and events do not read what the
 * other is about to write.
 */
export async function lockDirectory(trx: Knex.Transaction): Promise<void> {
  await trx.raw(`SELECT pg_advisory_xact_lock(hashtext('kepegawaian_terap'))`)
}

/** PostgreSQL's "lock not available": an import is writing people, longer than anybody should wait for. */
export const LOCK_NOT_AVAILABLE = '55P03'

/** How long a program waits for the directory at most; what comes later is kept and applied by itself. */
export async function limitWaiting(trx: Knex.Transaction): Promise<void> {
  await trx.raw(`SET LOCAL lock_timeout = '3s'`)
}
