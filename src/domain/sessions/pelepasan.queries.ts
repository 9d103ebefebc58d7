import type { Statement } from '../../kernel/db/database.ts'

/** What one answer told an application of a person. */
export interface Release {
  /** The person's own `sub`, also where the application knows him under another. */
  readonly pegawaiId: string
  readonly clientId: string
  /** Names of claims, each once, in the order of the alphabet. */
  readonly klaim: readonly string[]
}

/** @returns names of all claims that an application ever received of a person; none: he has never entered it */
export function selectReleased(pegawaiId: string, clientId: string): Statement {
  return {
    text: `SELECT DISTINCT unnest(klaim) AS klaim FROM pelepasan_klaim WHERE pegawai_id = $1 AND client_id = $2`,
    values: [pegawaiId, clientId],
  }
}

/**
 * Writes the first release of a day; a later one of the same set leaves the row as it is.
 * @param hari day in WIB, `YYYY-MM-DD`
 */
export function insertRelease({ pegawaiId, clientId, klaim }: Release, hari: string, at: Date): Statement {
  return {
    text: `INSERT INTO pelepasan_klaim (pegawai_id, client_id, hari, klaim, pertama_at) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (pegawai_id, client_id, hari, klaim) DO NOTHING`,
    values: [pegawaiId, clientId, hari, klaim, at],
  }
}

/** What one application received of a person: one set of claims, with the days on which it went out. */
export interface ReleasedSet {
  readonly clientId: string
  /** The application's name. */
  readonly nama: string
  readonly klaim: readonly string[]
  /** Days in WIB, YYYY-MM-DD. */
  readonly pertama: string
  readonly terakhir: string
  /** On how many days. */
  readonly hari: number
}

/** Everything that applications received of a person, by application and set of claims, the latest first. */
export function selectReleasedSets(pegawaiId: string): Statement {
  return {
    text: `SELECT p.client_id AS "clientId", coalesce(a.nama, p.client_id) AS nama, p.klaim,
             min(p.hari)::text AS pertama, max(p.hari)::text AS terakhir, count(*)::int AS hari
           FROM pelepasan_klaim p LEFT JOIN client c USING (client_id) LEFT JOIN aplikasi a ON a.id = c.aplikasi_id
           WHERE p.pegawai_id = $1 GROUP BY p.client_id, a.nama, p.klaim
           ORDER BY max(p.hari) DESC, 2, p.klaim`,
    values: [pegawaiId],
  }
}
