import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import { cutPage, KEY_PARTS, keysetSql, type ListPage, type ListWindow } from '../../../kernel/db/keyset.ts'
import type { Ending } from '../../../kernel/db/endings.ts'
import type { JenisBantuan, KeadaanBantuan } from './permintaan.rules.ts'

export interface Permintaan {
  readonly id: string
  readonly jenis: JenisBantuan
  readonly pegawai_id: string
  readonly nama: string
  readonly nomor: string | null
  readonly alasan: string
  readonly tiket: string
  readonly diminta_oleh: string
  readonly peminta: string
  readonly diminta_at: Date
  readonly batas: Date
  readonly keadaan: KeadaanBantuan
  readonly pemutus: string | null
  readonly diputus_at: Date | null
  readonly laksana_at: Date | null
  readonly selesai_at: Date | null
  readonly sebab_batal: 'pemilik' | 'petugas' | 'dibuktikan' | 'hak-berubah' | null
}

const PERMINTAAN = `
  SELECT r.id, r.jenis, r.pegawai_id, p.nama, r.alasan, r.tiket, r.diminta_oleh, o.nama AS peminta, r.diminta_at, r.batas,
    r.keadaan, d.nama AS pemutus, r.diputus_at, r.laksana_at, r.selesai_at, r.sebab_batal,
    (SELECT n.nip FROM pegawai_nip n WHERE n.pegawai_id = p.id AND n.valid_to IS NULL ORDER BY n.valid_from DESC LIMIT 1) AS nomor
  FROM permintaan_bantuan r JOIN pegawai p ON p.id = r.pegawai_id JOIN pegawai o ON o.id = r.diminta_oleh
    LEFT JOIN pegawai d ON d.id = r.diputus_oleh`

/** @returns the request of this id, undefined when there is none */
export async function findPermintaan(database: Database, id: string): Promise<Permintaan | undefined> {
  const [row] = await database.query<Permintaan>({ text: `${PERMINTAAN} WHERE r.id = $1`, values: [id] })
  return row
}

const OF_UNITS = `($1::uuid[] IS NULL OR (
  SELECT pj.unit_id FROM pegawai_jabatan pj WHERE pj.pegawai_id = r.pegawai_id AND pj.valid_from <= $2
    AND (pj.valid_to IS NULL OR pj.valid_to > $2) ORDER BY pj.valid_from DESC LIMIT 1) = ANY($1))`

/** Whose requests are meant. */
interface Scope {
  /** units whose people; undefined: everybody's */
  readonly unitIds: readonly string[] | undefined
  /** official day in WIB */
  readonly today: string
}

/** Forms of the key of a row of the list. */
export const PERMINTAAN_KEY = [KEY_PARTS.instant, KEY_PARTS.uuid]

/** @param window from `readWindow` with the parts of PERMINTAAN_KEY */
export async function listPermintaan(
  database: Database, { unitIds, today }: Scope, window: ListWindow,
): Promise<ListPage<Permintaan>> {
  const { where, order, values } = keysetSql(['r.diminta_at', 'r.id'], window, 2)
  const found = await database.query<Permintaan & { key: string }>({
    text: `${PERMINTAAN.replace('SELECT', 'SELECT r.diminta_at::text AS key,')} WHERE ${OF_UNITS} AND ${where} ${order}`,
    values: [unitIds ?? null, today, ...values],
  })
  return cutPage(found, window, ({ key, id }) => [key, id])
}

/**
 * @param scope.oleh leaves out what this person asked himself, and what is about him
 * @returns how many wait for a second person at this moment
 */
export async function countWaiting(
  database: Database, { unitIds, today, at, oleh }: Scope & { readonly at: Date; readonly oleh?: string },
): Promise<number> {
  const [row] = await database.query<{ n: number }>({
    text: `SELECT count(*)::int AS n FROM permintaan_bantuan r WHERE r.keadaan = 'menunggu' AND r.batas > $3
      AND ($4::uuid IS NULL OR $4 NOT IN (r.diminta_oleh, r.pegawai_id)) AND ${OF_UNITS}`,
    values: [unitIds ?? null, today, at, oleh ?? null],
  })
  return row?.n ?? 0
}

