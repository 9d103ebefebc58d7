import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Aturan } from './aturan.ts'
import { type RuleFile, storedRule } from './aturan.schema.ts'
import type { Names } from './berkas.rules.ts'

interface StoredRow { readonly versi: number; readonly isi: unknown }

/** A rule that counts, and how it came to be. */
export interface Tersimpan {
  readonly aturan: Aturan
  readonly versi: number
}

const stored = ({ versi, isi }: StoredRow): Tersimpan => ({ versi, aturan: storedRule.parse(isi) })

/**
 * @returns the rules that count, in force or still to come, by their ids
 * @throws when one cannot be read: without knowing all of them nobody can be let in
 */
export async function currentRules(database: Database): Promise<Tersimpan[]> {
  const rows = await database.query<StoredRow>({
    text: 'SELECT versi, isi FROM kebijakan WHERE berakhir_at IS NULL ORDER BY id', values: [],
  })
  return rows.map(stored)
}

/** One change of the policy at a time, until the transaction ends. */
export async function lockPolicy(trx: Knex.Transaction): Promise<void> {
  await trx.raw(`SELECT pg_advisory_xact_lock(hashtext('kebijakan'))`)
}

export async function findRule(connection: Knex, id: string): Promise<Tersimpan | undefined> {
  const { rows } = await connection.raw<{ rows: StoredRow[] }>(
    'SELECT versi, isi FROM kebijakan WHERE id = ? AND berakhir_at IS NULL', [id])
  return rows[0] && stored(rows[0])
}

/** Ends the version that counts. */
export async function endRule(trx: Knex.Transaction, id: string, at: Date): Promise<void> {
  await trx.raw('UPDATE kebijakan SET berakhir_at = ? WHERE id = ? AND berakhir_at IS NULL', [at, id])
}

/** @returns the number of the version that was written */
export async function insertRule(
  trx: Knex.Transaction, aturan: Aturan,
  { alasan, oleh, disetujui, at }: { alasan: string; oleh: string; disetujui: string | undefined; at: Date },
): Promise<number> {
  const { rows } = await trx.raw<{ rows: [{ versi: number }] }>(
    `INSERT INTO kebijakan (id, versi, isi, alasan, oleh, disetujui, berlaku_at)
     SELECT :id, coalesce(max(versi), 0) + 1, CAST(:isi AS jsonb), :alasan, :oleh, CAST(:disetujui AS uuid),
       CAST(:at AS timestamptz)
     FROM kebijakan WHERE id = :id RETURNING versi`,
    { id: aturan.id, isi: JSON.stringify(aturan), alasan, oleh, disetujui: disetujui ?? null, at })
  return rows[0].versi
}

/** @returns what the names in a file mean today, in one statement. @param portal our own pages, which no row stands for */
export async function lookUpNames(
  database: Database, { siapa, ke }: RuleFile, { today, portal }: { today: string; portal: string },
): Promise<Names> {
  const rows = await database.query<{ apa: 'opd' | 'pegawai' | 'klien'; nama: string; id: string }>({
    text: `SELECT 'opd' AS apa, k.kode AS nama, k.unit_id::text AS id FROM unit_kode k JOIN unit_kerja u ON u.id = k.unit_id
        WHERE k.kode = ANY($1::text[]) AND k.valid_to IS NULL AND (u.valid_to IS NULL OR u.valid_to > $4::date)
      UNION ALL SELECT 'pegawai', nip, pegawai_id::text FROM pegawai_nip WHERE nip = ANY($2::text[]) AND valid_to IS NULL
      UNION ALL SELECT 'klien', client_id, client_id FROM client WHERE client_id = ANY($3::text[])`,
    values: [siapa.opd ?? [], siapa.pegawai ?? [], ke.klien ?? [], today],
  })
  const of = (apa: string) => rows.filter((row) => row.apa === apa)
  return {
    opd: new Map(of('opd').map(({ nama, id }) => [nama, id])),
    pegawai: new Map(of('pegawai').map(({ nama, id }) => [nama, id])),
    klien: new Set([portal, ...of('klien').map(({ id }) => id)]),
  }
}
