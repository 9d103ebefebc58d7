import type { Knex } from 'knex'
import type { Assignment } from '../difference/assignments.rules.ts'
import type { Jabatan, JabatanDifference } from '../difference/jabatan.rules.ts'
import type { OpenedPost, PostDifference } from '../difference/post.rules.ts'

const JABATAN = 'json_to_recordset(:rows::json) AS r(id uuid, external_id text, nama text, jenis text)'

/** The source's list of jabatan. */
export async function applyJabatan(
  trx: Knex.Transaction, { created, changed }: JabatanDifference, sumber: string,
): Promise<void> {
  const rows = (list: readonly Jabatan[]): string => JSON.stringify(list)
  if (created.length > 0) {
    await trx.raw(`
      INSERT INTO jabatan (id, sumber, external_id, nama, jenis)
      SELECT id, :sumber, external_id, nama, jenis FROM ${JABATAN}`,
    { rows: rows(created), sumber })
  }
  if (changed.length > 0) {
    await trx.raw(`UPDATE jabatan j SET nama = r.nama, jenis = r.jenis FROM ${JABATAN} WHERE j.id = r.id`,
      { rows: rows(changed) })
  }
}

/**
 * Ends what is open. A post that has not begun never will: its range becomes empty, and the one before it, which was
 * to end on that day, goes on until the new one begins.
 */
export async function closePosts(
  trx: Knex.Transaction, ends: readonly { pegawai_id: string; ends: string }[], today: string,
): Promise<void> {
  await trx.raw(`
    UPDATE pegawai_jabatan j
    SET valid_to = CASE WHEN j.valid_from > :today::date THEN j.valid_from ELSE greatest(j.valid_from, r.ends) END
    FROM json_to_recordset(:rows::json) AS r(pegawai_id uuid, ends date)
    WHERE j.pegawai_id = r.pegawai_id AND (j.valid_to IS NULL OR j.valid_to > :today::date)`,
  { rows: JSON.stringify(ends), today })
}

/** Puts details of a post right that stays the same. */
export async function correctPosts(
  trx: Knex.Transaction, posts: readonly NonNullable<PostDifference['correct']>[],
): Promise<void> {
  await trx.raw(`
    UPDATE pegawai_jabatan j SET eselon = r.eselon, tmt = r.tmt
    FROM json_to_recordset(:rows::json) AS r(id uuid, eselon text, tmt date) WHERE j.id = r.id`,
  { rows: JSON.stringify(posts) })
}

export async function openPosts(
  trx: Knex.Transaction, posts: readonly (OpenedPost & { pegawai_id: string })[],
  { run, at }: { run: string; at: Date },
): Promise<void> {
  await trx.raw(`
    INSERT INTO pegawai_jabatan (pegawai_id, jabatan_id, unit_id, eselon, tmt, valid_from, recorded_at, run_id)
    SELECT pegawai_id, jabatan_id, unit_id, eselon, tmt, valid_from, :at::timestamptz, :run::uuid
    FROM json_to_recordset(:rows::json)
      AS r(pegawai_id uuid, jabatan_id uuid, unit_id uuid, eselon text, tmt date, valid_from date)`,
  { rows: JSON.stringify(posts), run, at })
}

/** Takes assignments back: as if they had never been, but still on record. */
export async function endAssignments(
  trx: Knex.Transaction, ids: readonly string[], { at }: { at: Date },
): Promise<void> {
  await trx.raw('UPDATE penugasan SET ended_at = :at WHERE id = ANY(:ids::uuid[])', { ids, at })
}

export async function openAssignments(
  trx: Knex.Transaction, assignments: readonly Assignment[],
  { sumber, run, at }: { sumber: string; run: string; at: Date },
): Promise<void> {
  await trx.raw(`
    INSERT INTO penugasan (pegawai_id, sumber, jenis, jabatan, unit_id, valid_from, valid_to, sk, recorded_at, run_id)
    SELECT pegawai_id, :sumber, jenis, jabatan, unit_id, valid_from, valid_to, sk, :at::timestamptz, :run::uuid
    FROM json_to_recordset(:rows::json) AS r(pegawai_id uuid, jenis text, jabatan text, unit_id uuid, valid_from date,
      valid_to date, sk text)`, { rows: JSON.stringify(assignments), sumber, run, at })
}