/** Lets go what nobody agreed to in time, and passes that nobody came for. */
async function expire(trx: Knex.Transaction, { pegawaiId, jenis, at }: { pegawaiId: string; jenis: JenisBantuan; at: Date }): Promise<void> {
  await trx.raw(
    `UPDATE permintaan_bantuan SET keadaan = 'kedaluwarsa', selesai_at = :at
     WHERE pegawai_id = :pegawaiId AND jenis = :jenis AND batas <= :at
       AND (keadaan = 'menunggu' OR (keadaan = 'disetujui' AND jenis = 'izin'))`, { pegawaiId, jenis, at })
}

/** @returns the id of what was asked; undefined where the same is asked for this person already */
export async function insertPermintaan(
  trx: Knex.Transaction, order: {
    readonly jenis: JenisBantuan; readonly pegawaiId: string; readonly alasan: string; readonly tiket: string
    readonly oleh: string; readonly at: Date; readonly batas: Date
  },
): Promise<string | undefined> {
  await expire(trx, order)
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `INSERT INTO permintaan_bantuan (jenis, pegawai_id, alasan, tiket, diminta_oleh, diminta_at, batas)
     VALUES (:jenis, :pegawaiId, :alasan, :tiket, :oleh, :at, :batas)
     ON CONFLICT (pegawai_id, jenis) WHERE keadaan IN ('menunggu', 'disetujui') DO NOTHING RETURNING id`, { ...order })
  return rows[0]?.id
}

/** Agrees, or refuses, in one conditional statement: of two at the same time one counts. @returns whether it was this one */
export async function decidePermintaan(
  trx: Knex.Transaction, order: {
    readonly id: string; readonly keadaan: 'disetujui' | 'ditolak'; readonly oleh: string; readonly at: Date
    readonly laksana: Date | undefined
  },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE permintaan_bantuan SET keadaan = :keadaan, diputus_oleh = :oleh, diputus_at = :at, laksana_at = :laksana,
       selesai_at = CASE WHEN :keadaan = 'ditolak' THEN CAST(:at AS timestamptz) END
     WHERE id = :id AND keadaan = 'menunggu' AND batas > :at AND pegawai_id <> CAST(:oleh AS uuid)
       AND (:keadaan = 'ditolak' OR diminta_oleh <> CAST(:oleh AS uuid)) RETURNING true`,
    { ...order, laksana: order.laksana ?? null })
  return rows.length > 0
}

/** Stops what waits. @returns whether there was anything left to stop */
export async function stopPermintaan(
  trx: Knex.Transaction, order: { readonly id: string; readonly sebab: 'pemilik' | 'petugas'; readonly at: Date },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE permintaan_bantuan SET keadaan = 'dibatalkan', sebab_batal = :sebab, selesai_at = :at
     WHERE id = :id AND keadaan IN ('menunggu', 'disetujui') RETURNING true`, { ...order })
  return rows.length > 0
}

/** Takes an agreed pass to be shown, once, to whoever asked for it. @returns whose it is; undefined when there is none to show */
export async function takePass(
  trx: Knex.Transaction, order: { readonly id: string; readonly oleh: string; readonly at: Date },
): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { pegawai_id: string }[] }>(
    `UPDATE permintaan_bantuan SET keadaan = 'dibuka'
     WHERE id = :id AND jenis = 'izin' AND keadaan = 'disetujui' AND diminta_oleh = :oleh AND batas > :at
     RETURNING pegawai_id`, { ...order })
  return rows[0]?.pegawai_id
}

/** Writes that the pass that was shown last was used. @returns its request */
export async function markPassUsed(trx: Knex.Transaction, pegawaiId: string, at: Date): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `UPDATE permintaan_bantuan SET keadaan = 'dipakai', selesai_at = :at WHERE id = (
       SELECT id FROM permintaan_bantuan WHERE pegawai_id = :pegawaiId AND jenis = 'izin' AND keadaan = 'dibuka'
       ORDER BY diminta_at DESC LIMIT 1) RETURNING id`, { pegawaiId, at })
  return rows[0]?.id
}

/** Whoever is shut out gets no help any more; what people agreed to before is to be asked anew. */
export const BANTUAN_ENDING: Ending = {
  name: 'help-requests', tables: ['permintaan_bantuan'], because: ['berhenti', 'dibekukan'],
  sql: `UPDATE permintaan_bantuan SET keadaan = 'dibatalkan', sebab_batal = 'hak-berubah', selesai_at = :at
        WHERE keadaan IN ('menunggu', 'disetujui') AND pegawai_id IN (SELECT pegawai_id FROM leaving)
        RETURNING true AS counts, NULL::jsonb AS told`,
}
