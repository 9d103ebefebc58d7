import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import { datedState, isMarked } from '../../pegawai/keadaan.queries.ts'
import type { DatedState } from '../../pegawai/keadaan.rules.ts'
import type { ProductRole } from '../role.rules.ts'

export interface UsulanPeran {
  readonly id: string
  readonly pegawai_id: string
  readonly peran: ProductRole
  readonly unit_id: string | null
  /** Last day. */
  readonly sampai: string | null
  readonly alasan: string
  readonly diusulkan_oleh: string
  readonly keadaan: 'menunggu' | 'diberikan' | 'ditolak'
}

/** With the names of everybody in it. */
export interface UsulanDetail extends UsulanPeran {
  readonly nama: string
  readonly nomor: string | null
  readonly unit: string | null
  readonly pengusul: string
  readonly diusulkan_at: Date
  readonly pemutus: string | null
  readonly diputus_at: Date | null
  readonly alasan_tolak: string | null
  readonly sendiri: boolean
}

/** @returns its id; undefined when the same role waits for him already */
export async function insertUsulan(
  trx: Knex.Transaction,
  usulan: { pegawai_id: string; peran: string; unit_id: string | null; sampai: string | null; alasan: string; diusulkan_oleh: string; diusulkan_at: Date },
): Promise<string | undefined> {
  const [row] = await trx('peran_usulan').insert(usulan).onConflict().ignore().returning<{ id: string }[]>('id')
  return row?.id
}

/** @returns the proposal, locked */
export async function lockUsulan(trx: Knex.Transaction, id: string): Promise<UsulanPeran | undefined> {
  return trx('peran_usulan').where({ id }).forUpdate().first<UsulanPeran | undefined>(
    'id', 'pegawai_id', 'peran', 'unit_id', 'sampai', 'alasan', 'diusulkan_oleh', 'keadaan')
}

/** Decides one that waits. @returns false when somebody else did so before */
export async function decideUsulan(
  trx: Knex.Transaction, id: string,
  { oleh, at, ...putusan }: { oleh: string; at: Date } & ({ keadaan: 'diberikan'; sendiri: boolean } | { keadaan: 'ditolak'; alasan_tolak: string }),
): Promise<boolean> {
  return await trx('peran_usulan').where({ id, keadaan: 'menunggu' }).update({ ...putusan, diputus_oleh: oleh, diputus_at: at }) === 1
}

const DETAIL = `
  SELECT u.id, u.pegawai_id, u.peran, u.unit_id, u.sampai, u.alasan, u.diusulkan_oleh, u.keadaan, u.diusulkan_at, u.diputus_at,
    u.alasan_tolak, u.sendiri, p.nama, a.nama AS pengusul, b.nama AS pemutus,
    (SELECT n.nip FROM pegawai_nip n WHERE n.pegawai_id = p.id AND n.valid_to IS NULL LIMIT 1) AS nomor,
    (SELECT n.nama FROM unit_nama n WHERE n.unit_id = u.unit_id ORDER BY n.valid_from DESC LIMIT 1) AS unit
  FROM peran_usulan u JOIN pegawai p ON p.id = u.pegawai_id JOIN pegawai a ON a.id = u.diusulkan_oleh
    LEFT JOIN pegawai b ON b.id = u.diputus_oleh`

/** @returns what waits for a second person, the oldest first; at most 100 */
export function waitingUsulan(database: Database): Promise<UsulanDetail[]> {
  return database.query<UsulanDetail>({
    text: `${DETAIL} WHERE u.keadaan = 'menunggu' ORDER BY u.diusulkan_at, u.id LIMIT 100`, values: [],
  })
}

/** @returns one proposal, undefined when there is none */
export async function findUsulan(database: Database, id: string): Promise<UsulanDetail | undefined> {
  return (await database.query<UsulanDetail>({ text: `${DETAIL} WHERE u.id = $1`, values: [id] }))[0]
}

/** Somebody with his state, as the rules of giving look at him. */
export interface Receiver extends DatedState {
  readonly id: string
  readonly nama: string
  readonly tahan: boolean
}

/** @returns the person, locked: what is given to him and what takes it away happen one after the other */
export async function lockReceiver(trx: Knex.Transaction, id: string): Promise<Receiver | undefined> {
  const { rows } = await trx.raw<{ rows: Receiver[] }>(
    `SELECT p.id, p.nama, p.tahan OR ${isMarked('p')} AS tahan, ${datedState('p')} FROM pegawai p
     WHERE p.id = CAST(:id AS uuid) FOR UPDATE OF p`, { id })
  return rows[0]
}

export interface RoleHolderRow extends DatedState {
  readonly pegawai_id: string
  readonly role: string
  readonly frozen: boolean
}

/**
 * Everybody who holds one of these roles on a day, his rows locked: of two admins who take each other's role one is last.
 */
export async function lockHolders(trx: Knex.Transaction, roles: readonly string[], today: string): Promise<RoleHolderRow[]> {
  const { rows } = await trx.raw<{ rows: RoleHolderRow[] }>(
    `SELECT r.pegawai_id, r.role, ${datedState('p')},
       EXISTS (SELECT FROM account a WHERE a.pegawai_id = p.id AND a.frozen_at IS NOT NULL) AS frozen
     FROM product_role r JOIN pegawai p ON p.id = r.pegawai_id
     WHERE r.role = ANY(:roles::text[]) AND r.revoked_at IS NULL AND r.valid_from <= CAST(:today AS date)
       AND (r.valid_to IS NULL OR r.valid_to > CAST(:today AS date))
     ORDER BY r.id FOR UPDATE OF r`, { roles: [...roles], today })
  return rows
}
