import { generateKeyPairSync } from 'node:crypto'
import type { Clock } from '../../src/kernel/lib/clock.ts'
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

/** The OPD's application, which proves itself by a key of its own. @returns its client_id */
export async function keyClient(db: Pick<TestDatabase, 'owner'>, jwks: object): Promise<string> {
  const clientId = await opdClient(db)
  await db.owner.query({
    text: `UPDATE client SET metadata = metadata - 'jwks_uri' || jsonb_build_object('token_endpoint_auth_method', 'private_key_jwt', 'jwks', $2::jsonb)
           WHERE client_id = $1`,
    values: [clientId, JSON.stringify(jwks)],
  })
  return clientId
}

/** The OPD's application, which proves itself by a secret. @returns its client_id */
export async function secretClient(db: Pick<TestDatabase, 'owner'>): Promise<string> {
  const clientId = await opdClient(db)
  await db.owner.query({
    text: `UPDATE client SET metadata = metadata - 'jwks_uri' - 'jwks' || '{"token_endpoint_auth_method": "client_secret_basic"}'
           WHERE client_id = $1`,
    values: [clientId],
  })
  return clientId
}

/** A key that nobody signs with. */
export function someJwks(kid: string): { readonly keys: readonly object[] } {
  return { keys: [{ ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }), kid }] }
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

/** Has people use a client: three today, one of them three days ago, and one that was told to leave, at the second attempt. */
export async function usedClient({ db, clock }: { db: Pick<TestDatabase, 'owner'>; clock: Clock }, clientId: string): Promise<void> {
  await db.owner.query({
    text: `WITH people AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM pegawai ORDER BY id LIMIT 3), told AS (
        INSERT INTO pelepasan_klaim (pegawai_id, client_id, hari, klaim, pertama_at)
        SELECT id, $1, $2::date - d, klaim, now() FROM people, (VALUES (0, 3), (3, 1)) AS days (d, most),
          (VALUES (ARRAY['acr', 'sub']), (ARRAY['data_per', 'name', 'opd', 'sub', 'unit_kerja'])) AS sets (klaim)
        WHERE n <= most ON CONFLICT DO NOTHING
      ), sent AS (
        INSERT INTO pengiriman_logout (account_id, client_id, sid, sebab, created_at, attempts, next_at, delivered_at, receipt)
        SELECT id, $1, 's', 'keluar', now(), 2, now(), now() + interval '2 s', 'accepted' FROM people WHERE n = 1 RETURNING id
      )
      INSERT INTO pengiriman_percobaan (pengiriman_id, ke, mulai_at, lama_ms, receipt)
      SELECT id, ke, now(), 300, receipt FROM sent, (VALUES (1, 'it answered 500'), (2, 'accepted')) AS t (ke, receipt)`,
    values: [clientId, clock.today()],
  })
}
