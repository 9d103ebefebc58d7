import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import { cutPage, keysetSql, type ListPage, type ListWindow } from '../../../kernel/db/keyset.ts'
import { lockEntry } from '../masuk/masuk.queries.ts'

/** A role that an application has. */
export interface AppRole {
  readonly id: string
  readonly kode: string
  readonly nama: string
}

/** Locks the client, so that its roles are changed by one at a time. @returns the living ones; undefined: no such client */
export async function lockRoles(trx: Knex.Transaction, clientId: string): Promise<AppRole[] | undefined> {
  if (!await lockEntry(trx, clientId)) return undefined
  const { rows } = await trx.raw<{ rows: AppRole[] }>(
    'SELECT id, kode, nama FROM peran_aplikasi WHERE client_id = ? AND ended_at IS NULL', [clientId])
  return rows
}

export async function insertRoles(
  trx: Knex.Transaction, clientId: string, roles: readonly Omit<AppRole, 'id'>[],
): Promise<void> {
  await trx.raw(
    `INSERT INTO peran_aplikasi (client_id, kode, nama)
     SELECT :clientId, kode, nama FROM json_to_recordset(CAST(:roles AS json)) AS role(kode text, nama text)`,
    { clientId, roles: JSON.stringify(roles) })
}

export async function renameRole(trx: Knex.Transaction, id: string, nama: string): Promise<void> {
  await trx.raw('UPDATE peran_aplikasi SET nama = :nama WHERE id = :id', { id, nama })
}

/** Ends roles with everybody's hold of them. @returns who lost which */
export async function endRoles(
  trx: Knex.Transaction, ids: readonly string[], at: Date,
): Promise<{ readonly pegawai_id: string; readonly kode: string }[]> {
  const { rows } = await trx.raw<{ rows: { pegawai_id: string; kode: string }[] }>(
    `WITH ended AS (
       UPDATE peran_aplikasi SET ended_at = :at WHERE id = ANY(CAST(:ids AS uuid[])) AND ended_at IS NULL RETURNING id, kode
     )
     UPDATE peran_aplikasi_orang o SET ended_at = :at, ended_by = 'sistem', sebab = 'peran-dihapus' FROM ended
     WHERE o.peran_id = ended.id AND o.ended_at IS NULL RETURNING o.pegawai_id, ended.kode`, { ids: [...ids], at })
  return rows
}

/** A hold of a role that somebody gives. */
export interface Gift {
  readonly peranId: string
  readonly pegawaiId: string
  /** The OPD by which it is given. */
  readonly unitId: string
  readonly mulai: string
  /** Last day; undefined without an end. */
  readonly selesai: string | undefined
  readonly oleh: string
  readonly alasan: string
}

/**
 * Gives a role that is alive; a hold whose last day has passed makes room for another.
 * @param today official day in WIB
 * @returns false when he has it already, or somebody was faster
 */
export async function insertHold(
  trx: Knex.Transaction, { selesai, ...gift }: Gift, { today, at }: { today: string; at: Date },
): Promise<boolean> {
  const values = { ...gift, selesai: selesai ?? null, today, at }
  await trx.raw(
    `UPDATE peran_aplikasi_orang SET ended_at = :at, ended_by = 'sistem', sebab = 'habis'
     WHERE peran_id = :peranId AND pegawai_id = :pegawaiId AND ended_at IS NULL AND selesai < CAST(:today AS date)`, values)
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `INSERT INTO peran_aplikasi_orang (peran_id, pegawai_id, unit_id, mulai, selesai, oleh, alasan, at)
     SELECT id, :pegawaiId, :unitId, :mulai, :selesai, :oleh, :alasan, :at FROM peran_aplikasi
     WHERE id = :peranId AND ended_at IS NULL FOR SHARE
     ON CONFLICT (peran_id, pegawai_id) WHERE ended_at IS NULL DO NOTHING RETURNING 1`, values)
  return rows.length > 0
}

/** Ends one hold, once. @returns whose and which it was; undefined when it is no living one of this client */
export async function endHold(
  trx: Knex.Transaction, { id, clientId, oleh, alasan, at }: {
    id: string; clientId: string; oleh: string; alasan: string; at: Date
  },
): Promise<{ readonly pegawai_id: string; readonly kode: string } | undefined> {
  const { rows } = await trx.raw<{ rows: { pegawai_id: string; kode: string }[] }>(
    `UPDATE peran_aplikasi_orang o SET ended_at = :at, ended_by = :oleh, sebab = :alasan FROM peran_aplikasi r
     WHERE o.id = :id AND r.id = o.peran_id AND r.client_id = :clientId AND o.ended_at IS NULL
     RETURNING o.pegawai_id, r.kode`, { id, clientId, oleh, alasan, at })
  return rows[0]
}

