import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Seat } from '../../accounts/role.rules.ts'

/** A seat that somebody holds by his post or an assignment: only such a one may be delegated. */
export interface OwnSeat {
  readonly kursi_id: string
  readonly jenis: Seat
  readonly jabatan: string
  /** The unit of its post. */
  readonly jabatan_unit_id: string
}

/** @returns the seats that are somebody's own on a day */
export async function ownSeats(
  trx: Knex | Knex.Transaction, { pegawaiId, today }: { pegawaiId: string; today: string },
): Promise<OwnSeat[]> {
  const { rows } = await trx.raw<{ rows: OwnSeat[] }>(
    `SELECT DISTINCT k.id AS kursi_id, k.jenis, k.jabatan, k.jabatan_unit_id FROM pemegang_kursi(:today) h
     JOIN kursi k ON k.id = h.kursi_id WHERE h.pegawai_id = :pegawaiId AND h.cara NOT IN ('delegasi', 'pengganti')
     ORDER BY k.jenis, k.jabatan`, { pegawaiId, today })
  return rows
}

/** @returns whether somebody works in a unit or below it on a day, is on duty and not frozen */
export async function isColleague(
  trx: Knex.Transaction, { pegawaiId, unitId, today }: { pegawaiId: string; unitId: string; today: string },
): Promise<boolean> {
  const { rows: [row] } = await trx.raw<{ rows: { found: boolean }[] }>(
    `SELECT bertugas_pada(:pegawaiId, :today) AND bekerja_di(:pegawaiId, :unitId, :today) AS found`, { pegawaiId, unitId, today })
  return row?.found === true
}

export interface NewDelegation {
  readonly kursi_id: string
  readonly dari: string
  readonly kepada: string
  /** The OPD that the delegate has to work in. */
  readonly unit_id: string
  readonly mulai: string
  readonly selesai: string
  readonly dasar: string
}

/** @returns its id; undefined where he acts in that seat on one of these days already */
export async function insertDelegation(trx: Knex.Transaction, delegation: NewDelegation, at: Date): Promise<string | undefined> {
  await trx('kursi').where({ id: delegation.kursi_id }).forUpdate().select('id')
  const { rows: [row] } = await trx.raw<{ rows: { id: string }[] }>(
    `INSERT INTO kursi_delegasi (kursi_id, dari, kepada, unit_id, mulai, selesai, dasar, dibuat_at)
     SELECT :kursi_id, :dari, :kepada, :unit_id, CAST(:mulai AS date), CAST(:selesai AS date), :dasar, CAST(:at AS timestamptz)
     WHERE NOT EXISTS (SELECT FROM kursi_delegasi d WHERE d.kursi_id = :kursi_id AND d.kepada = :kepada AND d.ended_at IS NULL
       AND d.mulai <= CAST(:selesai AS date) AND d.selesai >= CAST(:mulai AS date))
     RETURNING id`, { ...delegation, at })
  return row?.id
}

/** Takes back what its giver delegated. @returns undefined when it is not his, or over */
export async function endDelegation(
  trx: Knex.Transaction, { id, dari, at }: { id: string; dari: string; at: Date },
): Promise<{ kursi_id: string; kepada: string } | undefined> {
  const [row] = await trx('kursi_delegasi').where({ id, dari, ended_at: null }).update({ ended_at: at, sebab: 'dicabut' })
    .returning<{ kursi_id: string; kepada: string }[]>(['kursi_id', 'kepada'])
  return row
}

/** A delegation as its giver and its delegate read it. */
export interface Delegation {
  readonly id: string
  readonly kursi_id: string
  readonly jenis: Seat
  readonly jabatan: string
  readonly dari: string
  readonly nama_dari: string
  readonly kepada: string
  readonly nama_kepada: string
  /** First and last day. */
  readonly mulai: string
  readonly selesai: string
  readonly dasar: string
  /** null while nobody ended it; its days may be over all the same */
  readonly ended_at: Date | null
}

/** @returns what somebody delegated and what was delegated to him, the latest first, at most 100 */
export function delegationsOf(database: Database, pegawaiId: string): Promise<Delegation[]> {
  return database.query<Delegation>({
    text: `SELECT d.id, d.kursi_id, k.jenis, k.jabatan, d.dari, a.nama AS nama_dari, d.kepada, b.nama AS nama_kepada,
        d.mulai, d.selesai, d.dasar, d.ended_at
      FROM kursi_delegasi d JOIN kursi k ON k.id = d.kursi_id JOIN pegawai a ON a.id = d.dari JOIN pegawai b ON b.id = d.kepada
      WHERE $1 IN (d.dari, d.kepada) ORDER BY d.dibuat_at DESC, d.id LIMIT 100`,
    values: [pegawaiId],
  })
}
