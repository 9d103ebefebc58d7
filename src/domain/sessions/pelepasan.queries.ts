import type { Statement } from '../../kernel/db/database.ts'

/** What one answer told an application of a person. */
export interface Release {
  /** The person's own `sub`, also where the application knows him under another. */
  readonly pegawaiId: string
  readonly clientId: string
  /** Names of claims, each once, in the order of the alphabet. */
  readonly klaim: readonly string[]
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
