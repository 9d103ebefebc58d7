import type { Database } from '../../../../kernel/db/database.ts'
import { datedState } from '../../../pegawai/keadaan.queries.ts'
import type { DatedState } from '../../../pegawai/keadaan.rules.ts'
import { factorsOf, rolesOf } from '../../../pegawai/person.queries.ts'

/** What a rule looks at in a person, and whether he can sign in at all. */
export interface PersonFacts extends DatedState {
  readonly id: string
  readonly golongan: string | null
  readonly email: string | null
  readonly no_hp: string | null
  readonly jenis_jabatan: string | null
  readonly eselon: string | null
  readonly unit_id: string | null
  readonly roles: readonly string[]
  readonly faktor: readonly ('totp' | 'passkey')[]
  readonly activated: boolean
  readonly frozen: boolean
}

/** @returns everybody who is not gone for good, in one statement. @param day YYYY-MM-DD in WIB */
export function everybody(database: Database, day: string): Promise<PersonFacts[]> {
  return database.query<PersonFacts>({
    text: `SELECT p.id, p.golongan, p.email, p.no_hp, ${datedState('p')}, j.jenis AS jenis_jabatan, pj.eselon,
        unit_pada(pj.unit_id, $1) AS unit_id, a.pegawai_id IS NOT NULL AS activated, a.frozen_at IS NOT NULL AS frozen,
        ARRAY(SELECT r.role FROM (${rolesOf('p.id', '$1')}) r) AS roles,
        ARRAY(SELECT f.jenis FROM (${factorsOf('p.id')}) AS f) AS faktor
      FROM pegawai p
      LEFT JOIN account a ON a.pegawai_id = p.id
      LEFT JOIN LATERAL (SELECT jabatan_id, unit_id, eselon FROM pegawai_jabatan WHERE pegawai_id = p.id
        AND valid_from <= $1 AND (valid_to IS NULL OR valid_to > $1) ORDER BY valid_from DESC LIMIT 1) pj ON true
      LEFT JOIN jabatan held ON held.id = pj.jabatan_id
      LEFT JOIN jabatan j ON j.id = COALESCE(held.padanan_id, held.id)
      WHERE p.keadaan <> 'tutup'`,
    values: [day],
  })
}
