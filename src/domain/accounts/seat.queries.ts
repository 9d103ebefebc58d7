import type { Ending } from '../../kernel/db/endings.ts'

/** What the audit trail says of an end: the seat, and which way to it was lost. */
const told = (pegawai: string, cara: string): string =>
  `jsonb_build_object('pegawai', ${pegawai}, 'kursi', s.kursi_id, 'cara', ${cara})`

/**
 * Seats (decision 27) of whoever left for good; a suspension can be taken back, and meanwhile no query counts him. What
 * he let others do for him, or others him, ends with any freeze as well: whoever froze him may not trust it.
 */
export const SEAT_ENDINGS: readonly Ending[] = [
  {
    name: 'seats', tables: ['kursi_pemegang'], because: ['berhenti'],
    sql: `UPDATE kursi_pemegang s SET ended_at = :at, sebab = 'berhenti' FROM pegawai p
          WHERE p.id = s.pegawai_id AND s.ended_at IS NULL AND p.id IN (SELECT pegawai_id FROM leaving)
            AND (p.keadaan = 'tutup'
              OR p.tgl_meninggal <= (CAST(:at AS timestamptz) AT TIME ZONE 'Asia/Jakarta')::date)
          RETURNING true AS counts, ${told('s.pegawai_id', 's.cara')} AS told`,
  },
  {
    name: 'seat-delegations', tables: ['kursi_delegasi'], because: ['berhenti', 'dibekukan'],
    sql: `UPDATE kursi_delegasi s SET ended_at = :at, sebab = :reason
          WHERE s.ended_at IS NULL AND (s.dari IN (SELECT pegawai_id FROM leaving)
            OR s.kepada IN (SELECT pegawai_id FROM leaving))
          RETURNING true AS counts, ${told('s.kepada', "'delegasi'")} AS told`,
  },
]
