/** What the staff recorded and nobody needs any more; the rows themselves belong to domain/kepegawaian. */
import type { Leftovers } from '../../kernel/db/leftovers.ts'

/** Scans of letters whose own day to go has come. */
export const OLD_SCANS: Leftovers = {
  table: 'penugasan_pindaian', over: `hapus_pada <= (CAST($1 AS timestamptz) AT TIME ZONE 'Asia/Jakarta')::date`,
  by: 'hapus_pada',
}

/** Refused people and letters, by when they were refused: that and by whom stays in the audit trail. */
export const REFUSED: readonly Leftovers[] = ['tanpa_nip_usulan', 'penugasan_usulan'].map((table) =>
  ({ table, over: `keadaan = 'ditolak' AND diputus_at < $1` }))
