/** Kedudukan hukum that begin on a day to come. */
import type { Knex } from 'knex'
import { type Keadaan, readKedudukan } from './kedudukan.rules.ts'

/** One word of a source: from this day on the person has this kedudukan. */
export interface Announcement {
  readonly pegawaiId: string
  /** SIASN's code; one that nobody knows holds the person from that day, as in a feed. */
  readonly kode: string
  /** First day, YYYY-MM-DD in WIB. */
  readonly berlaku: string
  readonly sumber: string
  readonly run?: string | undefined
  /** When the source said so: of two words for one day the later one stands, whichever comes first. */
  readonly recordedAt: Date
}

/**
 * Takes note of kedudukan that take effect by date, at 00:00 WIB, without a sync. Said again, nothing changes. One that
 * is due already counts at once; whoever announces it ends what has to end (`endEverythingOf`).
 */
export async function scheduleKedudukan(trx: Knex.Transaction, announcements: readonly Announcement[]): Promise<void> {
  const rows = new Map<string, object>()
  for (const { pegawaiId, kode, berlaku, sumber, run, recordedAt } of announcements.toSorted(byTime)) {
    const read = readKedudukan(kode)
    const standing = read.tahan
      ? { kode: read.terbaca, nama: null, keadaan: null }
      : { kode: read.kedudukan.kode, nama: read.kedudukan.nama, keadaan: read.kedudukan.keadaan }
    // One statement may not write a row twice: of several words for a day the last is the one.
    rows.set(`${pegawaiId} ${berlaku} ${sumber}`, {
      pegawai_id: pegawaiId, ...standing, berlaku, sumber, run_id: run ?? null, recorded_at: recordedAt.toISOString(),
    })
  }
  if (rows.size === 0) return
  await trx.raw(
    `INSERT INTO kedudukan_terjadwal AS k (pegawai_id, kode, nama, keadaan, berlaku, sumber, run_id, recorded_at)
     SELECT pegawai_id, kode, nama, keadaan, berlaku, sumber, run_id, recorded_at
     FROM json_to_recordset(CAST(:rows AS json)) AS r(pegawai_id uuid, kode text, nama text, keadaan text, berlaku date,
       sumber text, run_id uuid, recorded_at timestamptz)
     ON CONFLICT (pegawai_id, berlaku, sumber) WHERE diterapkan_at IS NULL AND dibatalkan_at IS NULL
       DO UPDATE SET kode = excluded.kode, nama = excluded.nama, keadaan = excluded.keadaan, run_id = excluded.run_id,
         recorded_at = excluded.recorded_at
       WHERE (k.recorded_at, k.kode) < (excluded.recorded_at, excluded.kode)`,
    { rows: JSON.stringify([...rows.values()]) },
  )
}

/** Takes announcements of a source back that have not been written into their people yet. */
export async function cancelKedudukan(
  trx: Knex.Transaction,
  { announcements, at }: { announcements: readonly Pick<Announcement, 'pegawaiId' | 'berlaku' | 'sumber'>[]; at: Date },
): Promise<void> {
  await trx.raw(
    `UPDATE kedudukan_terjadwal k SET dibatalkan_at = :at
     FROM json_to_recordset(CAST(:rows AS json)) AS r("pegawaiId" uuid, berlaku date, sumber text)
     WHERE k.pegawai_id = r."pegawaiId" AND k.berlaku = r.berlaku AND k.sumber = r.sumber
       AND k.diterapkan_at IS NULL AND k.dibatalkan_at IS NULL`,
    { rows: JSON.stringify(announcements), at },
  )
}

const byTime = (one: Announcement, other: Announcement): number =>
  one.recordedAt.getTime() - other.recordedAt.getTime() || (one.kode < other.kode ? -1 : 1)

/** A kedudukan that was written into its person. */
export interface DueKedudukan {
  readonly pegawai_id: string
  readonly kode: string
  readonly hari: string
  /** By the kedudukan alone, before and after. */
  readonly dari: Keadaan
  readonly ke: Keadaan
}

/**
 * Writes what is due into the people: the last known kedudukan of each, and the mark for one that nobody knows. One that
 * would end a service waits while the calendar's brake holds its day, as in `keadaanPada`.
 * @param today official day in WIB, YYYY-MM-DD
 */
export async function dueKedudukan(
  trx: Knex.Transaction, { today, at }: { today: string; at: Date },
): Promise<DueKedudukan[]> {
  const { rows } = await trx.raw<{ rows: DueKedudukan[] }>(
    `WITH due AS (
       UPDATE kedudukan_terjadwal k SET diterapkan_at = :at
       WHERE k.berlaku <= CAST(:today AS date) AND k.diterapkan_at IS NULL AND k.dibatalkan_at IS NULL
         AND (k.keadaan IS NULL OR k.keadaan IN ('aktif', 'terbatas') OR NOT EXISTS (
           SELECT FROM pegawai_tahan m WHERE m.pegawai_id = k.pegawai_id AND m.sebab = 'kalender' AND m.lepas_at IS NULL
             AND m.hari >= k.berlaku))
       RETURNING k.pegawai_id, k.kode, k.nama, k.keadaan, k.berlaku, k.recorded_at
     ),
     known AS (SELECT DISTINCT ON (pegawai_id) * FROM due WHERE keadaan IS NOT NULL
       ORDER BY pegawai_id, berlaku DESC, recorded_at DESC, kode DESC),
     last AS (SELECT DISTINCT ON (pegawai_id) pegawai_id, keadaan IS NULL AS tak_dikenal FROM due
       ORDER BY pegawai_id, berlaku DESC, recorded_at DESC, kode DESC),
     before AS (SELECT p.id, p.keadaan FROM pegawai p JOIN last ON last.pegawai_id = p.id),
     written AS (
       UPDATE pegawai p SET kedudukan_kode = coalesce(known.kode, p.kedudukan_kode),
         kedudukan_nama = CASE WHEN known.kode IS NULL THEN p.kedudukan_nama ELSE known.nama END,
         keadaan = coalesce(known.keadaan, p.keadaan), tahan = last.tak_dikenal, updated_at = :at
       FROM last LEFT JOIN known ON known.pegawai_id = last.pegawai_id WHERE p.id = last.pegawai_id
       RETURNING p.id, known.kode, known.berlaku AS hari, p.keadaan AS ke
     )
     SELECT written.id AS pegawai_id, written.kode, written.hari, before.keadaan AS dari, written.ke
     FROM written JOIN before ON before.id = written.id WHERE written.kode IS NOT NULL`,
    { today, at },
  )
  return rows
}
