import type { Knex } from 'knex'
import { lockPermohonan } from '../formulir/permohonan.queries.ts'
import type { Keadaan, Keputusan, KunciLangkah, Kunjungan, Permohonan, Putusan, Sebagai } from '../permohonan.ts'

/** A decision with its step and desk. */
export type KeputusanLangkah = Keputusan & { readonly langkah: KunciLangkah; readonly unit_id: string | null }

/** @returns the visit with its application, which is taken until the transaction ends */
export async function lockByVisit(
  trx: Knex.Transaction, langkahId: string,
): Promise<{ readonly permohonan: Permohonan; readonly kunjungan: Kunjungan } | undefined> {
  const { rows: [found] } = await trx.raw<{ rows: { permohonan_id: string }[] }>(
    'SELECT permohonan_id FROM permohonan_langkah WHERE id = :langkahId', { langkahId })
  const permohonan = found && await lockPermohonan(trx, found.permohonan_id)
  // Read once more: whoever had the application before may have closed it.
  const { rows: [kunjungan] } = await trx.raw<{ rows: Kunjungan[] }>(
    'SELECT * FROM permohonan_langkah WHERE id = :langkahId', { langkahId })
  return permohonan && kunjungan && { permohonan, kunjungan }
}

/** @returns every decision about an application, the oldest first */
export async function findDecisions(trx: Knex.Transaction, permohonanId: string): Promise<KeputusanLangkah[]> {
  const { rows } = await trx.raw<{ rows: KeputusanLangkah[] }>(
    `SELECT k.*, l.langkah, l.unit_id FROM permohonan_keputusan k JOIN permohonan_langkah l ON l.id = k.langkah_id
     WHERE k.permohonan_id = :permohonanId ORDER BY k.at, l.ke, k.id`, { permohonanId })
  return rows
}

/** @returns the unit and all above it, from itself up */
export async function unitAndAbove(trx: Knex.Transaction, unitId: string): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `WITH RECURSIVE up AS (
       SELECT id, induk_id, 0 AS tinggi FROM unit_kerja WHERE id = :unitId
       UNION ALL SELECT u.id, u.induk_id, tinggi + 1 FROM unit_kerja u JOIN up ON u.id = up.induk_id WHERE tinggi < 12
     ) SELECT id FROM up ORDER BY tinggi`, { unitId })
  return rows.map(({ id }) => id)
}

/** @returns ids of the signed letters among the attachments */
export async function findSignedLetters(trx: Knex.Transaction, permohonanId: string): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `SELECT id FROM permohonan_lampiran WHERE permohonan_id = :permohonanId AND jenis = 'surat-bertanda-tangan'`, { permohonanId })
  return rows.map(({ id }) => id)
}

/** A desk at which a visit begins. */
export interface Kedatangan {
  readonly langkah: KunciLangkah
  readonly unitId: string | null
  readonly batasHari: number | null
}

/** Opens a visit of each desk that has none open. @returns what was opened */
export async function openVisits(
  trx: Knex.Transaction, { permohonanId, desks, at }: { permohonanId: string; desks: readonly Kedatangan[]; at: Date },
): Promise<Kunjungan[]> {
  const { rows } = await trx.raw<{ rows: Kunjungan[] }>(
    `INSERT INTO permohonan_langkah (permohonan_id, langkah, ke, unit_id, mulai_at, batas_hari)
     SELECT CAST(:permohonanId AS uuid), d.langkah,
       coalesce((SELECT max(l.ke) FROM permohonan_langkah l WHERE l.permohonan_id = :permohonanId AND l.langkah = d.langkah), 0)
         + row_number() OVER (PARTITION BY d.langkah ORDER BY d."unitId"),
       d."unitId", CAST(:at AS timestamptz), d."batasHari"
     FROM json_to_recordset(CAST(:desks AS json)) AS d(langkah text, "unitId" uuid, "batasHari" int)
     WHERE NOT EXISTS (SELECT FROM permohonan_langkah o WHERE o.permohonan_id = :permohonanId AND o.langkah = d.langkah
       AND o.unit_id IS NOT DISTINCT FROM d."unitId" AND o.selesai_at IS NULL)
     RETURNING *`, { permohonanId, desks: JSON.stringify(desks), at })
  return rows
}

/** Ends one open visit with a decision, in one conditional statement: of two at once one counts. @returns whether it was this one */
export async function closeVisit(
  trx: Knex.Transaction, { id, putusan, at }: { id: string; putusan: Putusan; at: Date },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE permohonan_langkah SET selesai_at = :at, putusan = :putusan WHERE id = :id AND selesai_at IS NULL RETURNING id`,
    { id, putusan, at })
  return rows.length > 0
}

/** Ends whatever is still open, without a decision. @returns ids of the visits of which a desk had been told */
export async function stopVisits(trx: Knex.Transaction, { permohonanId, at }: { permohonanId: string; at: Date }): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { id: string; dikabarkan_at: Date | null }[] }>(
    `UPDATE permohonan_langkah SET selesai_at = :at WHERE permohonan_id = :permohonanId AND selesai_at IS NULL
     RETURNING id, dikabarkan_at`, { permohonanId, at })
  return rows.flatMap(({ id, dikabarkan_at: told }) => told === null ? [] : [id])
}

interface NewDecision {
  readonly langkahId: string
  readonly permohonanId: string
  readonly oleh: string
  readonly sebagai: Sebagai
  readonly putusan: Putusan
  readonly alasan: string | undefined
  readonly catatan: Readonly<Record<string, unknown>>
  readonly isiHash: Buffer
  readonly at: Date
}

/** Writes down what was decided, for good. @returns our id of it */
export async function insertDecision(trx: Knex.Transaction, one: NewDecision): Promise<string> {
  const { rows: [row] } = await trx.raw<{ rows: { id: string }[] }>(
    `INSERT INTO permohonan_keputusan (langkah_id, permohonan_id, oleh, sebagai, putusan, alasan, catatan, isi_hash, at)
     VALUES (:langkahId, :permohonanId, :oleh, :sebagai, :putusan, :alasan, :catatan, :isiHash, :at) RETURNING id`,
    { ...one, alasan: one.alasan ?? null, sebagai: JSON.stringify(one.sebagai), catatan: JSON.stringify(one.catatan) })
  return row?.id ?? ''
}

/** Moves an application on, from one of some states alone. @returns whether it was in one of them */
export async function moveTo(
  trx: Knex.Transaction, { id, dari, ke, at }: { id: string; dari: readonly Keadaan[]; ke: Keadaan; at: Date },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE permohonan SET keadaan = :ke, updated_at = :at,
       selesai_at = CASE WHEN :ke IN ('ditolak', 'ditarik', 'selesai') THEN CAST(:at AS timestamptz) END
     WHERE id = :id AND keadaan = ANY(:dari) RETURNING id`, { id, dari: [...dari], ke, at })
  return rows.length > 0
}
