import { randomBytes } from 'node:crypto'
import { newId } from '../../src/kernel/lib/ids.ts'
import { pegawaiCsv, rows } from '../kepegawaian/feeds.ts'
import type { House } from './house.ts'

/** A run that the brake holds: forty people of Dinas Pendidikan and one of another OPD would be closed. @returns its id */
export async function waitingRun({ db }: Pick<House, 'db'>): Promise<string> {
  const id = newId()
  const alarms = [{ kind: 'jumlah', endings: 41, people: 10_000, limit: 40 }, { kind: 'lebih-pendek', read: 9_400, previous: 10_000 }]
  await db.owner.query({
    text: `INSERT INTO kepegawaian_run (id, sumber, mode, pemicu, started_at, finished_at, outcome, langkah, report)
           VALUES ($1, 'siasn', 'penuh', 'jadwal', date_trunc('milliseconds', now()), now(), 'menunggu', 'rem',
             '{"read": 9400, "created": 0, "changed": 41, "unchanged": 9359, "ended": 41, "quarantined_count": 2,
               "reasons": {"nip-length": 2}}')`,
    values: [id],
  })
  await db.owner.query({
    text: `INSERT INTO kepegawaian_selisih (run_id, nomor, hal, pegawai_id, external_id, kolom, lama, baru)
           SELECT $1, row_number() OVER (), 'pegawai', p.id, 'X', 'keadaan', 'aktif', 'tutup'
           FROM (SELECT id FROM pegawai WHERE keadaan = 'aktif' ORDER BY id LIMIT 41) p`,
    values: [id],
  })
  await db.owner.query({
    text: `INSERT INTO kepegawaian_karantina (run_id, nomor, berkas, baris, kolom, alasan)
           SELECT $1, n, 'pegawai.csv', n + 1, 'nip_baru', 'nip-length' FROM generate_series(1, 2) AS n`,
    values: [id],
  })
  await db.owner.query({
    text: `INSERT INTO kepegawaian_rem (sumber, digest, run_id, sebab, dibuat_at) VALUES ('siasn', $2, $1, $3, now())`,
    values: [id, randomBytes(32), JSON.stringify(alarms)],
  })
  return id
}

/** A pegawai.csv of three invented people. */
export const smallBundle = (): string => pegawaiCsv(rows(1, 3))
