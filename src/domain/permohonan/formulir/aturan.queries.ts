import type { Database } from '../../../kernel/db/database.ts'
import { ID_FORM } from '../../../kernel/lib/ids.ts'
import { OPD_KINDS } from '../../pegawai/unit/unit.rules.ts'

/** A unit or a person that a form names. */
export interface Bernama {
  readonly id: string
  readonly nama: string
}

/** @returns OPD that are alive, by name */
export function opdChoices(database: Database, today: string): Promise<Bernama[]> {
  return database.query<Bernama>({
    text: `SELECT u.id, n.nama FROM unit_kerja u
      JOIN unit_nama n ON n.unit_id = u.id AND n.valid_from <= $1::date AND (n.valid_to IS NULL OR n.valid_to > $1::date)
      WHERE u.jenis = ANY($2::text[]) AND (u.valid_to IS NULL OR u.valid_to > $1::date) ORDER BY n.nama, u.id`,
    values: [today, OPD_KINDS],
  })
}

/** @returns those of these units that are OPD and alive, by name */
export async function namedUnits(database: Database, ids: readonly string[], today: string): Promise<Bernama[]> {
  const own = new Set(ids)
  return (await opdChoices(database, today)).filter(({ id }) => own.has(id))
}

/** @returns names of people by their ids; whoever there is not is left out */
export async function namedPeople(database: Database, ids: readonly string[]): Promise<Bernama[]> {
  if (ids.length === 0) return []
  return database.query<Bernama>({
    text: 'SELECT id, nama FROM pegawai WHERE id = ANY($1::uuid[]) ORDER BY nama, id', values: [ids.filter((id) => ID_FORM.test(id))],
  })
}

/** @returns ids of people by the NIPs that they have today */
export async function peopleByNip(database: Database, nips: readonly string[], today: string): Promise<Map<string, string>> {
  if (nips.length === 0) return new Map()
  const rows = await database.query<{ nip: string; id: string }>({
    text: `SELECT nip, pegawai_id AS id FROM pegawai_nip
      WHERE nip = ANY($1::text[]) AND valid_from <= $2::date AND (valid_to IS NULL OR valid_to > $2::date)`,
    values: [nips, today],
  })
  return new Map(rows.map(({ nip, id }) => [nip, id]))
}
