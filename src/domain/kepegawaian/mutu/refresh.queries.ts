import type { Knex } from 'knex'
import type { PersonFacts } from './checks.rules.ts'

/** One thing that was found. */
export interface Found {
  readonly jenis: string
  readonly pegawai_id: string | null
  readonly opd_id: string | null
}

/** @returns whether people, units or the day changed since everything was looked at last */
export async function isStale(knex: Knex, today: string): Promise<boolean> {
  const { rows } = await knex.raw<{ rows: { stale: boolean }[] }>(`
    SELECT NOT EXISTS (SELECT FROM mutu_penyegaran r WHERE r.hari = :today
      AND NOT EXISTS (SELECT FROM pegawai WHERE updated_at > r.at)
      AND NOT EXISTS (SELECT FROM reorganisasi WHERE diterapkan_at > r.at)) AS stale`, { today })
  return rows[0]?.stale === true
}

/** One at a time over all nodes, until the transaction ends. @returns false when another one is at it */
export async function lockRefresh(trx: Knex.Transaction): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: { locked: boolean }[] }>(
    `SELECT pg_try_advisory_xact_lock(hashtext('mutu_temuan')) AS locked`)
  return rows[0]?.locked === true
}

export async function recordRefresh(trx: Knex.Transaction, { today, at }: { today: string; at: Date }): Promise<void> {
  await trx.raw(`
    INSERT INTO mutu_penyegaran (at, hari) VALUES (:at, :today)
    ON CONFLICT (satu) DO UPDATE SET at = excluded.at, hari = excluded.hari`, { at, today })
  await trx.raw(`DELETE FROM mutu_temuan WHERE hilang_at < :at::timestamptz - interval '1 year'`, { at })
}

/** @returns civil servants in service behind an id, `most` at a time, with what is known of them today */
export async function personFacts(
  trx: Knex.Transaction, { after, most, today }: { after: string | null; most: number; today: string },
): Promise<PersonFacts[]> {
  const { rows } = await trx.raw<{ rows: PersonFacts[] }>(`
    WITH twin AS (
      SELECT unnest(array_agg(id)) AS id FROM pegawai WHERE kategori = 'asn' AND keadaan <> 'tutup'
      GROUP BY lower(nama), tanggal_lahir HAVING count(*) > 1
    )
    SELECT p.id, n.nip, p.tanggal_lahir, p.jenis_kelamin, p.jenis, p.tmt_cpns, p.tmt_pns, p.golongan, p.tmt_golongan,
      p.email, p.no_hp, p.tmt_pensiun, p.akhir_kontrak, r.bup, unit_pada(j.unit_id, :today) AS unit_id, j.tmt AS tmt_jabatan, j.eselon,
      held.jenis AS jenis_jabatan, twin.id IS NOT NULL AS kembar,
      COALESCE((SELECT json_agg(json_build_object('mulai', t.valid_from, 'selesai', t.valid_to - 1)) FROM penugasan t
        WHERE t.pegawai_id = p.id AND t.jenis = 'PLT' AND t.ended_at IS NULL AND t.valid_from <= :today
          AND (t.valid_to IS NULL OR t.valid_to > :today)), '[]') AS plt
    FROM pegawai p
    LEFT JOIN LATERAL (SELECT nip FROM pegawai_nip WHERE pegawai_id = p.id AND valid_to IS NULL
      ORDER BY valid_from DESC LIMIT 1) n ON true
    LEFT JOIN LATERAL (SELECT * FROM pegawai_jabatan WHERE pegawai_id = p.id AND valid_from <= :today
      AND (valid_to IS NULL OR valid_to > :today) ORDER BY valid_from DESC LIMIT 1) j ON true
    LEFT JOIN jabatan held ON held.id = j.jabatan_id
    LEFT JOIN jabatan_referensi r ON r.jabatan_id = held.id
    LEFT JOIN twin ON twin.id = p.id
    WHERE p.kategori = 'asn' AND p.keadaan <> 'tutup' AND (:after::uuid IS NULL OR p.id > :after)
    ORDER BY p.id LIMIT :most`, { after, most, today })
  return rows
}

/** Who leads a unit itself, by the unit. */
export async function leadersByUnit(
  trx: Knex.Transaction, today: string,
): Promise<Map<string, { definitif: number; penugasan: number }>> {
  const { rows } = await trx.raw<{ rows: { unit_id: string; definitif: number; penugasan: number }[] }>(`
    SELECT unit_id, sum(definitif)::int AS definitif, sum(penugasan)::int AS penugasan FROM (
      SELECT unit_pada(j.unit_id, :today) AS unit_id, 1 AS definitif, 0 AS penugasan
      FROM pegawai_jabatan j JOIN jabatan held ON held.id = j.jabatan_id JOIN pegawai p ON p.id = j.pegawai_id
      WHERE held.jenis = 'struktural' AND j.eselon IS NOT NULL AND p.keadaan <> 'tutup' AND j.valid_from <= :today
        AND (j.valid_to IS NULL OR j.valid_to > :today)
      UNION ALL
      SELECT unit_pada(t.unit_id, :today), 0, 1 FROM penugasan t
      WHERE t.jenis IN ('PLT', 'PLH', 'PJ') AND t.ended_at IS NULL AND t.valid_from <= :today
        AND (t.valid_to IS NULL OR t.valid_to > :today)
    ) AS leader GROUP BY unit_id`, { today })
  return new Map(rows.map(({ unit_id, ...counts }) => [unit_id, counts]))
}

/** Which subjects were looked at: people behind one id up to another, or everything that is no person. */
export type Looked = { readonly after: string | null; readonly upTo: string | null } | 'opd'

/** What was found there and is not found any more is gone; what is found for the first time begins. */
export async function storeFound(
  trx: Knex.Transaction, found: readonly Found[], looked: Looked, at: Date,
): Promise<void> {
  const rows = JSON.stringify(found)
  const source = 'json_to_recordset(:rows::json) AS r(jenis text, pegawai_id uuid, opd_id uuid)'
  const where = looked === 'opd' ? 't.pegawai_id IS NULL'
    : 't.pegawai_id IS NOT NULL AND (:after::uuid IS NULL OR t.pegawai_id > :after) AND (:upTo::uuid IS NULL OR t.pegawai_id <= :upTo)'
  const range = looked === 'opd' ? {} : looked
  await trx.raw(`
    WITH found AS MATERIALIZED (SELECT r.jenis, COALESCE(r.pegawai_id, r.opd_id) AS subjek_id FROM ${source})
    UPDATE mutu_temuan t SET hilang_at = :at WHERE t.hilang_at IS NULL AND ${where}
      AND NOT EXISTS (SELECT FROM found WHERE found.jenis = t.jenis AND found.subjek_id = t.subjek_id)`,
  { rows, at, ...range })
  if (found.length === 0) return
  await trx.raw(`
    INSERT INTO mutu_temuan AS t (jenis, subjek_id, pegawai_id, opd_id, sejak)
    SELECT jenis, COALESCE(pegawai_id, opd_id), pegawai_id, opd_id, :at::timestamptz FROM ${source}
    ON CONFLICT (jenis, subjek_id) WHERE hilang_at IS NULL DO UPDATE SET opd_id = excluded.opd_id
      WHERE t.opd_id IS DISTINCT FROM excluded.opd_id`, { rows, at })
}
