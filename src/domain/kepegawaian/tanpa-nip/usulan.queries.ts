import type { Knex } from 'knex'
import type { TanpaNip } from '../../pegawai/kategori.rules.ts'
import { firstRow, lockRecorded, reachCte } from '../petugas.queries.ts'
import type { Petugas } from '../petugas.ts'

/** One act about a person without a NIP as it is stored. */
export interface UsulanRow {
  readonly id: string
  readonly jenis: 'baru' | 'perpanjangan' | 'pengakhiran'
  readonly pegawai_id: string | null
  readonly kategori: TanpaNip
  readonly unit_id: string
  readonly nama: string
  readonly gelar_depan: string | null
  readonly gelar_belakang: string | null
  readonly tanggal_lahir: string | null
  readonly jenis_kelamin: 'L' | 'P' | null
  readonly email: string | null
  readonly jabatan: string | null
  readonly dasar: string | null
  readonly sampai: string | null
  readonly keadaan: 'menunggu' | 'dikonfirmasi' | 'ditolak'
  readonly dibuat_oleh: string
}

/** What is written of a new one; the database gives it the rest. */
export type NewUsulan = Omit<UsulanRow, 'id' | 'keadaan'> & { readonly dibuat_at: Date }

/** @returns its id; undefined when the same is waiting already */
export async function insertUsulan(trx: Knex.Transaction, usulan: NewUsulan): Promise<string | undefined> {
  const [row] = await trx<UsulanRow>('tanpa_nip_usulan').insert(usulan as never).onConflict().ignore().returning('id')
  return row?.id
}

/** @returns the act when it is about a unit in his reach, locked */
export const lockUsulan = (trx: Knex.Transaction, id: string, petugas: Petugas): Promise<UsulanRow | undefined> =>
  lockRecorded<UsulanRow>(trx, 'tanpa_nip_usulan', id, petugas)

/**
 * Decides an act that waits.
 * @returns false when somebody else did so before
 */
export async function decideUsulan(
  trx: Knex.Transaction, id: string,
  decision: { keadaan: 'dikonfirmasi' | 'ditolak'; by: string; at: Date; alasan?: string },
): Promise<boolean> {
  const decided = await trx('tanpa_nip_usulan').where({ id, keadaan: 'menunggu' }).update({
    keadaan: decision.keadaan, diputus_oleh: decision.by, diputus_at: decision.at, alasan: decision.alasan ?? null,
  })
  return decided === 1
}

/** Says who it was about, once he is there. */
export async function namePerson(trx: Knex.Transaction, id: string, pegawaiId: string): Promise<void> {
  await trx('tanpa_nip_usulan').where({ id }).update({ pegawai_id: pegawaiId })
}

/**
 * Makes the person of a confirmed act. In a demo instance he is as invented as everybody (decision 4).
 * @param nomor the number he signs in with
 * @returns false when somebody has that number: nothing was written
 */
export async function insertPerson(
  trx: Knex.Transaction, usulan: UsulanRow, { id, nomor, today }: { id: string; nomor: string; today: string },
): Promise<boolean> {
  const free = await firstRow(trx, `SELECT 1 WHERE NOT EXISTS (SELECT FROM pegawai_nip WHERE nip = :nomor)`, { nomor })
  if (!free) return false
  const { nama, gelar_depan, gelar_belakang, tanggal_lahir, jenis_kelamin, email, kategori, sampai } = usulan
  await trx('pegawai').insert({
    id, nama, gelar_depan, gelar_belakang, tanggal_lahir, jenis_kelamin, email, kategori, berlaku_sampai: sampai,
    keadaan: 'aktif', synthetic: trx.raw('EXISTS (SELECT FROM demo_account)'),
  })
  await trx('pegawai_nip').insert({ nip: nomor, pegawai_id: id, valid_from: today })
  const jabatan_id = usulan.jabatan === null ? null : await officeOf(trx, usulan.jabatan)
  await trx('pegawai_jabatan').insert({ pegawai_id: id, jabatan_id, unit_id: usulan.unit_id, valid_from: today })
  return true
}

