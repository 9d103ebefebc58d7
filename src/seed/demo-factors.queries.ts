import type { Knex } from 'knex'
import type { Database } from '../kernel/db/database.ts'
import { hasToDoWithSeats } from '../domain/pegawai/person.queries.ts'

/** @returns `sub` of everybody in the demo table who holds a product role or sits in a seat and never had an authenticator */
export async function findWithoutFactor(database: Database): Promise<string[]> {
  const rows = await database.query<{ id: string }>({
    text: `SELECT d.pegawai_id AS id FROM demo_account d
           WHERE (EXISTS (SELECT FROM product_role r WHERE r.pegawai_id = d.pegawai_id AND r.revoked_at IS NULL)
               OR ${hasToDoWithSeats('d.pegawai_id')})
             AND NOT EXISTS (SELECT FROM faktor_totp f WHERE f.pegawai_id = d.pegawai_id)`,
    values: [],
  })
  return rows.map(({ id }) => id)
}

/** Gives people authenticators that count at once, in one statement; a demo's only: nobody's phone has shown a code. */
export async function insertDemoTotp(
  trx: Knex.Transaction, factors: readonly { id: string; pegawaiId: string; sealed: string }[], at: Date,
): Promise<void> {
  await trx('faktor_totp').insert(factors.map(({ id, pegawaiId, sealed }) => ({
    id, pegawai_id: pegawaiId, rahasia_sealed: sealed, nama: 'Ponsel contoh', dibuat_at: at, konfirmasi_at: at,
  })))
}

/** @returns the first authenticator of each in the demo table who has one, by current number */
export async function findDemoTotp(database: Database): Promise<{ nip: string; id: string; rahasia_sealed: string }[]> {
  return database.query({
    text: `SELECT DISTINCT ON (n.nip) n.nip, f.id, f.rahasia_sealed
           FROM demo_account d JOIN pegawai_nip n ON n.pegawai_id = d.pegawai_id AND n.valid_to IS NULL
             JOIN faktor_totp f ON f.pegawai_id = d.pegawai_id
           WHERE f.konfirmasi_at IS NOT NULL AND f.revoked_at IS NULL ORDER BY n.nip, f.konfirmasi_at, f.id`,
    values: [],
  })
}
