import type { Database } from '../kernel/db/database.ts'

/** @returns whether anything is applied for here, by the seed or by people */
export async function hasApplications(database: Database): Promise<boolean> {
  const [row] = await database.query<{ found: boolean }>({ text: 'SELECT EXISTS (SELECT FROM permohonan) AS found', values: [] })
  return row?.found ?? false
}

/** @returns `sub` of the first person of the demo table for each role, and the unit of his product role where it has one */
export async function demoActors(database: Database): Promise<ReadonlyMap<string, { readonly id: string; readonly unitId: string | null }>> {
  const rows = await database.query<{ role: string; id: string; unitId: string | null }>({
    text: `SELECT DISTINCT ON (d.role) d.role, d.pegawai_id AS id, r.unit_id AS "unitId"
      FROM demo_account d LEFT JOIN product_role r ON r.pegawai_id = d.pegawai_id AND r.role = d.role AND r.revoked_at IS NULL
      ORDER BY d.role, d.urut`,
    values: [],
  })
  return new Map(rows.map(({ role, ...actor }) => [role, actor]))
}

/** @returns the open visit of a step, with the hash of what was filed */
export async function openVisit(
  database: Database, permohonanId: string, langkah: string,
): Promise<{ readonly id: string; readonly isi_hash: Buffer } | undefined> {
  const [row] = await database.query<{ id: string; isi_hash: Buffer }>({
    text: `SELECT v.id, p.isi_hash FROM permohonan_langkah v JOIN permohonan p ON p.id = v.permohonan_id
      WHERE v.permohonan_id = $1 AND v.langkah = $2 AND v.selesai_at IS NULL`,
    values: [permohonanId, langkah],
  })
  return row
}
