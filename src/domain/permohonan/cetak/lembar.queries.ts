import type { Database } from '../../../kernel/db/database.ts'
import type { Keadaan } from '../permohonan.ts'
import type { JenisLembar } from './lembar.ts'

/** A sheet that was made once. */
export interface KeptSheet {
  readonly kode: string
  readonly dibuat_at: Date
}

/**
 * Keeps that a sheet says this. The same content again, from whomever, is the same sheet with the same code.
 * @param row `kode` is a fresh one, taken where the content is new; `sidik` SHA-256 of the content
 */
export async function keepSheet(
  database: Database, row: {
    permohonanId: string; lembar: JenisLembar; sidik: Buffer; kode: string; keadaan: Keadaan; at: Date
  },
): Promise<KeptSheet> {
  const { permohonanId, lembar, sidik, kode, keadaan, at } = row
  const [kept] = await database.query<KeptSheet>({
    // An update that changes nothing: of two at once the second one reads what the first one wrote.
    text: `INSERT INTO permohonan_lembar AS l (kode, permohonan_id, lembar, sidik, keadaan, dibuat_at)
           VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (permohonan_id, lembar, sidik) DO UPDATE SET keadaan = l.keadaan RETURNING kode, dibuat_at`,
    values: [kode, permohonanId, lembar, sidik, keadaan, at],
  })
  if (!kept) throw new Error('a sheet was neither kept nor found')
  return kept
}

/** What everybody may know who has the paper. */
export interface VerifiedSheet {
  readonly lembar: JenisLembar
  readonly nomor: string
  readonly sidik: Buffer
  readonly dibuat_at: Date
  /** of the application when the sheet first said this */
  readonly keadaan: Keadaan
  readonly keadaan_kini: Keadaan
  /** whether the same sheet says something else since then */
  readonly usang: boolean
}

/** @returns undefined where no sheet has this code */
export async function findSheet(database: Database, kode: string): Promise<VerifiedSheet | undefined> {
  const [row] = await database.query<VerifiedSheet>({
    text: `SELECT l.lembar, p.nomor, l.sidik, l.dibuat_at, l.keadaan, p.keadaan AS keadaan_kini,
             EXISTS (SELECT FROM permohonan_lembar n WHERE n.permohonan_id = l.permohonan_id AND n.lembar = l.lembar
               AND n.dibuat_at > l.dibuat_at) AS usang
           FROM permohonan_lembar l JOIN permohonan p ON p.id = l.permohonan_id WHERE l.kode = $1`,
    values: [kode],
  })
  return row
}
