import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { KunciLangkah, Permohonan } from '../permohonan.ts'

/** @returns the next number of a year: a filing that does not happen gives its number back */
export async function takeNumber(trx: Knex.Transaction, tahun: number): Promise<number> {
  const { rows: [row] } = await trx.raw<{ rows: { terakhir: number }[] }>(
    `INSERT INTO permohonan_nomor (tahun, terakhir) VALUES (:tahun, 1)
     ON CONFLICT (tahun) DO UPDATE SET terakhir = permohonan_nomor.terakhir + 1 RETURNING terakhir`, { tahun })
  return row?.terakhir ?? 1
}

/** Which unit agrees to what a scope tells. */
export interface PemilikKlaim {
  readonly klaim: string
  /** as of that day, a successor where the unit was merged; null: the units were never loaded */
  readonly unit_id: string | null
}

/** @returns owners of those of some scopes that have one */
export function findOwners(database: Database, klaim: readonly string[], today: string): Promise<PemilikKlaim[]> {
  return database.query<PemilikKlaim>({
    text: `SELECT k.klaim, unit_pada(u.id, $2::date) AS unit_id FROM pemilik_klaim k LEFT JOIN unit_kerja u ON u.slug = k.unit_slug
      WHERE k.klaim = ANY($1) ORDER BY k.klaim`,
    values: [[...klaim], today],
  })
}

interface Filing {
  readonly id: string
  /** of the form that was looked at: a later one is not filed unseen */
  readonly revisi: number
  readonly isiHash: Buffer
  readonly setara: readonly Buffer[]
  readonly gerbang: readonly KunciLangkah[]
  readonly pemilikData: readonly string[]
  readonly nomor: string
  readonly at: Date
}

/** Files what is a draft or was sent back, in one conditional statement. @returns it as it is now; undefined: it was not this one */
export async function fileDraft(trx: Knex.Transaction, filing: Filing): Promise<Permohonan | undefined> {
  const { rows } = await trx.raw<{ rows: Permohonan[] }>(
    `UPDATE permohonan SET keadaan = 'berjalan', nomor = :nomor, isi_hash = :isiHash, hash_setara = CAST(:setara AS bytea[]),
       gerbang = :gerbang, pemilik_data = CAST(:pemilikData AS uuid[]), diajukan_at = coalesce(diajukan_at, :at), updated_at = :at
     WHERE id = :id AND revisi = :revisi AND keadaan IN ('draf', 'dikembalikan') RETURNING *`,
    { ...filing, setara: [...filing.setara], gerbang: [...filing.gerbang], pemilikData: [...filing.pemilikData] })
  return rows[0]
}

/** @returns the visit in which the OPD has the ball */
export async function findOpenFiling(trx: Knex.Transaction, permohonanId: string): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `SELECT id FROM permohonan_langkah WHERE permohonan_id = :permohonanId AND langkah = 'pengajuan' AND selesai_at IS NULL`,
    { permohonanId })
  return rows[0]?.id
}

/** @returns what the form said when it was filed last: what was sent back is edited in place, and this is what it was */
export async function findFiledForm(database: Database, permohonanId: string): Promise<unknown> {
  const [row] = await database.query<{ isi: unknown }>({
    text: `SELECT k.catatan -> 'isi' AS isi FROM permohonan_keputusan k JOIN permohonan_langkah l ON l.id = k.langkah_id
      WHERE k.permohonan_id = $1 AND l.langkah = 'pengajuan' ORDER BY l.ke DESC LIMIT 1`,
    values: [permohonanId],
  })
  return row?.isi
}
