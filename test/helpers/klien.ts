import type { TestDatabase } from './database.ts'

/**
 * An application of Table 1 that Dinas Pendidikan runs, claimed by it and of its own contact.
 * @param pegawaiId who answers for it; nobody unless given
 * @returns its client_id
 */
export async function opdClient({ owner }: Pick<TestDatabase, 'owner'>, pegawaiId?: string): Promise<string> {
  const [client] = await owner.query<{ client_id: string }>({
    text: `UPDATE client SET diklaim_at = now(), penanggung_jawab = $1, penerus_diminta_at = NULL WHERE client_id = (
        SELECT c.client_id FROM client c JOIN aplikasi a ON a.id = c.aplikasi_id JOIN unit_kerja u ON u.id = a.unit_id
        WHERE u.slug = 'dindikbud' AND c.state = 'aktif' ORDER BY a.nomor LIMIT 1) RETURNING client_id`,
    values: [pegawaiId ?? null],
  })
  if (!client) throw new Error('Dinas Pendidikan has no application')
  return client.client_id
}
