import type { Knex } from 'knex'
import type { Leftovers } from '../../../kernel/db/leftovers.ts'
import { datedState } from '../../pegawai/keadaan.queries.ts'
import type { DatedState } from '../../pegawai/keadaan.rules.ts'
import { MOST_A_DAY } from './petakan.rules.ts'

/** What mapping asks of a client; nobody changes it meanwhile. */
export interface MappedClient {
  readonly state: 'draf' | 'uji' | 'menunggu' | 'aktif' | 'tangguh' | 'tutup'
  readonly host: string
  readonly metadata: { readonly scope?: string; readonly subject_type: 'public' | 'pairwise' }
  /** Everybody is a tester: of a demo instance alone. */
  readonly penguji_semua: boolean
}

export async function lockMappedClient(trx: Knex.Transaction, clientId: string): Promise<MappedClient | undefined> {
  const { rows } = await trx.raw<{ rows: MappedClient[] }>(
    'SELECT state, host, metadata, penguji_semua FROM client WHERE client_id = ? FOR SHARE', [clientId])
  return rows[0]
}

/** Counts so many NIPs of a client's day, if there is room. @returns false when there is not: nothing was counted then */
export async function takeNumbers(
  trx: Knex.Transaction, { clientId, hari, jumlah }: { clientId: string; hari: string; jumlah: number },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `INSERT INTO petakan_jatah AS j (client_id, hari, nomor) VALUES (:clientId, :hari, :jumlah)
     ON CONFLICT (client_id, hari) DO UPDATE SET nomor = j.nomor + excluded.nomor
       WHERE j.nomor + excluded.nomor <= ${MOST_A_DAY} RETURNING nomor`, { clientId, hari, jumlah })
  return rows.length === 1
}

/** Somebody whose NIP was asked for. */
export interface NumberHolder extends DatedState {
  readonly nip: string
  readonly id: string
  readonly penguji: boolean
}

/** @returns who has these NIPs today, in one statement */
export async function holdersOfNumbers(
  trx: Knex.Transaction, { clientId, nips, today }: { clientId: string; nips: readonly string[]; today: string },
): Promise<NumberHolder[]> {
  const { rows } = await trx.raw<{ rows: NumberHolder[] }>(
    `SELECT n.nip, p.id, ${datedState('p')},
       EXISTS (SELECT FROM client_tester t WHERE t.client_id = :clientId AND t.pegawai_id = p.id) AS penguji
     FROM pegawai_nip n JOIN pegawai p ON p.id = n.pegawai_id
     WHERE n.nip = ANY(CAST(:nips AS text[])) AND n.valid_from <= CAST(:today AS date)
       AND (n.valid_to IS NULL OR n.valid_to > CAST(:today AS date))`, { clientId, nips: [...nips], today })
  return rows
}

/** What is released of each who matches. */
const RELEASED = `ARRAY['nip', 'sub']`

/**
 * Writes into the release ledger that this client was told the NIP and the `sub` of these people, and makes the subs of a
 * pairwise client that there are not yet, in one statement; in one order, so that two at once do not wait in a circle.
 * @param sector of a pairwise client, null for one that knows people by their own sub
 * @returns the sub of each by his id
 */
export async function releaseSubs(
  trx: Knex.Transaction,
  { clientId, sector, people, hari, at }: {
    clientId: string; sector: string | null; people: readonly string[]; hari: string; at: Date
  },
): Promise<Map<string, string>> {
  const { rows } = await trx.raw<{ rows: { id: string; sub: string }[] }>(
    `WITH wanted AS (SELECT unnest(CAST(:people AS uuid[])) AS id),
     found AS (SELECT s.pegawai_id, s.sub FROM pairwise_sub s JOIN wanted w ON w.id = s.pegawai_id WHERE s.sector = :sector),
     made AS (
       INSERT INTO pairwise_sub (sector, pegawai_id)
       SELECT CAST(:sector AS text), id FROM wanted
       WHERE CAST(:sector AS text) IS NOT NULL AND id NOT IN (SELECT pegawai_id FROM found) ORDER BY id
       ON CONFLICT (sector, pegawai_id) DO UPDATE SET sector = excluded.sector RETURNING pegawai_id, sub
     ),
     told AS (
       INSERT INTO pelepasan_klaim (pegawai_id, client_id, hari, klaim, pertama_at)
       SELECT id, :clientId, CAST(:hari AS date), ${RELEASED}, :at FROM wanted ORDER BY id
       ON CONFLICT (pegawai_id, client_id, hari, klaim) DO NOTHING
     )
     SELECT w.id, coalesce(f.sub, m.sub, w.id) AS sub FROM wanted w
     LEFT JOIN found f ON f.pegawai_id = w.id LEFT JOIN made m ON m.pegawai_id = w.id`,
    { clientId, sector, people: [...people], hari, at },
  )
  return new Map(rows.map(({ id, sub }) => [id, sub]))
}

/** Days that are over. */
export const OLD_QUOTAS: Leftovers = { table: 'petakan_jatah', over: `hari < ($1 AT TIME ZONE 'Asia/Jakarta')::date - 1` }
