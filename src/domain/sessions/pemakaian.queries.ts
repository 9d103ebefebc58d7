import type { Statement } from '../../kernel/db/database.ts'

/** How many people an application was told of on a day. */
export interface DayOfUse {
  /** Day in WIB. */
  readonly hari: string
  readonly orang: number
}

/** What one look at the ledger says of an application. */
export interface Use {
  readonly hari: readonly DayOfUse[]
  /** Names of claims that were released since then, each once. */
  readonly klaim: readonly string[]
}

/**
 * The release ledger of one application: people by day, days without anybody left out, and what was released at all. That
 * its users were matched by NIP is no use of it: those rows have this very set, which no sign-in releases.
 * @param dari.hari first day of the days
 * @param dari.klaim first day of the look for claims, not after that
 */
export function selectUse(clientId: string, dari: { readonly hari: string; readonly klaim: string }): Statement {
  return {
    text: `WITH told AS MATERIALIZED (
        SELECT pegawai_id, hari, klaim FROM pelepasan_klaim
        WHERE client_id = $1 AND hari >= $2::date AND klaim <> ARRAY['nip', 'sub']
      )
      SELECT coalesce((SELECT json_agg(json_build_object('hari', d.hari, 'orang', d.orang) ORDER BY d.hari) FROM (
          SELECT hari, count(DISTINCT pegawai_id)::int AS orang FROM told WHERE hari >= $3::date GROUP BY hari) d), '[]') AS hari,
        ARRAY(SELECT DISTINCT unnest(klaim) FROM (SELECT DISTINCT klaim FROM told) sets ORDER BY 1) AS klaim`,
    values: [clientId, dari.klaim, dari.hari],
  }
}
