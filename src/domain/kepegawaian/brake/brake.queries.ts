/** What the brake weighs, and the question it asks. */
import type { Knex } from 'knex'
import { OPD_KINDS } from '../../pegawai/unit/unit.rules.ts'
import type { OpdLosses } from '../limits.rules.ts'
import type { Alarm } from '../runs/run.ts'

export interface OpdWeight extends OpdLosses {
  readonly nama: string | null
}

/** @returns everybody who has not left, or is among `lost` and just did, by the OPD he works in today, and how many of them are among `lost` */
export async function weighLosses(
  trx: Knex.Transaction, { lost, today }: { lost: readonly string[]; today: string },
): Promise<OpdWeight[]> {
  const { rows } = await trx.raw<{ rows: OpdWeight[] }>(`
    WITH RECURSIVE up AS (
      SELECT id AS unit_id, id, jenis, induk_id, 0 AS depth FROM unit_kerja
      UNION ALL
      SELECT up.unit_id, u.id, u.jenis, u.induk_id, up.depth + 1 FROM up JOIN unit_kerja u ON u.id = up.induk_id
      WHERE up.jenis <> ALL(:kinds) AND up.depth < 12
    ), opd AS MATERIALIZED (SELECT unit_id, id AS opd_id FROM up WHERE jenis = ANY(:kinds)),
    post AS (
      SELECT DISTINCT ON (pegawai_id) pegawai_id, unit_id FROM pegawai_jabatan
      WHERE valid_from <= CAST(:today AS date) AND (valid_to IS NULL OR valid_to > CAST(:today AS date))
      ORDER BY pegawai_id, valid_from DESC
    )
    SELECT opd.opd_id AS opd, n.nama, count(*)::int AS serving,
      (count(*) FILTER (WHERE p.id = ANY(CAST(:lost AS uuid[]))))::int AS lost
    FROM pegawai p LEFT JOIN post ON post.pegawai_id = p.id LEFT JOIN opd ON opd.unit_id = post.unit_id
    LEFT JOIN unit_nama n ON n.unit_id = opd.opd_id AND n.valid_to IS NULL
    WHERE p.keadaan <> 'tutup' OR p.id = ANY(CAST(:lost AS uuid[])) GROUP BY opd.opd_id, n.nama`,
  { kinds: [...OPD_KINDS], today, lost: [...lost] })
  return rows
}

/** A permission that nobody used does not keep. */
const PERMISSION_DAYS = 7

interface Asked {
  readonly sumber: string
  readonly digest: Buffer
  readonly run: string
  readonly alarms: readonly Alarm[]
  readonly at: Date
}

/**
 * Asks about a difference, once.
 * @returns the run about which it is asked: another one when the same difference waits already
 */
export async function insertQuestion(trx: Knex.Transaction, { sumber, digest, run, alarms, at }: Asked): Promise<string> {
  await trx.raw(
    `UPDATE kepegawaian_rem SET batal_at = :at
     WHERE dipakai_at IS NULL AND batal_at IS NULL AND ((run_id = :run AND digest <> :digest)
       OR (sumber = :sumber AND digest = :digest AND kedua_at <= CAST(:at AS timestamptz) - make_interval(days => :days)))`,
    { run, sumber, digest, at, days: PERMISSION_DAYS })
  const { rows } = await trx.raw<{ rows: [{ run_id: string }] }>(
    `WITH asked AS (
       INSERT INTO kepegawaian_rem (sumber, digest, run_id, sebab, dibuat_at)
       VALUES (:sumber, :digest, :run, :alarms, :at)
       ON CONFLICT (sumber, digest) WHERE dipakai_at IS NULL AND batal_at IS NULL DO NOTHING RETURNING run_id
     )
     SELECT run_id FROM asked UNION ALL
     SELECT run_id FROM kepegawaian_rem
     WHERE sumber = :sumber AND digest = :digest AND dipakai_at IS NULL AND batal_at IS NULL LIMIT 1`,
    { sumber, digest, run, alarms: JSON.stringify(alarms), at })
  return rows[0].run_id
}

