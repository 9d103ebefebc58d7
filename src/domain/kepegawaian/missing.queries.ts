/** People of a source who are not in its full snapshot, and those who are here again. */
import type { Knex } from 'knex'
import { dayInWib } from '../../kernel/lib/clock.ts'
import { datedState } from '../pegawai/keadaan.queries.ts'
import { type DatedState, keadaanPada } from '../pegawai/keadaan.rules.ts'
import type { Known, MissingPerson } from './difference/missing.rules.ts'

export interface Present {
  readonly sumber: string
  /** sources that come first: whom they know, they alone can miss */
  readonly leading: readonly string[]
  /** ids that stand in the feed, in good lines and in bad ones */
  readonly externalIds: readonly string[]
  /** numbers that stand in it: who changed his id is not missing */
  readonly nips: readonly string[]
  /** YYYY-MM-DD in WIB */
  readonly today: string
}

const IS_OURS = `s.sumber = :sumber AND NOT EXISTS (
  SELECT FROM pegawai_sumber l WHERE l.pegawai_id = s.pegawai_id AND l.sumber = ANY(:leading))`

interface MissingRow extends Known, DatedState {
  readonly held_at: Date | null
}

/** @returns who is known to the source, has not left, and is not in the feed */
export async function loadMissing(trx: Knex.Transaction, present: Present): Promise<MissingPerson[]> {
  const { sumber, leading, externalIds, nips, today } = present
  const { rows } = await trx.raw<{ rows: MissingRow[] }>(`
    WITH present AS MATERIALIZED (
      SELECT s.pegawai_id FROM pegawai_sumber s JOIN unnest(:externalIds::text[]) AS here(id) ON here.id = s.external_id
      WHERE s.sumber = :sumber
    )
    SELECT DISTINCT ON (s.pegawai_id) s.pegawai_id, s.external_id, m.sejak AS held_at, ${datedState('p')}
    FROM pegawai_sumber s JOIN pegawai p ON p.id = s.pegawai_id
    LEFT JOIN pegawai_tahan m ON m.pegawai_id = s.pegawai_id AND m.sebab = 'hilang' AND m.lepas_at IS NULL
    WHERE ${IS_OURS} AND p.keadaan <> 'tutup' AND s.pegawai_id NOT IN (SELECT pegawai_id FROM present)
      AND NOT EXISTS (SELECT FROM pegawai_nip n
        WHERE n.pegawai_id = s.pegawai_id AND n.valid_to IS NULL AND n.nip = ANY(:nips))
    ORDER BY s.pegawai_id, s.external_id`,
  { sumber, leading: [...leading], externalIds: [...externalIds], nips: [...nips] })
  return rows.map(({ pegawai_id, external_id, held_at, ...state }) => ({
    pegawai_id, external_id, keadaan: keadaanPada(state, today),
    missingSince: held_at === null ? null : dayInWib(held_at),
  }))
}

/** @returns who carries the mark of the missing and stands in the feed */
export async function loadBack(
  trx: Knex.Transaction, { sumber, leading, externalIds }: Omit<Present, 'nips' | 'today'>,
): Promise<Known[]> {
  const { rows } = await trx.raw<{ rows: Known[] }>(`
    SELECT DISTINCT ON (s.pegawai_id) s.pegawai_id, s.external_id
    FROM pegawai_tahan m JOIN pegawai_sumber s ON s.pegawai_id = m.pegawai_id
    WHERE m.sebab = 'hilang' AND m.lepas_at IS NULL AND ${IS_OURS} AND s.external_id = ANY(:externalIds)
    ORDER BY s.pegawai_id, s.external_id`,
  { sumber, leading: [...leading], externalIds: [...externalIds] })
  return rows
}

/**
 * Closes people who are missing again. What their source said of them counts no more: when it brings them back, in
 * whatever words, that is a difference.
 */
export async function closeMissing(
  trx: Knex.Transaction, pegawaiIds: readonly string[], { sumber, run, at }: { sumber: string; run: string; at: Date },
): Promise<void> {
  await trx.raw(`
    WITH closed AS (UPDATE pegawai SET keadaan = 'tutup', updated_at = :at WHERE id = ANY(CAST(:ids AS uuid[])) RETURNING id)
    UPDATE pegawai_sumber s SET isi_hash = '', terakhir_run = :run FROM closed
    WHERE s.pegawai_id = closed.id AND s.sumber = :sumber`, { ids: [...pegawaiIds], sumber, run, at })
}
