import type { Database } from '../../../kernel/db/database.ts'
import type { Seat } from '../../accounts/role.rules.ts'
import type { HeldSeat, SeatHolder } from './kursi.ts'

/** A holder as everybody tells him; whoever stands in for a vacant seat does so in the post of his own. */
const HOLDER = `
  k.id AS "kursiId", k.jenis, k.unit_id AS "unitId", h.cara, h.sampai, h.sk,
  CASE WHEN h.cara = 'pengganti' THEN g.jabatan ELSE k.jabatan END AS jabatan`

const FROM_HOLDERS = `
  FROM pemegang_kursi($1) h JOIN kursi k ON k.id = h.kursi_id LEFT JOIN kursi g ON g.id = k.pengganti_id`

/** Whoever holds it comes before whoever acts for him. */
const IN_ORDER = `array_position(ARRAY['definitif', 'pj', 'plt', 'plh', 'delegasi', 'pengganti'], h.cara)`

/**
 * Everybody who may act in a kind of seat on a day, the definitive holder first, in one statement.
 * @param order `unitId` the unit that the seat speaks for; without it every seat of the kind: the Diskominfo's are found so
 * @returns nobody where it is vacant and has no substitute
 */
export function holdersOf(
  database: Database, { jenis, unitId, today }: { jenis: Seat; unitId?: string | undefined; today: string },
): Promise<SeatHolder[]> {
  return database.query<SeatHolder>({
    text: `SELECT ${HOLDER}, h.pegawai_id AS "pegawaiId", p.nama ${FROM_HOLDERS} JOIN pegawai p ON p.id = h.pegawai_id
      WHERE k.jenis = $2 AND ($3::uuid IS NULL OR unit_pada(k.unit_id, $1) = unit_pada($3::uuid, $1))
      ORDER BY ${IN_ORDER}, k.dibuat_at, k.id, p.nama, p.id`,
    values: [today, jenis, unitId ?? null],
  })
}

/** @returns the seats that somebody may act in on a day, those of his own post first, in one statement */
export function heldSeats(
  database: Database, { pegawaiId, today }: { pegawaiId: string; today: string },
): Promise<HeldSeat[]> {
  return database.query<HeldSeat>({
    text: `SELECT ${HOLDER} ${FROM_HOLDERS} WHERE h.pegawai_id = $2 ORDER BY ${IN_ORDER}, k.jenis, k.dibuat_at, k.id`,
    values: [today, pegawaiId],
  })
}

/** @returns everybody who may act in any seat on a day, by seat, whoever holds it first */
export function allHolders(database: Database, today: string): Promise<SeatHolder[]> {
  return database.query<SeatHolder>({
    text: `SELECT ${HOLDER}, h.pegawai_id AS "pegawaiId", p.nama ${FROM_HOLDERS} JOIN pegawai p ON p.id = h.pegawai_id
      ORDER BY k.id, ${IN_ORDER}, p.nama, p.id`,
    values: [today],
  })
}