/**
 * Uses the permission for a difference, which two people gave, in the transaction that makes it true.
 * @returns the run about which it had been asked; undefined when there is no permission, or somebody else just used it
 */
export async function usePermission(
  trx: Knex.Transaction, { sumber, digest, run, at }: { sumber: string; digest: Buffer; run: string; at: Date },
): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { run_id: string }[] }>(
    `UPDATE kepegawaian_rem SET dipakai_run = :run, dipakai_at = :at
     WHERE sumber = :sumber AND digest = :digest AND kedua IS NOT NULL AND dipakai_at IS NULL AND batal_at IS NULL
       AND kedua_at > CAST(:at AS timestamptz) - make_interval(days => :days)
     RETURNING run_id`, { sumber, digest, run, at, days: PERMISSION_DAYS })
  return rows[0]?.run_id
}

/** Gives up the runs of the schedule that wait for a difference of this source which is not there any more. */
export async function endStaleQuestions(
  trx: Knex.Transaction, { sumber, except, reason, at }: { sumber: string; except: string; reason: string; at: Date },
): Promise<void> {
  await trx.raw(
    `WITH stale AS (
       UPDATE kepegawaian_run SET outcome = 'dibatalkan', sebab = :reason, finished_at = :at
       WHERE sumber = :sumber AND pemicu = 'jadwal' AND outcome = 'menunggu' AND id <> :except RETURNING id
     )
     UPDATE kepegawaian_rem q SET batal_at = :at FROM stale
     WHERE q.run_id = stale.id AND q.dipakai_at IS NULL AND q.batal_at IS NULL`, { sumber, except, reason, at })
}

/** @returns who allowed a difference that waits for a second one; locked until he has spoken */
export async function lockFirst(trx: Knex.Transaction, run: string): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { pertama: string | null }[] }>(
    `SELECT pertama FROM kepegawaian_rem
     WHERE run_id::text = :run AND kedua IS NULL AND dipakai_at IS NULL AND batal_at IS NULL FOR UPDATE`, { run })
  return rows[0]?.pertama ?? undefined
}

/** Takes back what the first of two allowed, where the second has not spoken. */
export async function forgetFirst(trx: Knex.Transaction, run: string): Promise<void> {
  await trx.raw(
    `UPDATE kepegawaian_rem SET pertama = NULL, pertama_at = NULL
     WHERE run_id::text = :run AND kedua IS NULL AND dipakai_at IS NULL AND batal_at IS NULL`, { run })
}

/**
 * Allows a difference that waits, as the first or as the second of two different people.
 * @returns which of the two; undefined when it does not wait (any more), he was the first, or is not of BKD today
 */
export async function insertPermission(
  trx: Knex.Transaction, { run, by, today, at }: { run: string; by: string; today: string; at: Date },
): Promise<{ place: 1 | 2; digest: string; sumber: string } | undefined> {
  const { rows } = await trx.raw<{ rows: { place: 1 | 2; digest: string; sumber: string }[] }>(
    `UPDATE kepegawaian_rem SET
       kedua = CASE WHEN pertama IS NULL THEN NULL ELSE CAST(:by AS uuid) END,
       kedua_at = CASE WHEN pertama IS NULL THEN NULL ELSE CAST(:at AS timestamptz) END,
       pertama = COALESCE(pertama, CAST(:by AS uuid)), pertama_at = COALESCE(pertama_at, CAST(:at AS timestamptz))
     WHERE run_id::text = :run AND kedua IS NULL AND dipakai_at IS NULL AND batal_at IS NULL
       AND pertama IS DISTINCT FROM CAST(:by AS uuid)
       AND EXISTS (SELECT FROM product_role o WHERE o.pegawai_id = CAST(:by AS uuid) AND o.role = 'bkd'
         AND o.revoked_at IS NULL AND o.valid_from <= CAST(:today AS date)
         AND (o.valid_to IS NULL OR o.valid_to > CAST(:today AS date)))
     RETURNING CASE WHEN kedua IS NULL THEN 1 ELSE 2 END AS place, encode(digest, 'hex') AS digest, sumber`,
    { run, by, today, at })
  return rows[0]
}
