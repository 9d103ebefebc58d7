import { randomUUID } from 'node:crypto'
import type { TestDatabase } from '../helpers/database.ts'

/** A confirmed authenticator as a row; its seed opens nowhere. @returns its id */
export async function addTotpRow(
  { owner }: TestDatabase, pegawai_id: string, change: Record<string, unknown> = {},
): Promise<string> {
  const [row] = await owner.knex('faktor_totp').insert({
    pegawai_id, nama: 'Ponsel', rahasia_sealed: 'v1.x.x.x.x', dibuat_at: new Date(), konfirmasi_at: new Date(), ...change,
  }).returning<{ id: string }[]>('id')
  if (!row) throw new Error('no authenticator was inserted')
  return row.id
}

/** So many living recovery codes as rows that nothing matches. */
export async function addCodeRows({ owner }: TestDatabase, pegawai_id: string, count: number): Promise<void> {
  await owner.knex('kode_pemulihan').insert(Array.from({ length: count }, (_, index) => (
    { pegawai_id, awalan: `U${index}`, kode_hash: 'x', dibuat_at: new Date() })))
}

/** Gives everybody an address that is known for long enough to be believed. */
export async function reachable({ owner }: TestDatabase, email: string): Promise<void> {
  await owner.knex('pegawai').update({ email })
  await owner.knex('pegawai').update({ email_sejak: '2026-01-01' })
}

/** A passkey as a row; nothing signs with it. @returns its id */
export async function addPasskeyRow(
  { owner }: Pick<TestDatabase, 'owner'>, pegawai_id: string, change: Record<string, unknown> = {},
): Promise<string> {
  const [row] = await owner.knex('faktor_passkey').insert({
    pegawai_id, nama: 'Laptop', kredensial: randomUUID(), kunci_publik: Buffer.of(0), penghitung: 0, tersinkron: true,
    dibuat_at: new Date(), ...change,
  }).returning<{ id: string }[]>('id')
  if (!row) throw new Error('no passkey was inserted')
  return row.id
}
