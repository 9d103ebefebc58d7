import type { Knex } from 'knex'
import type { Seat } from '../../accounts/role.rules.ts'
import type { PostWay } from './kursi.ts'

/** A seat as its acts need it. */
export interface SeatRow {
  readonly id: string
  readonly jenis: Seat
  readonly unit_id: string
  readonly jabatan: string
  readonly jabatan_unit_id: string
  readonly pengganti_id: string | null
}

const COLUMNS = ['id', 'jenis', 'unit_id', 'jabatan', 'jabatan_unit_id', 'pengganti_id'] as const

/** @returns a seat that was not closed, locked; of two acts on it one happens after the other */
export async function lockSeat(trx: Knex.Transaction, id: string): Promise<SeatRow | undefined> {
  return trx('kursi').where({ id, ended_at: null }).forUpdate().first<SeatRow | undefined>(...COLUMNS)
}

/** @returns id of the new seat; undefined when the unit has one of this kind */
export async function insertSeat(
  trx: Knex.Transaction, seat: Omit<SeatRow, 'id' | 'pengganti_id'>, { by, at }: { by: string; at: Date },
): Promise<string | undefined> {
  const [row] = await trx('kursi').insert({ ...seat, dibuat_oleh: by, dibuat_at: at })
    .onConflict(trx.raw('(jenis, unit_id) WHERE ended_at IS NULL')).ignore().returning<{ id: string }[]>('id')
  return row?.id
}

export async function updateSubstitute(trx: Knex.Transaction, id: string, penggantiId: string | null): Promise<void> {
  await trx('kursi').where({ id }).update({ pengganti_id: penggantiId })
}

/** Closes a seat; nobody sits in it any more, nobody acts for whoever did, and it is nobody's substitute. */
export async function endSeat(trx: Knex.Transaction, id: string, { by, at }: { by: string; at: Date }): Promise<void> {
  await trx('kursi').where({ id }).update({ ended_at: at, ended_oleh: by })
  await trx('kursi').where({ pengganti_id: id }).update({ pengganti_id: null })
  for (const table of ['kursi_pemegang', 'kursi_delegasi']) {
    await trx(table).where({ kursi_id: id, ended_at: null }).update({ ended_at: at, sebab: 'kursi-ditutup' })
  }
}

/** Somebody whom the directory has in a seat's post today, and who was not confirmed in it. */
export interface Candidate {
  readonly pegawai_id: string
  readonly nama: string
  readonly cara: PostWay
  /** Of the assignment's letter, as the source tells it. */
  readonly sk: string | null
  readonly mulai: string
  /** Last day of the assignment; null for a definitive holder, and where the letter has no end. */
  readonly selesai: string | null
}

/** A query over seats `k`, with the day as :today. */
const CANDIDATES = `
  SELECT k.id AS kursi_id, c.pegawai_id, p.nama, c.cara, c.sk, c.mulai, c.selesai
  FROM kursi k CROSS JOIN LATERAL (
    SELECT pj.pegawai_id, 'definitif' AS cara, NULL AS sk, pj.valid_from AS mulai, NULL::date AS selesai
    FROM pegawai_jabatan pj JOIN jabatan held ON held.id = pj.jabatan_id LEFT JOIN jabatan j ON j.id = held.padanan_id
    WHERE pj.valid_from <= CAST(:today AS date) AND (pj.valid_to IS NULL OR pj.valid_to > CAST(:today AS date))
      AND unit_pada(pj.unit_id, CAST(:today AS date)) = unit_pada(k.jabatan_unit_id, CAST(:today AS date))
      AND kata_baku(k.jabatan) IN (kata_baku(held.nama), kata_baku(j.nama))
    UNION ALL
    SELECT t.pegawai_id, lower(t.jenis), t.sk, t.valid_from, t.valid_to - 1 FROM penugasan t
    WHERE t.ended_at IS NULL AND t.jenis IN ('PLT', 'PLH', 'PJ')
      AND t.valid_from <= CAST(:today AS date) AND (t.valid_to IS NULL OR t.valid_to > CAST(:today AS date))
      AND unit_pada(t.unit_id, CAST(:today AS date)) = unit_pada(k.jabatan_unit_id, CAST(:today AS date))
      AND kata_baku(t.jabatan) = kata_baku(k.jabatan)
  ) c JOIN pegawai p ON p.id = c.pegawai_id
  WHERE k.ended_at IS NULL AND bertugas_pada(c.pegawai_id, CAST(:today AS date)) AND NOT EXISTS (
    SELECT FROM kursi_pemegang h WHERE h.kursi_id = k.id AND h.pegawai_id = c.pegawai_id AND h.cara = c.cara
      AND h.ended_at IS NULL AND (h.selesai IS NULL OR h.selesai >= CAST(:today AS date))
      AND (c.sk IS NULL OR sk_baku(c.sk) = sk_baku(h.sk)))`

