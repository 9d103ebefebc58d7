import type { Knex } from 'knex'
import type { Harmless } from './ubah.schema.ts'

/** @returns what is there now, and keeps others from changing it until the transaction ends */
export async function lockHarmless(trx: Knex.Transaction, clientId: string): Promise<Harmless | undefined> {
  const { rows } = await trx.raw<{ rows: Harmless[] }>(
    `SELECT a.nama, coalesce(a.keterangan, '') AS keterangan, coalesce(c.metadata->'contacts', '[]') AS kontak,
       coalesce(c.metadata->>'client_uri', '') AS beranda
     FROM client c JOIN aplikasi a ON a.id = c.aplikasi_id WHERE c.client_id = ? FOR UPDATE`, [clientId])
  return rows[0]
}

/** Writes them on application and client, which carries the name and the home page into the protocol. */
export async function writeHarmless(
  trx: Knex.Transaction, clientId: string, { nama, keterangan, kontak, beranda, at }: Harmless & { at: Date },
): Promise<void> {
  await trx.raw(
    `WITH app AS (
       UPDATE aplikasi a SET nama = :nama, keterangan = nullif(:keterangan, '') FROM client c
       WHERE c.client_id = :clientId AND a.id = c.aplikasi_id
     )
     UPDATE client SET updated_at = :at,
       metadata = metadata - 'contacts' - 'client_uri' || jsonb_strip_nulls(CAST(:told AS jsonb))
     WHERE client_id = :clientId`,
    {
      clientId, nama, keterangan, at,
      told: JSON.stringify({
        client_name: nama, contacts: kontak.length === 0 ? null : kontak, client_uri: beranda === '' ? null : beranda,
      }),
    },
  )
}
