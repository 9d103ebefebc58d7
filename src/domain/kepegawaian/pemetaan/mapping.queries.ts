import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'

/** A unit of a source that nobody knows yet. */
export interface WaitingUnit {
  readonly sumber: string
  readonly external_id: string
  readonly nama: string | null
  /** people whose line, assignment or event waits for it */
  readonly orang: number
  readonly pertama_at: Date
  readonly terakhir_at: Date
}

/** Where a page of the list ends. */
export interface WaitingCursor {
  readonly orang: number
  readonly sumber: string
  readonly externalId: string
}

/** Events that were pushed and wait for their unit; they name it by its id alone. */
const EVENTS = `SELECT e.sumber, e.unit AS external_id, e.external_id AS orang, e.nip, e.pegawai_id, e.diterima_at
  FROM kepegawaian_peristiwa e WHERE e.status = 'tertunda' AND e.alasan = 'unit-tidak-dikenal'`

/** What runs and events have met and nobody knows; a source's id once, whoever named it. */
const UNKNOWN = `SELECT sumber, external_id, max(nama) AS nama, min(pertama_at) AS pertama_at, max(terakhir_at) AS terakhir_at
  FROM (SELECT sumber, external_id, nama, pertama_at, terakhir_at FROM unit_tak_dikenal
    UNION ALL SELECT sumber, external_id, NULL, diterima_at, diterima_at FROM (${EVENTS}) AS events) AS named
  GROUP BY sumber, external_id`

const WAITING = `
  SELECT u.sumber, u.external_id, u.nama, u.pertama_at, u.terakhir_at, (SELECT count(*)::int FROM (
    SELECT o.pegawai_external_id FROM unit_tak_dikenal_orang o
    WHERE o.sumber = u.sumber AND o.unit_external_id = u.external_id
    UNION SELECT COALESCE(e.orang, e.nip) FROM (${EVENTS}) AS e
    WHERE e.sumber = u.sumber AND e.external_id = u.external_id) AS people) AS orang
  FROM (${UNKNOWN}) AS u
  WHERE NOT EXISTS (SELECT FROM unit_sumber s WHERE s.sumber = u.sumber AND s.external_id = u.external_id)`

/** @returns units that wait for a person to map them, those of most people first, `most` at a time */
export function waitingUnits(
  database: Database, { after, most }: { after?: WaitingCursor | undefined; most: number },
): Promise<WaitingUnit[]> {
  return database.query<WaitingUnit>({
    text: `SELECT * FROM (${WAITING}) AS waiting
      WHERE $1::int IS NULL OR orang < $1 OR (orang = $1 AND (sumber, external_id) > ($2, $3))
      ORDER BY orang DESC, sumber, external_id LIMIT $4`,
    values: [after?.orang ?? null, after?.sumber ?? null, after?.externalId ?? null, most],
  })
}

/** @returns the unit of this id when it waits, undefined otherwise */
export async function findWaitingUnit(
  database: Database, sumber: string, externalId: string,
): Promise<WaitingUnit | undefined> {
  const [found] = await database.query<WaitingUnit>({
    text: `SELECT * FROM (${WAITING}) AS waiting WHERE sumber = $1 AND external_id = $2`, values: [sumber, externalId],
  })
  return found
}

/** Somebody whose line waits: known here already, or to come. */
export interface WaitingPerson {
  /** null where an event names him by his number alone */
  readonly external_id: string | null
  readonly nama: string | null
  readonly nip: string | null
}

/** @returns the first people who wait for a unit */
export function waitingPeople(
  database: Database, { sumber, externalId, most }: { sumber: string; externalId: string; most: number },
): Promise<WaitingPerson[]> {
  return database.query<WaitingPerson>({
    text: `SELECT o.external_id, p.nama, COALESCE((SELECT n.nip FROM pegawai_nip n
          WHERE n.pegawai_id = p.id AND n.valid_to IS NULL ORDER BY n.valid_from DESC LIMIT 1), max(o.nip)) AS nip
      FROM (SELECT pegawai_external_id AS external_id, NULL AS nip, NULL::uuid AS pegawai_id FROM unit_tak_dikenal_orang
          WHERE sumber = $1 AND unit_external_id = $2
        UNION ALL SELECT orang, nip, pegawai_id FROM (${EVENTS}) AS events WHERE sumber = $1 AND external_id = $2) AS o
      LEFT JOIN pegawai_sumber s ON s.sumber = $1 AND s.external_id = o.external_id
      LEFT JOIN pegawai p ON p.id = COALESCE(s.pegawai_id, o.pegawai_id)
      GROUP BY o.external_id, CASE WHEN o.external_id IS NULL THEN o.nip END, p.id
      ORDER BY p.nama NULLS LAST, 1 LIMIT $3`,
    values: [sumber, externalId, most],
  })
}

/** A decision: this thing of a source is that one of ours. */
export interface UnitPair {
  readonly sumber: string
  readonly externalId: string
  readonly unitId: string
}

/** What was decided, as it is recorded. */
export interface Mapped {
  readonly id: string
  readonly sumber: string
  readonly external_id: string
  readonly sasaran: string
}