/** @returns of each seat whom the directory proposes today, in one statement */
export async function candidates(
  trx: Knex | Knex.Transaction, { today, kursiId }: { today: string; kursiId?: string },
): Promise<(Candidate & { readonly kursi_id: string })[]> {
  const { rows } = await trx.raw<{ rows: (Candidate & { kursi_id: string })[] }>(
    `${CANDIDATES} AND (CAST(:kursiId AS uuid) IS NULL OR k.id = CAST(:kursiId AS uuid)) ORDER BY p.nama, c.cara`, { today, kursiId: kursiId ?? null },
  )
  return rows
}

/** Lets somebody into a seat; whatever he held there in the same way is replaced. @returns id of the row */
export async function insertHolder(
  trx: Knex.Transaction,
  holder: { kursi_id: string; pegawai_id: string; cara: PostWay; sk: string; mulai: string; selesai: string | null },
  { by, at }: { by: string; at: Date },
): Promise<string> {
  const { kursi_id, pegawai_id, cara } = holder
  await trx('kursi_pemegang').where({ kursi_id, pegawai_id, cara, ended_at: null }).update({ ended_at: at, sebab: 'diperbarui' })
  const [row] = await trx('kursi_pemegang').insert({ ...holder, dikonfirmasi_oleh: by, dikonfirmasi_at: at })
    .returning<{ id: string }[]>('id')
  if (!row) throw new Error('nobody was let into the seat')
  return row.id
}

/** Whose hold of a seat ended, or what was delegated in it. */
export interface EndedHold {
  readonly pegawai_id: string
  readonly kursi_id: string
  readonly nama: string
  readonly cara: string
  readonly sebab: string
}

/** Takes somebody out of a seat. @returns undefined when he is out already */
export async function endHold(
  trx: Knex.Transaction, id: string, { kursiId, sebab, at }: { kursiId: string; sebab: string; at: Date },
): Promise<EndedHold | undefined> {
  const { rows: [row] } = await trx.raw<{ rows: EndedHold[] }>(
    `UPDATE kursi_pemegang h SET ended_at = :at, sebab = :sebab FROM pegawai p
     WHERE p.id = h.pegawai_id AND h.id = :id AND h.kursi_id = :kursiId AND h.ended_at IS NULL
     RETURNING h.pegawai_id, h.kursi_id, p.nama, h.cara, h.sebab`, { id, kursiId, sebab, at })
  return row
}

/**
 * Ends for good what no day brings back: a letter that is over, a post that was lost, and what was delegated by whoever
 * lost it. The queries have not counted them since that day; this keeps a post that somebody gets again from giving him
 * the seat again.
 */
export async function endLost(trx: Knex.Transaction, { today, at }: { today: string; at: Date }): Promise<EndedHold[]> {
  const { rows: holds } = await trx.raw<{ rows: EndedHold[] }>(
    `UPDATE kursi_pemegang h SET ended_at = :at,
       sebab = CASE WHEN h.selesai < CAST(:today AS date) THEN 'masa-habis' ELSE 'jabatan-dilepas' END
     FROM kursi k, pegawai p WHERE k.id = h.kursi_id AND p.id = h.pegawai_id AND h.ended_at IS NULL AND h.mulai <= CAST(:today AS date)
       AND (h.selesai < CAST(:today AS date) OR NOT EXISTS (
         SELECT FROM duduk_di(k.jabatan, k.jabatan_unit_id, h.pegawai_id, h.cara, h.sk, CAST(:today AS date))))
     RETURNING h.pegawai_id, h.kursi_id, p.nama, h.cara, h.sebab`, { today, at })
  const { rows: delegations } = await trx.raw<{ rows: EndedHold[] }>(
    `UPDATE kursi_delegasi d SET ended_at = :at,
       sebab = CASE WHEN d.selesai < CAST(:today AS date) THEN 'masa-habis' ELSE 'jabatan-dilepas' END
     FROM pegawai p WHERE p.id = d.kepada AND d.ended_at IS NULL AND (d.selesai < CAST(:today AS date) OR NOT EXISTS (
       SELECT FROM kursi_pemegang h WHERE h.kursi_id = d.kursi_id AND h.pegawai_id = d.dari AND h.ended_at IS NULL))
     RETURNING d.kepada AS pegawai_id, d.kursi_id, p.nama, 'delegasi' AS cara, d.sebab`, { today, at })
  return [...holds, ...delegations]
}
