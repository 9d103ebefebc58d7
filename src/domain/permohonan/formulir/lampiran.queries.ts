import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'

/** An attachment without its bytes. */
export interface Lampiran {
  readonly id: string
  readonly permohonan_id: string
  readonly jenis: string
  readonly nama: string
  readonly mime: string
  /** Bytes. */
  readonly ukuran: number
  readonly sha256: Buffer
  readonly oleh: string
  readonly at: Date
}

const COLUMNS = 'id, permohonan_id, jenis, nama, mime, ukuran, sha256, oleh, at'

/** @returns attachments of an application, the oldest first */
export function attachmentsOf(database: Database, permohonanId: string): Promise<Lampiran[]> {
  return database.query<Lampiran>({
    text: `SELECT ${COLUMNS} FROM permohonan_lampiran WHERE permohonan_id = $1 ORDER BY at, id`, values: [permohonanId],
  })
}

/** @returns an attachment of that very application */
export async function findAttachment(
  database: Database, { permohonanId, id }: { permohonanId: string; id: string },
): Promise<Lampiran | undefined> {
  return (await database.query<Lampiran>({
    text: `SELECT ${COLUMNS} FROM permohonan_lampiran WHERE permohonan_id = $1 AND id = $2`, values: [permohonanId, id],
  }))[0]
}

/** @returns the bytes of an attachment, in their order */
export async function piecesOf(database: Database, id: string): Promise<Buffer> {
  const rows = await database.query<{ isi: Buffer }>({
    text: 'SELECT isi FROM permohonan_potongan WHERE lampiran_id = $1 ORDER BY urut', values: [id],
  })
  return Buffer.concat(rows.map(({ isi }) => isi))
}

/** @returns how many attachments an application has */
export async function countAttachments(trx: Knex.Transaction, permohonanId: string): Promise<number> {
  const { rows } = await trx.raw<{ rows: { n: number }[] }>(
    'SELECT count(*)::int AS n FROM permohonan_lampiran WHERE permohonan_id = ?', [permohonanId])
  return rows[0]?.n ?? 0
}

export async function insertAttachment(
  trx: Knex.Transaction, { permohonan_id, jenis, nama, mime, ukuran, sha256, oleh }: Omit<Lampiran, 'id' | 'at'>, at: Date,
): Promise<string> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `INSERT INTO permohonan_lampiran (permohonan_id, jenis, nama, mime, ukuran, sha256, oleh, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    [permohonan_id, jenis, nama, mime, ukuran, sha256, oleh, at],
  )
  return rows[0]?.id ?? ''
}

export async function insertPiece(trx: Knex.Transaction, id: string, urut: number, isi: Buffer): Promise<void> {
  await trx.raw('INSERT INTO permohonan_potongan (lampiran_id, urut, isi) VALUES (?, ?, ?)', [id, urut, isi])
}

/** Deletes an attachment of that application with its bytes. @returns its kind, undefined where there was none */
export async function deleteAttachment(
  trx: Knex.Transaction, { permohonanId, id }: { permohonanId: string; id: string },
): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { jenis: string }[] }>(
    `SELECT jenis FROM permohonan_lampiran WHERE permohonan_id = ? AND id = ?`, [permohonanId, id])
  if (!rows[0]) return undefined
  await trx.raw('DELETE FROM permohonan_potongan WHERE lampiran_id = ?', [id])
  await trx.raw('DELETE FROM permohonan_lampiran WHERE id = ?', [id])
  return rows[0].jenis
}

/** @returns whether a data owner of one of these units is asked about this application, now or before */
export async function isAskedOwner(database: Database, permohonanId: string, units: readonly string[]): Promise<boolean> {
  const [row] = await database.query<{ found: boolean }>({
    text: `SELECT EXISTS (SELECT FROM permohonan_langkah WHERE permohonan_id = $1 AND langkah = 'elemen'
      AND unit_id = ANY($2::uuid[])) AS found`,
    values: [permohonanId, units],
  })
  return row?.found === true
}
