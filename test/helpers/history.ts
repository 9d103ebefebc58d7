import type { House } from './house.ts'

/** Application of Table 1 that wants to be told of logouts. */
const SKP = 'skp.bantenprov.go.id'
const LPSE = 'lpse.bantenprov.go.id'

/**
 * Something of everything that a person's page tells: a mark, an announced kedudukan, a field that a run changed, a
 * freeze, and two applications, of which one was told and the other given up.
 */
export async function withHistory({ db }: Pick<House, 'db'>, sub: string): Promise<void> {
  const { owner } = db
  const run = '(SELECT id FROM kepegawaian_run ORDER BY started_at LIMIT 1)'
  const statements = [
    `INSERT INTO pegawai_tahan (pegawai_id, sebab, sejak, run_id, lepas_at)
     VALUES ($1, 'hilang', '2026-11-01T03:00Z', ${run}, '2026-11-02T03:00Z')`,
    `INSERT INTO kedudukan_terjadwal (pegawai_id, kode, nama, keadaan, berlaku, sumber, recorded_at, dibatalkan_at)
     VALUES ($1, '20', 'Masa Persiapan Pensiun', 'terbatas', '2027-03-01', 'siasn', '2026-11-03T03:00Z', '2026-11-04T03:00Z')`,
    `INSERT INTO kepegawaian_selisih (run_id, nomor, hal, pegawai_id, kolom, lama, baru)
     SELECT ${run}, 900000, 'pegawai', $1, 'golongan', 'III/c', 'III/d' ON CONFLICT DO NOTHING`,
    `INSERT INTO kepegawaian_selisih (run_id, nomor, hal, pegawai_id, kolom, lama, baru)
     SELECT ${run}, 900001, 'pegawai', $1, 'nip', '198001012005011001', '198001012005011002'
     ON CONFLICT DO NOTHING`,
    `INSERT INTO audit_event (id, stream, at, kind, actor, subject, outcome, correlation_id, data)
     VALUES (gen_random_uuid(), 'perbuatan', '2026-11-05T03:00Z', 'pegawai.dibekukan', 'operator', $1::text, 'berhasil', 'uji',
       '{"alasan": "ponsel hilang"}')`,
    `WITH told AS (
       INSERT INTO pengiriman_logout (account_id, client_id, sid, sebab, created_at, attempts, next_at, delivered_at, receipt)
       VALUES ($1, '${SKP}', 'a', 'dibekukan', '2026-11-05T03:00Z', 1, '2026-11-05T03:00Z', '2026-11-05T03:00:00.8Z', 'accepted')
       RETURNING id)
     INSERT INTO pengiriman_percobaan SELECT id, 1, '2026-11-05T03:00:00.1Z', 700, 'accepted' FROM told`,
    `WITH told AS (
       INSERT INTO pengiriman_logout (account_id, client_id, sid, sebab, created_at, attempts, next_at, given_up_at, receipt)
       VALUES ($1, '${LPSE}', 'b', 'dibekukan', '2026-11-05T03:00Z', 2, '2026-11-05T03:00Z', '2026-11-05T15:00Z',
         'it answered 503')
       RETURNING id)
     INSERT INTO pengiriman_percobaan SELECT id, t.ke, '2026-11-05T03:00Z', t.lama, t.receipt FROM told,
       (VALUES (1, NULL::int, NULL::text), (2, 120, 'it answered 503')) AS t (ke, lama, receipt)`,
  ]
  for (const text of statements) await owner.query({ text, values: [sub] })
}
