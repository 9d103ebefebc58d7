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

/** A secret of a client that nobody knows, issued a while ago. @returns its id */
export async function someSecret({ owner }: Pick<TestDatabase, 'owner'>, clientId: string): Promise<string> {
  const [secret] = await owner.query<{ id: string }>({
    text: `INSERT INTO client_secret (client_id, hash, created_at, expires_at)
           VALUES ($1, sha256(random()::text::bytea), now() - interval '40 days', now() + interval '325 days') RETURNING id`,
    values: [clientId],
  })
  return secret?.id ?? ''
}

/** @returns the id of the secret that was issued last, empty before the first: what a page of it carries */
export async function newestSecretOf({ owner }: Pick<TestDatabase, 'owner'>, clientId: string): Promise<string> {
  const [newest] = await owner.query<{ id: string }>({
    text: 'SELECT id FROM client_secret WHERE client_id = $1 ORDER BY urut DESC LIMIT 1', values: [clientId],
  })
  return newest?.id ?? ''
}

/** The OPD's application, approved for personnel data: its users may be matched by NIP. @returns its client_id */
export async function mappingClient(db: Pick<TestDatabase, 'owner'>): Promise<string> {
  const clientId = await opdClient(db)
  await db.owner.query({
    text: `UPDATE client SET metadata = jsonb_set(metadata, '{scope}', '"openid profile pegawai opd jabatan peran"') WHERE client_id = $1`,
    values: [clientId],
  })
  return clientId
}
