/** The brake on events: who was ended lately, who is held, and the question that BKD is asked about them. */
import type { Knex } from 'knex'

async function rowsOf<Row>(trx: Knex.Transaction, text: string, values: Record<string, Knex.RawBinding>): Promise<Row[]> {
  const { rows } = await trx.raw<{ rows: Row[] }>(text, values)
  return rows
}

/** @returns ids of people whose service was ended by events since then, or would have been but for the brake */
export async function findEndedSince(trx: Knex.Transaction, since: Date): Promise<string[]> {
  const rows = await rowsOf<{ pegawai_id: string }>(trx, `
    SELECT pegawai_id FROM kepegawaian_peristiwa WHERE mengakhiri_at > :since
    UNION SELECT pegawai_id FROM kepegawaian_peristiwa WHERE status = 'ditahan' AND diterima_at > :since`, { since })
  return rows.map(({ pegawai_id }) => pegawai_id)
}

/** @returns ids of people whom the brake holds for events of a source */
export async function findHeldPeople(trx: Knex.Transaction, sumber: string): Promise<string[]> {
  const rows = await rowsOf<{ pegawai_id: string }>(
    trx, `SELECT DISTINCT pegawai_id FROM kepegawaian_peristiwa WHERE status = 'ditahan' AND sumber = :sumber`, { sumber })
  return rows.map(({ pegawai_id }) => pegawai_id)
}

/** @returns the run that waits about events of a source */
export async function findWaitingRun(trx: Knex.Transaction, sumber: string): Promise<string | undefined> {
  const rows = await rowsOf<{ id: string }>(trx, `
    SELECT id FROM kepegawaian_run WHERE sumber = :sumber AND mode = 'peristiwa' AND outcome = 'menunggu'`, { sumber })
  return rows[0]?.id
}

export async function insertWaitingRun(
  trx: Knex.Transaction, { id, sumber, digest, actor, at }: { id: string; sumber: string; digest: Buffer; actor: string; at: Date },
): Promise<void> {
  await trx.raw(`
    INSERT INTO kepegawaian_run (id, sumber, mode, pemicu, isi_sha256, started_at, isi_per, outcome, aktor)
    VALUES (:id, :sumber, 'peristiwa', 'kiriman', :digest, :at, :at, 'menunggu', :actor)`, { id, sumber, digest, at, actor })
}

/** What a waiting run showed is not its difference any more. */
export async function forgetDifference(trx: Knex.Transaction, run: string): Promise<void> {
  await trx.raw('DELETE FROM kepegawaian_selisih WHERE run_id = :run', { run })
}

/** Nobody is held any more, and there is nothing to be allowed. */
export async function withdrawQuestion(trx: Knex.Transaction, run: string, at: Date): Promise<void> {
  await trx.raw('UPDATE kepegawaian_rem SET batal_at = :at WHERE run_id = :run AND dipakai_at IS NULL AND batal_at IS NULL', { run, at })
}

/** @returns sources about whose held events two people of BKD have said yes */
export async function findAllowedSources(trx: Knex.Transaction): Promise<{ sumber: string; digest: Buffer }[]> {
  return rowsOf(trx, `
    SELECT q.sumber, q.digest FROM kepegawaian_rem q JOIN kepegawaian_run r ON r.id = q.run_id
    WHERE r.mode = 'peristiwa' AND r.outcome = 'menunggu' AND q.kedua IS NOT NULL AND q.dipakai_at IS NULL AND q.batal_at IS NULL`, {})
}

/** Lets the held events of a source through. @returns their ids */
export async function letThrough(trx: Knex.Transaction, sumber: string, at: Date): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(trx, `
    UPDATE kepegawaian_peristiwa SET diizinkan_at = :at WHERE status = 'ditahan' AND sumber = :sumber RETURNING id`, { sumber, at })
  return rows.map(({ id }) => id)
}
