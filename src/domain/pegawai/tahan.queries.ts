/** Marks that hold people where they are: they keep what they had and get no new client, role or consent. */
import type { Knex } from 'knex'

/** `hilang`: missing from a full snapshot. `kalender`: too many would end on one day. */
export type TahanSebab = 'hilang' | 'kalender'

interface Marking {
  readonly pegawaiIds: readonly string[]
  readonly at: Date
  readonly run?: string | undefined
}

/**
 * Marks people; who carries the mark already keeps it as it is, a later day of the calendar alone moves it.
 * @param mark with `kalender` the last day of which the ends do not count, YYYY-MM-DD
 * @returns ids of those who were not marked before
 */
export async function markHeld(
  trx: Knex.Transaction,
  mark: Marking & ({ readonly sebab: 'hilang' } | { readonly sebab: 'kalender'; readonly hari: string }),
): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { pegawai_id: string; baru: boolean }[] }>(
    `INSERT INTO pegawai_tahan AS m (pegawai_id, sebab, sejak, hari, run_id)
     SELECT DISTINCT who, :sebab, CAST(:at AS timestamptz), CAST(:hari AS date), CAST(:run AS uuid)
     FROM unnest(CAST(:pegawaiIds AS uuid[])) AS who
     ON CONFLICT (pegawai_id, sebab) WHERE lepas_at IS NULL
       DO UPDATE SET hari = excluded.hari WHERE m.hari < excluded.hari
     RETURNING pegawai_id, xmax = 0 AS baru`,
    {
      pegawaiIds: [...mark.pegawaiIds], sebab: mark.sebab, at: mark.at, run: mark.run ?? null,
      hari: mark.sebab === 'kalender' ? mark.hari : null,
    },
  )
  return rows.filter(({ baru }) => baru).map(({ pegawai_id }) => pegawai_id)
}

/**
 * Takes a mark away.
 * @param release without `pegawaiIds`: from everybody
 * @returns ids of those who carried it
 */
export async function releaseHeld(
  trx: Knex.Transaction,
  { pegawaiIds, sebab, at }: { pegawaiIds?: readonly string[]; sebab: TahanSebab; at: Date },
): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { pegawai_id: string }[] }>(
    `UPDATE pegawai_tahan SET lepas_at = :at WHERE sebab = :sebab AND lepas_at IS NULL
       AND (CAST(:pegawaiIds AS uuid[]) IS NULL OR pegawai_id = ANY(CAST(:pegawaiIds AS uuid[])))
     RETURNING pegawai_id`,
    { pegawaiIds: pegawaiIds ? [...pegawaiIds] : null, sebab, at },
  )
  return rows.map(({ pegawai_id }) => pegawai_id)
}
