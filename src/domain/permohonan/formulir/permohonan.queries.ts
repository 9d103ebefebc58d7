import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { ClientMetadata, ClientState } from '../../clients/client.types.ts'
import type { JenisPermohonan, Permohonan } from '../permohonan.ts'

/** Drafts, and what lies ready for them. */

/** What a new draft is made of. */
export interface NewDraft {
  readonly jenis: JenisPermohonan
  readonly unitId: string
  readonly pemohon: string
  readonly isi: object
  readonly aplikasiId?: string | undefined
  readonly clientId?: string | undefined
}

/** The procedure of each kind, in the version that a new application begins on. */
const PROSEDUR: Readonly<Record<JenisPermohonan, { prosedur: string; versi: number }>> = {
  baru: { prosedur: 'sop-555-787', versi: 1 }, perubahan: { prosedur: 'perubahan', versi: 1 },
}

/** @returns its id; undefined where the application or the client is applied for already */
export async function insertDraft(trx: Knex.Transaction, draft: NewDraft, at: Date): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `INSERT INTO permohonan (jenis, prosedur, versi, unit_id, aplikasi_id, client_id, pemohon, isi, created_at, updated_at)
     VALUES (:jenis, :prosedur, :versi, :unitId, :aplikasiId, :clientId, :pemohon, :isi, :at, :at)
     ON CONFLICT DO NOTHING RETURNING id`,
    {
      ...PROSEDUR[draft.jenis], jenis: draft.jenis, unitId: draft.unitId, aplikasiId: draft.aplikasiId ?? null,
      clientId: draft.clientId ?? null, pemohon: draft.pemohon, isi: JSON.stringify(draft.isi), at,
    },
  )
  return rows[0]?.id
}

const COLUMNS = `id, nomor, jenis, prosedur, versi, unit_id, aplikasi_id, client_id, pemohon, isi, isi_hash, hash_setara, gerbang,
  pemilik_data, revisi, keadaan, created_at, updated_at, diajukan_at, selesai_at`

/** @returns an application in whatever state */
export async function findPermohonan(database: Database, id: string): Promise<Permohonan | undefined> {
  return (await database.query<Permohonan>({ text: `SELECT ${COLUMNS} FROM permohonan WHERE id = $1`, values: [id] }))[0]
}

/** Reads an application and keeps others from changing it until the transaction ends. */
export async function lockPermohonan(trx: Knex.Transaction, id: string): Promise<Permohonan | undefined> {
  const { rows } = await trx.raw<{ rows: Permohonan[] }>(`SELECT ${COLUMNS} FROM permohonan WHERE id = ? FOR UPDATE`, [id])
  return rows[0]
}

/** Writes a form that was opened at this revision. @returns the new revision; undefined where somebody was quicker, or it is filed */
export async function writeIsi(
  trx: Knex.Transaction, { id, revisi, isi, at }: { id: string; revisi: number; isi: object; at: Date },
): Promise<number | undefined> {
  const { rows } = await trx.raw<{ rows: { revisi: number }[] }>(
    `UPDATE permohonan SET isi = :isi, revisi = revisi + 1, updated_at = :at
     WHERE id = :id AND revisi = :revisi AND keadaan IN ('draf', 'dikembalikan') RETURNING revisi`,
    { id, revisi, isi: JSON.stringify(isi), at },
  )
  return rows[0]?.revisi
}

/** An application of an OPD that somebody may claim, or a client of it that runs. */
export interface AplikasiOpd {
  readonly aplikasi_id: string
  readonly nama: string
  readonly keterangan: string | null
  readonly unit_id: string
  readonly opd: string
  readonly nomor_pse: string | null
  /** null: an application without a client (row 88 of Table 1) */
  readonly client_id: string | null
  readonly host: string | null
  readonly state: ClientState | null
  readonly metadata: ClientMetadata | null
  readonly acr_minimum: string | null
  readonly aturan_masuk: unknown
  readonly peran: readonly { kode: string; nama: string }[]
}

/**
 * @param today official day in WIB
 * @returns columns and joins of applications `a` with their clients `c`; a WHERE follows
 */
const APPLICATION = `
  SELECT a.id AS aplikasi_id, a.nama, a.keterangan, a.unit_id, coalesce(n.nama, '') AS opd, a.nomor_pse, c.client_id, c.host,
    c.state, c.metadata, c.acr_minimum, c.aturan_masuk,
    coalesce((SELECT jsonb_agg(jsonb_build_object('kode', p.kode, 'nama', p.nama) ORDER BY p.kode)
      FROM peran_aplikasi p WHERE p.client_id = c.client_id AND p.ended_at IS NULL), '[]') AS peran
  FROM aplikasi a LEFT JOIN client c ON c.aplikasi_id = a.id
  LEFT JOIN unit_nama n ON n.unit_id = a.unit_id AND n.valid_from <= $1::date AND (n.valid_to IS NULL OR n.valid_to > $1::date)`

/** @returns applications of these units that nobody has claimed or applies for, by name */
export function claimable(database: Database, units: readonly string[], today: string): Promise<AplikasiOpd[]> {
  return database.query<AplikasiOpd>({
    text: `${APPLICATION}
      WHERE a.unit_id = ANY($2::uuid[]) AND c.diklaim_at IS NULL AND (c.state IS NULL OR c.state IN ('aktif', 'menunggu'))
        AND NOT EXISTS (SELECT FROM permohonan p WHERE p.aplikasi_id = a.id AND p.jenis = 'baru'
          AND p.keadaan IN ('draf', 'berjalan', 'dikembalikan'))
      ORDER BY lower(a.nama), a.id`,
    values: [today, units],
  })
}

/** @returns a claimed client of whatever OPD with its application, undefined where there is none that runs */
export async function findRunning(database: Database, clientId: string, today: string): Promise<AplikasiOpd | undefined> {
  return (await database.query<AplikasiOpd>({
    text: `${APPLICATION} WHERE c.client_id = $2 AND c.state = 'aktif' AND c.diklaim_at IS NOT NULL`, values: [today, clientId],
  }))[0]
}

/** @returns the form by which a client was approved last; undefined for one that came another way */
export async function lastApproved(database: Database, clientId: string): Promise<Record<string, unknown> | undefined> {
  const [row] = await database.query<{ isi: Record<string, unknown> }>({
    text: `SELECT isi FROM permohonan WHERE client_id = $1 AND keadaan = 'selesai' ORDER BY selesai_at DESC LIMIT 1`,
    values: [clientId],
  })
  return row?.isi
}

/** @returns id of the change of a client that is under way; there is one at most */
export async function findOpenChange(database: Database, clientId: string): Promise<string | undefined> {
  const [row] = await database.query<{ id: string }>({
    text: `SELECT id FROM permohonan WHERE client_id = $1 AND jenis = 'perubahan' AND keadaan IN ('draf', 'berjalan', 'dikembalikan')`,
    values: [clientId],
  })
  return row?.id
}
