/** Days of many ends: what waits for BKD, and what BKD was told of it. */
import type { Knex } from 'knex'
import type { Passed } from '../limits.rules.ts'

/** Lets one node at a time work on the calendar, until its transaction ends. */
export async function lockCalendar(trx: Knex.Transaction): Promise<void> {
  await trx.raw(`SELECT pg_advisory_xact_lock(hashtext('kepegawaian.kalender'))`)
}

/** @returns the last day up to which ends were ended, undefined where the calendar was never looked at */
export async function lastDayDone(trx: Knex.Transaction): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { sampai: string }[] }>('SELECT sampai FROM kalender_diperiksa')
  return rows[0]?.sampai
}

/** @param day up to which ends were ended now; it never goes back */
export async function setDayDone(trx: Knex.Transaction, day: string): Promise<void> {
  await trx.raw(
    `INSERT INTO kalender_diperiksa AS k (sampai) VALUES (:day)
     ON CONFLICT (satu) DO UPDATE SET sampai = greatest(k.sampai, excluded.sampai)`, { day },
  )
}

/**
 * Takes the calendar's mark from whom it no longer holds back: his end was moved beyond the day of the mark, or a
 * kedudukan has ended his service meanwhile.
 * @returns their ids
 */
export async function releaseMoved(trx: Knex.Transaction, at: Date): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { pegawai_id: string }[] }>(
    `UPDATE pegawai_tahan m SET lepas_at = :at FROM pegawai p
     WHERE p.id = m.pegawai_id AND m.sebab = 'kalender' AND m.lepas_at IS NULL
       AND (p.keadaan NOT IN ('aktif', 'terbatas')
         OR coalesce(p.tmt_pensiun > m.hari, true) AND coalesce(p.akhir_kontrak >= m.hari, true)
           AND NOT EXISTS (SELECT FROM kedudukan_terjadwal k WHERE k.pegawai_id = p.id AND k.berlaku <= m.hari
             AND k.diterapkan_at IS NULL AND k.dibatalkan_at IS NULL AND k.keadaan NOT IN ('aktif', 'terbatas')))
     RETURNING m.pegawai_id`, { at },
  )
  return rows.map(({ pegawai_id }) => pegawai_id)
}

/** A day on which more would end than may end unseen. */
export interface CrowdedDay {
  readonly hari: string
  readonly jumlah: number
  readonly sebab: readonly Passed[]
}

/** Writes such days down, or what they have come to. */
export async function upsertCrowdedDays(
  trx: Knex.Transaction, { days, at }: { days: readonly CrowdedDay[]; at: Date },
): Promise<void> {
  await trx.raw(
    `INSERT INTO kalender_rem (hari, jumlah, sebab, dibuat_at)
     SELECT hari, jumlah, sebab, CAST(:at AS timestamptz)
     FROM json_to_recordset(CAST(:days AS json)) AS d(hari date, jumlah int, sebab jsonb)
     ON CONFLICT (hari) DO UPDATE SET jumlah = excluded.jumlah, sebab = excluded.sebab`,
    { days: JSON.stringify(days), at },
  )
}

/** Remembers that BKD is told of a day, so many days before. @returns false when it was told that before */
export async function rememberAlarm(
  trx: Knex.Transaction, { hari, batas, at }: { hari: string; batas: number; at: Date },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    'INSERT INTO kalender_kabar (hari, batas, at) VALUES (:hari, :batas, :at) ON CONFLICT DO NOTHING RETURNING 1',
    { hari, batas, at },
  )
  return rows.length === 1
}

/** What two people have said to a day. */
export interface Answers {
  /** hex of the list that the first one confirmed */
  readonly digest: string | null
  readonly pertama: string | null
  readonly kedua: string | null
}

/** Reads a day and keeps others from answering until the transaction ends. */
export async function lockDay(trx: Knex.Transaction, hari: string): Promise<Answers | undefined> {
  const { rows } = await trx.raw<{ rows: Answers[] }>(
    `SELECT encode(digest, 'hex') AS digest, pertama, kedua FROM kalender_rem WHERE hari = :hari FOR UPDATE`, { hari },
  )
  return rows[0]
}

/** The first of two has confirmed a list; whatever was said to another list before is void. */
export async function setFirst(
  trx: Knex.Transaction, { hari, digest, by, at }: { hari: string; digest: string; by: string; at: Date },
): Promise<void> {
  await trx.raw(
    `UPDATE kalender_rem SET digest = decode(:digest, 'hex'), pertama = :by, pertama_at = :at, kedua = NULL,
       kedua_at = NULL WHERE hari = :hari`, { hari, digest, by, at },
  )
}

/** The second of two has confirmed the same list. */
export async function setSecond(
  trx: Knex.Transaction, { hari, by, at }: { hari: string; by: string; at: Date },
): Promise<void> {
  await trx.raw('UPDATE kalender_rem SET kedua = :by, kedua_at = :at WHERE hari = :hari', { hari, by, at })
}
