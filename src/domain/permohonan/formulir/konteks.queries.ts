import type { Database } from '../../../kernel/db/database.ts'
import { ID_FORM } from '../../../kernel/lib/ids.ts'
import type { Permohonan } from '../permohonan.ts'
import type { Isian } from './isian.schema.ts'
import type { HostDikenal, KonteksIsian } from './konteks.ts'

interface Row {
  readonly terdaftar: readonly HostDikenal[]
  readonly diajukan: readonly HostDikenal[]
  readonly lampiran: readonly { id: string; jenis: string }[]
  readonly unit: readonly string[]
  readonly orang: readonly string[]
  readonly terbukti: boolean
}

const ids = (texts: readonly string[]): string[] => texts.filter((one) => ID_FORM.test(one))

/**
 * Everything that the checks of a form ask of the database, in one statement.
 * @param today official day in WIB
 * @param issuer of this instance
 */
export async function findKonteks(
  database: Database, permohonan: Pick<Permohonan, 'id' | 'client_id' | 'aplikasi_id'>, isian: Isian,
  { today, issuer }: { today: string; issuer: string },
): Promise<KonteksIsian> {
  const rule = isian.aturanMasuk
  const [row] = await database.query<Row>({
    text: `SELECT
        coalesce((SELECT json_agg(json_build_object('host', c.host, 'nama', a.nama, 'opd', coalesce(n.nama, '')) ORDER BY c.host)
          FROM client c JOIN aplikasi a ON a.id = c.aplikasi_id
          LEFT JOIN unit_nama n ON n.unit_id = a.unit_id AND n.valid_from <= $2::date AND (n.valid_to IS NULL OR n.valid_to > $2::date)
          WHERE c.state <> 'tutup' AND c.client_id IS DISTINCT FROM $3 AND a.id IS DISTINCT FROM $4::uuid), '[]') AS terdaftar,
        coalesce((SELECT json_agg(json_build_object('host', p.isi->>'subdomain', 'nama', p.isi->>'nama', 'opd', coalesce(n.nama, ''))
            ORDER BY p.created_at)
          FROM permohonan p
          LEFT JOIN unit_nama n ON n.unit_id = p.unit_id AND n.valid_from <= $2::date AND (n.valid_to IS NULL OR n.valid_to > $2::date)
          WHERE p.keadaan IN ('berjalan', 'dikembalikan') AND p.id <> $1 AND p.jenis = 'baru'), '[]') AS diajukan,
        coalesce((SELECT json_agg(json_build_object('id', l.id, 'jenis', l.jenis)) FROM permohonan_lampiran l
          WHERE l.permohonan_id = $1), '[]') AS lampiran,
        ARRAY(SELECT u.id::text FROM unit_kerja u WHERE u.id = ANY($5::uuid[]) AND (u.valid_to IS NULL OR u.valid_to > $2::date)) AS unit,
        ARRAY(SELECT p.id::text FROM pegawai p WHERE p.id = ANY($6::uuid[])) AS orang,
        EXISTS (SELECT FROM permohonan_bukti_host b WHERE b.permohonan_id = $1 AND b.host = $7 AND b.terbukti_at IS NOT NULL) AS terbukti`,
    values: [
      permohonan.id, today, permohonan.client_id, permohonan.aplikasi_id, ids(rule.jenis === 'tertentu' ? rule.unit : []),
      ids(rule.jenis === 'tertentu' ? rule.orang : []), isian.subdomain,
    ],
  })
  const { terdaftar = [], diajukan = [], lampiran = [], unit = [], orang = [], terbukti = false } = row ?? {}
  return {
    today, issuer, terdaftar, diajukan, hostTerbukti: terbukti, unit: new Set(unit), orang: new Set(orang),
    lampiran: new Map(lampiran.map(({ id, jenis }) => [id, { jenis }])),
  }
}
