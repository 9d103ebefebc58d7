import type { Ending } from '../../kernel/db/endings.ts'

/** People who left for good, as `product-roles` has them: dismissed, retired, or dead by now. */
const GONE = `(SELECT p.id FROM pegawai p WHERE p.id IN (SELECT pegawai_id FROM leaving) AND (p.keadaan = 'tutup'
  OR p.tgl_meninggal <= (CAST(:at AS timestamptz) AT TIME ZONE 'Asia/Jakarta')::date))`

/**
 * Second factors of whoever left for good end, seeds and all. A freeze or a suspension can be taken back: the factors
 * sleep meanwhile, and whoever froze somebody whose phone was stolen removes that factor by its own act.
 */
export const FAKTOR_ENDINGS: readonly Ending[] = [
  {
    name: 'totp', tables: ['faktor_totp'], because: ['berhenti'],
    sql: `UPDATE faktor_totp SET revoked_at = :at, rahasia_sealed = NULL WHERE revoked_at IS NULL AND pegawai_id IN ${GONE}
          RETURNING konfirmasi_at IS NOT NULL AS counts, NULL::jsonb AS told`,
  },
  {
    name: 'passkeys', tables: ['faktor_passkey'], because: ['berhenti'],
    sql: `UPDATE faktor_passkey SET revoked_at = :at WHERE revoked_at IS NULL AND pegawai_id IN ${GONE}
          RETURNING true AS counts, NULL::jsonb AS told`,
  },
  {
    name: 'recovery-codes', tables: ['kode_pemulihan'], because: ['berhenti'],
    sql: `UPDATE kode_pemulihan SET revoked_at = :at
          WHERE used_at IS NULL AND revoked_at IS NULL AND pegawai_id IN ${GONE}
          RETURNING true AS counts, NULL::jsonb AS told`,
  },
  {
    // Whatever ends a person's sessions ends the trust in his devices: a new password, a reset of his factors, and a
    // freeze too, since whoever asks for one thinks that somebody else was there. That he signed in from them stays
    // known, which opens nothing and is what he reads afterwards; of who left for good it goes as well.
    name: 'trusted-devices', tables: ['perangkat'],
    sql: `UPDATE perangkat SET tepercaya_sampai = NULL, dicabut_at = CASE WHEN pegawai_id IN ${GONE} THEN CAST(:at AS timestamptz) END
          WHERE dicabut_at IS NULL AND (tepercaya_sampai IS NOT NULL OR pegawai_id IN ${GONE})
            AND pegawai_id IN (SELECT pegawai_id FROM leaving)
          RETURNING true AS counts, NULL::jsonb AS told`,
  },
]
