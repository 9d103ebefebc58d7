/** Kedudukan hukum that begin on a day to come. */
import type { Knex } from 'knex'
import { readKedudukan } from './kedudukan.rules.ts'

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
