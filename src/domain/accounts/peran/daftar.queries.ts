/** Product roles as the pages of the admins read them. */
import type { Database } from '../../../kernel/db/database.ts'
import { cutPage, keysetSql, type ListPage, type ListWindow } from '../../../kernel/db/keyset.ts'
import { datedState } from '../../pegawai/keadaan.queries.ts'
import type { DatedState } from '../../pegawai/keadaan.rules.ts'
import type { ProductRole } from '../role.rules.ts'

export interface RoleEntry extends DatedState {
  readonly id: string
  readonly pegawai_id: string
  readonly nama: string
  readonly nomor: string | null
  readonly role: ProductRole
  readonly unit_id: string | null
  readonly unit: string | null
  /** First and last day. */
  readonly mulai: string
  readonly sampai: string | null
  readonly frozen: boolean
  /** When it was given, to the microsecond, for the cursor. */
  readonly kunci: string
}

const ENTRY = `
  SELECT r.id, r.pegawai_id, p.nama, r.role, r.unit_id, r.valid_from AS mulai, r.valid_to - 1 AS sampai, r.given_at::text AS kunci,
    ${datedState('p')}, EXISTS (SELECT FROM account a WHERE a.pegawai_id = p.id AND a.frozen_at IS NOT NULL) AS frozen,
    (SELECT n.nip FROM pegawai_nip n WHERE n.pegawai_id = p.id AND n.valid_to IS NULL LIMIT 1) AS nomor,
    (SELECT n.nama FROM unit_nama n WHERE n.unit_id = r.unit_id ORDER BY n.valid_from DESC LIMIT 1) AS unit
  FROM product_role r JOIN pegawai p ON p.id = r.pegawai_id
  WHERE r.revoked_at IS NULL AND (r.valid_to IS NULL OR r.valid_to > $1)`

/** @returns a page of roles that were not ended, the latest given first. @param saringan empty texts: all */
export async function listRoles(
  database: Database, saringan: { peran: string; unit: string }, window: ListWindow, today: string,
): Promise<ListPage<RoleEntry>> {
  const { where, order, values } = keysetSql(['r.given_at', 'r.id'], window, 3)
  const rows = await database.query<RoleEntry>({
    text: `${ENTRY} AND ($2 = '' OR r.role = $2) AND ($3 = '' OR r.unit_id::text = $3) AND ${where} ${order}`,
    values: [today, saringan.peran, saringan.unit, ...values],
  })
  return cutPage(rows, window, ({ kunci, id }) => [kunci, id])
}

/** @returns the roles of one person that were not ended */
export function rolesOfPerson(database: Database, pegawaiId: string, today: string): Promise<RoleEntry[]> {
  return database.query<RoleEntry>({ text: `${ENTRY} AND r.pegawai_id = $2 ORDER BY r.given_at, r.role`, values: [today, pegawaiId] })
}

/** @returns one role that was not ended */
export async function findRole(database: Database, id: string, today: string): Promise<RoleEntry | undefined> {
  return (await database.query<RoleEntry>({ text: `${ENTRY} AND r.id = $2`, values: [today, id] }))[0]
}
