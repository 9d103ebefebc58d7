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
