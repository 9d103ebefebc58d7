import type { Knex } from 'knex'
import type { Seat } from '../domain/accounts/role.rules.ts'

/** Somebody and the post in which the directory has him. */
export interface DemoPost {
  readonly pegawai_id: string
  readonly jabatan: string
  readonly unit_id: string
  readonly mulai: string
}

const POST = `
  SELECT pj.pegawai_id, j.nama AS jabatan, pj.unit_id, pj.valid_from AS mulai
  FROM pegawai_jabatan pj JOIN jabatan j ON j.id = pj.jabatan_id`

/** @returns whether any seat is bound here, by the seed or by people */
export async function hasSeats(trx: Knex.Transaction): Promise<boolean> {
  return await trx('kursi').first('id') !== undefined
}

/** @returns the post of the person of the demo table who is there for a seat */
export async function postOfDemo(trx: Knex.Transaction, jenis: Seat, today: string): Promise<DemoPost | undefined> {
  const { rows } = await trx.raw<{ rows: DemoPost[] }>(
    `${POST} JOIN demo_account d ON d.pegawai_id = pj.pegawai_id WHERE d.role = :jenis AND pj.valid_from <= :today
       AND (pj.valid_to IS NULL OR pj.valid_to > :today)`, { jenis, today })
  return rows[0]
}

/** @returns who holds the post that leads the secretariat of a seeded unit */
export async function secretaryOf(trx: Knex.Transaction, slug: string, today: string): Promise<DemoPost | undefined> {
  const { rows } = await trx.raw<{ rows: DemoPost[] }>(
    `${POST} JOIN unit_kerja u ON u.id = pj.unit_id JOIN unit_kerja atas ON atas.id = u.induk_id
     WHERE atas.slug = :slug AND u.jenis = 'Sekretariat' AND j.nama LIKE 'Sekretaris %' AND pj.valid_from <= :today
       AND (pj.valid_to IS NULL OR pj.valid_to > :today)`, { slug, today })
  return rows[0]
}