/** An office of the province under the source `manual`; the same words are the same office. */
async function officeOf(trx: Knex.Transaction, nama: string): Promise<string | undefined> {
  const row = await firstRow<{ id: string }>(trx, `
    INSERT INTO jabatan (sumber, external_id, nama, jenis)
    VALUES ('manual', lower(regexp_replace(CAST(:nama AS text), '\\s+', ' ', 'g')), :nama, 'struktural')
    ON CONFLICT (sumber, external_id) DO UPDATE SET nama = jabatan.nama RETURNING id`, { nama })
  return row?.id
}

/** A person without a NIP as the acts about him find him. */
export interface OutsidePerson {
  readonly id: string
  readonly nama: string
  readonly gelar_depan: string | null
  readonly gelar_belakang: string | null
  readonly email: string | null
  readonly kategori: TanpaNip
  readonly keadaan: string
  readonly berlaku_sampai: string
  readonly nomor: string
  readonly unit_id: string
  readonly jabatan: string | null
}

/** @returns the person when his OPD is in reach, locked; undefined for everybody else, civil servants too */
export function lockPerson(
  trx: Knex.Transaction, id: string, { isBkd, unitIds }: Petugas,
): Promise<OutsidePerson | undefined> {
  return firstRow<OutsidePerson>(trx, `
    WITH RECURSIVE ${reachCte('CAST(:unitIds AS uuid[])')}
    SELECT p.id, p.nama, p.gelar_depan, p.gelar_belakang, p.email, p.kategori, p.keadaan, p.berlaku_sampai,
      n.nip AS nomor, pj.unit_id, j.nama AS jabatan
    FROM pegawai p JOIN pegawai_nip n ON n.pegawai_id = p.id AND n.valid_to IS NULL
    JOIN pegawai_jabatan pj ON pj.pegawai_id = p.id AND pj.valid_to IS NULL
    LEFT JOIN jabatan j ON j.id = pj.jabatan_id
    WHERE p.id = :id AND p.kategori <> 'asn' AND (:isBkd OR pj.unit_id IN (SELECT id FROM jangkauan))
    FOR UPDATE OF p`, { id, isBkd, unitIds: [...unitIds] })
}

/** Gives a person another last day; one who was ended is active again. */
export async function renewPerson(trx: Knex.Transaction, id: string, sampai: string, at: Date): Promise<void> {
  await trx('pegawai').where({ id }).whereNot({ kategori: 'asn' })
    .update({ berlaku_sampai: sampai, keadaan: 'aktif', updated_at: at })
}

/**
 * Ends a person for good.
 * @returns false when he was ended already
 */
export async function closePerson(trx: Knex.Transaction, id: string, today: string, at: Date): Promise<boolean> {
  const closed = await trx('pegawai').where({ id }).whereNot({ kategori: 'asn' }).whereNot({ keadaan: 'tutup' }).update({
    keadaan: 'tutup', berlaku_sampai: trx.raw('least(berlaku_sampai, CAST(? AS date))', [today]), updated_at: at,
  })
  return closed === 1
}

/** @returns ids of those whose last day is over, who are frozen from now on; each is returned once */
export async function freezeExpired(trx: Knex.Transaction, today: string, at: Date): Promise<string[]> {
  const rows = await trx('pegawai').whereNot({ kategori: 'asn' }).where({ keadaan: 'aktif' })
    .where('berlaku_sampai', '<', today).update({ keadaan: 'beku', updated_at: at }).returning<{ id: string }[]>('id')
  return rows.map(({ id }) => id)
}

/** Somebody whose last day comes, and who entered him last. */
export interface Ending {
  readonly id: string
  readonly nama: string
  readonly berlaku_sampai: string
  readonly dibuat_oleh: string
}

/** @returns those whose last day lies from today to this day */
export async function findEnding(trx: Knex.Transaction, today: string, until: string): Promise<Ending[]> {
  const { rows } = await trx.raw<{ rows: Ending[] }>(`
    SELECT p.id, p.nama, p.berlaku_sampai, u.dibuat_oleh FROM pegawai p
    JOIN LATERAL (SELECT dibuat_oleh FROM tanpa_nip_usulan u WHERE u.pegawai_id = p.id AND u.keadaan = 'dikonfirmasi'
      ORDER BY u.diputus_at DESC LIMIT 1) u ON true
    WHERE p.kategori <> 'asn' AND p.keadaan = 'aktif' AND p.berlaku_sampai BETWEEN ? AND ?
    ORDER BY p.berlaku_sampai, p.id`, [today, until])
  return rows
}