/**
 * Maps waiting units in one statement: of two who map the same one the second maps nothing.
 * @returns what was mapped; a unit that waits no more, or a target that is closed, is left out
 */
export async function bindUnits(
  trx: Knex.Transaction, pairs: readonly UnitPair[], { by, at, today }: { by: string; at: Date; today: string },
): Promise<Mapped[]> {
  const { rows } = await trx.raw<{ rows: Mapped[] }>(`
    WITH wanted AS (
      SELECT r.sumber, r.external_id, r.unit_id, u.nama
      FROM json_to_recordset(:pairs::json) AS r(sumber text, external_id text, unit_id uuid)
      JOIN (${UNKNOWN}) AS u ON u.sumber = r.sumber AND u.external_id = r.external_id
      JOIN unit_kerja k ON k.id = r.unit_id AND (k.valid_to IS NULL OR k.valid_to > :today::date)
    ), bound AS (
      INSERT INTO unit_sumber (sumber, external_id, unit_id) SELECT sumber, external_id, unit_id FROM wanted
      ON CONFLICT (sumber, external_id) DO NOTHING RETURNING sumber, external_id, unit_id
    )
    INSERT INTO pemetaan (sumber, external_id, nama, unit_id, oleh, at)
    SELECT b.sumber, b.external_id, w.nama, b.unit_id, :by, :at::timestamptz
    FROM bound b JOIN wanted w ON w.sumber = b.sumber AND w.external_id = b.external_id
    RETURNING id, sumber, external_id, unit_id AS sasaran`,
  {
    by, at, today,
    pairs: JSON.stringify(pairs.map(({ sumber, externalId, unitId }) =>
      ({ sumber, external_id: externalId, unit_id: unitId }))),
  })
  return rows
}

/** A decision that was taken back. */
export interface TakenBack extends Mapped {
  readonly jenis: 'unit' | 'jabatan'
  readonly sebelumnya_id: string | null
}

/** Takes a decision back, once: @returns undefined when it holds no more */
export async function revokeMapping(
  trx: Knex.Transaction, id: string, { by, at }: { by: string; at: Date },
): Promise<TakenBack | undefined> {
  const { rows } = await trx.raw<{ rows: TakenBack[] }>(`
    UPDATE pemetaan SET dibatalkan_oleh = :by, dibatalkan_at = :at
    WHERE id = :id AND dibatalkan_at IS NULL
    RETURNING id, sumber, external_id, COALESCE(unit_id, jabatan_id) AS sasaran, sebelumnya_id,
      CASE WHEN unit_id IS NULL THEN 'jabatan' ELSE 'unit' END AS jenis`, { id, by, at })
  return rows[0]
}

/** The source's id means nothing any more; whoever was placed by it stays where he is. */
export async function unbindUnit(trx: Knex.Transaction, { sumber, external_id, sasaran }: Mapped): Promise<void> {
  await trx.raw('DELETE FROM unit_sumber WHERE sumber = :sumber AND external_id = :external_id AND unit_id = :sasaran',
    { sumber, external_id, sasaran })
}

/** One row of the list of decisions. */
export interface Decision {
  readonly id: string
  readonly jenis: 'unit' | 'jabatan'
  readonly sumber: string
  readonly external_id: string
  readonly nama: string | null
  readonly sasaran: string
  readonly sasaran_nama: string | null
  readonly oleh: string
  readonly oleh_nama: string | null
  readonly at: Date
  readonly dibatalkan_at: Date | null
}

const DECISION = `
  SELECT m.id, CASE WHEN m.unit_id IS NULL THEN 'jabatan' ELSE 'unit' END AS jenis, m.sumber, m.external_id, m.nama,
    COALESCE(m.unit_id, m.jabatan_id) AS sasaran, COALESCE(n.nama, j.nama) AS sasaran_nama, m.oleh, p.nama AS oleh_nama,
    m.at, m.dibatalkan_at
  FROM pemetaan m
  LEFT JOIN jabatan j ON j.id = m.jabatan_id
  LEFT JOIN LATERAL (SELECT nama FROM unit_nama WHERE unit_id = m.unit_id AND valid_from <= $1
    AND (valid_to IS NULL OR valid_to > $1) ORDER BY valid_from DESC LIMIT 1) n ON true
  LEFT JOIN pegawai p ON m.oleh = 'pegawai:' || p.id`

/** @returns decisions, newest first, `most` at a time */
export function decisions(
  database: Database, { before, most, today }: { before?: { at: Date; id: string } | undefined; most: number; today: string },
): Promise<Decision[]> {
  return database.query<Decision>({
    text: `${DECISION} WHERE $2::timestamptz IS NULL OR (date_trunc('milliseconds', m.at), m.id) < ($2, $3::uuid)
      ORDER BY date_trunc('milliseconds', m.at) DESC, m.id DESC LIMIT $4`,
    values: [today, before?.at ?? null, before?.id ?? null, most],
  })
}

/** @returns one decision, taken back or not; undefined when there is none */
export async function findDecision(database: Database, id: string, today: string): Promise<Decision | undefined> {
  return (await database.query<Decision>({ text: `${DECISION} WHERE m.id = $2`, values: [today, id] }))[0]
}