/** @returns an application's living roles by code */
export function rolesOfClient(database: Database, clientId: string): Promise<AppRole[]> {
  return database.query<AppRole>({
    text: 'SELECT id, kode, nama FROM peran_aplikasi WHERE client_id = $1 AND ended_at IS NULL ORDER BY kode',
    values: [clientId],
  })
}

/** Somebody and a role that he has, or will have. */
export interface Hold {
  readonly id: string
  readonly pegawaiId: string
  readonly nama: string
  readonly gelar_depan: string | null
  readonly gelar_belakang: string | null
  readonly nomor: string | null
  readonly kode: string
  readonly peran: string
  readonly mulai: string
  readonly selesai: string | null
  readonly alasan: string
  /** As text with all its digits, the key of the list. */
  readonly at: string
}

const HOLD = `
  SELECT o.id, p.id AS "pegawaiId", p.nama, p.gelar_depan, p.gelar_belakang, r.kode, r.nama AS peran, o.mulai, o.selesai,
    o.alasan, o.at::text AS at, (SELECT n.nip FROM pegawai_nip n WHERE n.pegawai_id = p.id AND n.valid_to IS NULL
      ORDER BY n.valid_from DESC LIMIT 1) AS nomor
  FROM peran_aplikasi_orang o JOIN peran_aplikasi r ON r.id = o.peran_id JOIN pegawai p ON p.id = o.pegawai_id
  WHERE r.client_id = $1 AND r.ended_at IS NULL AND o.ended_at IS NULL AND (o.selesai IS NULL OR o.selesai >= $2::date)`

/** @returns who has, or will have, a role of an application: the latest given first */
export async function holdsOfClient(
  database: Database, { clientId, today, window }: { clientId: string; today: string; window: ListWindow },
): Promise<ListPage<Hold>> {
  const { where, order, values } = keysetSql(['o.at', 'o.id'], window, 2)
  const found = await database.query<Hold>({ text: `${HOLD} AND ${where} ${order}`, values: [clientId, today, ...values] })
  return cutPage(found, window, ({ at, id }) => [at, id])
}

/** @returns one of them, if it still is */
export async function findHold(
  database: Database, { clientId, id, today }: { clientId: string; id: string; today: string },
): Promise<Hold | undefined> {
  return (await database.query<Hold>({ text: `${HOLD} AND o.id = $3`, values: [clientId, today, id] }))[0]
}

/** An application and how many roles it has and people have one. */
export interface RoledClient {
  readonly clientId: string
  readonly nama: string
  readonly opd: string
  readonly peran: number
  readonly orang: number
}

/**
 * Applications of some units and those below that people sign in to, by OPD and name.
 * @param today official day in WIB
 * @param after key of the row to go on from: name in lower case and client_id
 */
export function roledClients(
  database: Database, { units, today, after, limit }: {
    units: readonly string[]; today: string; after: readonly string[] | undefined; limit: number
  },
): Promise<RoledClient[]> {
  const [nama, clientId] = after ?? [null, null]
  return database.query<RoledClient>({
    text: `WITH RECURSIVE below AS (
        SELECT id FROM unit_kerja WHERE id = ANY($2::uuid[])
        UNION SELECT u.id FROM unit_kerja u JOIN below ON u.induk_id = below.id
      )
      SELECT c.client_id AS "clientId", a.nama, coalesce(n.nama, '') AS opd,
        (SELECT count(*)::int FROM peran_aplikasi r WHERE r.client_id = c.client_id AND r.ended_at IS NULL) AS peran,
        (SELECT count(DISTINCT o.pegawai_id)::int FROM peran_aplikasi_orang o JOIN peran_aplikasi r ON r.id = o.peran_id
         WHERE r.client_id = c.client_id AND r.ended_at IS NULL AND o.ended_at IS NULL
           AND (o.selesai IS NULL OR o.selesai >= $1::date)) AS orang
      FROM client c JOIN aplikasi a ON a.id = c.aplikasi_id
      LEFT JOIN unit_nama n ON n.unit_id = a.unit_id AND n.valid_from <= $1::date AND (n.valid_to IS NULL OR n.valid_to > $1::date)
      WHERE a.unit_id IN (SELECT id FROM below) AND c.state IN ('uji', 'aktif', 'tangguh')
        AND EXISTS (SELECT FROM peran_aplikasi r WHERE r.client_id = c.client_id AND r.ended_at IS NULL)
        AND ($3::text IS NULL OR (lower(a.nama), c.client_id) > ($3, $4))
      ORDER BY lower(a.nama), c.client_id LIMIT $5`,
    values: [today, units, nama ?? null, clientId ?? null, limit],
  })
}
