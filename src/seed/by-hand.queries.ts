import type { Knex } from 'knex'
import type { Database } from '../kernel/db/database.ts'

/** @returns whether anything was recorded by hand here, by the seed or by people */
export async function hasRecordedByHand(database: Database): Promise<boolean> {
  const [row] = await database.query<{ recorded: boolean }>({
    text: `SELECT EXISTS (SELECT FROM tanpa_nip_usulan) OR EXISTS (SELECT FROM penugasan_usulan) AS recorded`, values: [],
  })
  return row?.recorded ?? false
}

/** @returns `sub` of the person of the demo table with these words */
export async function demoSub(trx: Knex.Transaction, keterangan: string): Promise<string> {
  const row = await trx('demo_account').where({ keterangan }).first<{ pegawai_id: string } | undefined>('pegawai_id')
  if (!row) throw new Error(`no demo person is ${keterangan}`)
  return row.pegawai_id
}

/** @returns id of a seeded unit */
export async function seededUnit(trx: Knex.Transaction, slug: string): Promise<string> {
  const row = await trx('unit_kerja').where({ slug }).first<{ id: string } | undefined>('id')
  if (!row) throw new Error(`no seeded unit is ${slug}`)
  return row.id
}
