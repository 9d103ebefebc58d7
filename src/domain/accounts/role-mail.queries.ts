import type { Knex } from 'knex'
import { enqueueMail, type Mail } from '../../kernel/notifications/index.ts'
import type { ProductRole } from './role.rules.ts'

interface RoleMail extends Omit<Mail, 'to'> {
  /** official day in WIB, YYYY-MM-DD: who holds the role then */
  readonly today: string
  /** only holders for this unit or a unit above it, for roles that are bound to an OPD */
  readonly unitId?: string | undefined
  /** ids of people who are not told */
  readonly kecuali?: readonly string[]
}

/**
 * Owes an e-mail to everybody who holds a product role and has an address, each by himself.
 * @returns how many are owed now that were not before
 */
export async function mailToRole(
  trx: Knex.Transaction, role: ProductRole, { today, unitId, kecuali = [], ...mail }: RoleMail,
): Promise<number> {
  const { rows } = await trx.raw<{ rows: { email: string }[] }>(
    `WITH RECURSIVE above AS (
       SELECT id, induk_id FROM unit_kerja WHERE id = :unitId::uuid
       UNION SELECT u.id, u.induk_id FROM unit_kerja u JOIN above ON above.induk_id = u.id
     )
     SELECT DISTINCT p.email FROM product_role r JOIN pegawai p ON p.id = r.pegawai_id
     WHERE r.role = :role AND r.revoked_at IS NULL AND r.valid_from <= :today
       AND (r.valid_to IS NULL OR r.valid_to > :today) AND p.email IS NOT NULL
       AND r.pegawai_id <> ALL(:kecuali::uuid[])
       AND (:unitId::uuid IS NULL OR r.unit_id IN (SELECT id FROM above))`,
    { role, today, unitId: unitId ?? null, kecuali },
  )
  if (rows.length === 0) return 0
  return enqueueMail(trx, { ...mail, to: rows.map(({ email }) => email) })
}
