import type { Knex } from 'knex'
import { datedState } from '../../pegawai/keadaan.queries.ts'
import type { DatedState } from '../../pegawai/keadaan.rules.ts'
import type { Kategori } from '../../pegawai/kategori.rules.ts'
import { firstRow, lockRecorded } from '../petugas.queries.ts'
import type { Petugas } from '../petugas.ts'
import type { KnownLetter, Letter } from './letter.rules.ts'
import type { ScanKind } from './scan.rules.ts'

/** Who is assigned, with the unit of his own post today. */
export interface AssignedPerson extends DatedState {
  readonly id: string
  readonly nama: string
  readonly kategori: Kategori
  readonly unit_id: string | null
}

/** @returns the person, locked: of two letters about him one is judged after the other, and after a feed that writes him */
export function lockAssigned(trx: Knex.Transaction, id: string, today: string): Promise<AssignedPerson | undefined> {
  return firstRow<AssignedPerson>(trx, `
    SELECT p.id, p.nama, p.kategori, ${datedState('p')},
      (SELECT pj.unit_id FROM pegawai_jabatan pj WHERE pj.pegawai_id = p.id AND pj.valid_from <= :today
        AND (pj.valid_to IS NULL OR pj.valid_to > :today) ORDER BY pj.valid_from DESC LIMIT 1) AS unit_id
    FROM pegawai p WHERE p.id = CAST(:id AS uuid) FOR UPDATE OF p`, { id, today })
}

/**
 * Every letter of a person that counts: of whatever source, and what waits.
 * @param except a recorded one that is not to be held against itself
 */
export async function knownLetters(
  trx: Knex.Transaction, pegawaiId: string, except: string | null = null,
): Promise<KnownLetter[]> {
  const { rows } = await trx.raw<{ rows: KnownLetter[] }>(`
    SELECT jenis, jabatan, unit_id, valid_from AS "from", valid_to AS "to", sk FROM penugasan
    WHERE pegawai_id = :pegawaiId AND ended_at IS NULL
    UNION ALL
    SELECT jenis, jabatan, unit_id, mulai, selesai + 1, sk FROM penugasan_usulan
    WHERE pegawai_id = :pegawaiId AND keadaan = 'menunggu' AND id IS DISTINCT FROM CAST(:except AS uuid)`,
  { pegawaiId, except })
  return rows
}

/** How many others hold a post definitively: the same words in the same unit. */
export async function countHolders(
  trx: Knex.Transaction, { pegawaiId, jabatan, unitId, today }: {
    pegawaiId: string; jabatan: string; unitId: string; today: string
  },
): Promise<number> {
  const row = await firstRow<{ holders: number }>(trx, `
    SELECT count(*)::int AS holders FROM pegawai_jabatan pj JOIN jabatan j ON j.id = pj.jabatan_id
    JOIN pegawai p ON p.id = pj.pegawai_id
    WHERE pj.unit_id = :unitId AND pj.pegawai_id <> :pegawaiId AND p.keadaan IN ('aktif', 'terbatas')
      AND lower(regexp_replace(trim(j.nama), '\\s+', ' ', 'g'))
        = lower(regexp_replace(trim(CAST(:jabatan AS text)), '\\s+', ' ', 'g'))
      AND pj.valid_from <= :today AND (pj.valid_to IS NULL OR pj.valid_to > :today)`,
  { pegawaiId, jabatan, unitId, today })
  return row?.holders ?? 0
}

/** A recorded assignment as its decision needs it. */
export interface UsulanRow {
  readonly id: string
  readonly pegawai_id: string
  readonly jenis: Letter['jenis']
  readonly jabatan: string
  readonly unit_id: string
  readonly mulai: string
  readonly selesai: string
  readonly sk: string
  readonly keadaan: 'menunggu' | 'dikonfirmasi' | 'ditolak' | 'dicabut'
  readonly penugasan_id: string | null
  readonly dibuat_oleh: string
}

/** @returns its id; undefined when the same letter waits already */
export async function insertUsulan(
  trx: Knex.Transaction, usulan: Omit<UsulanRow, 'id' | 'keadaan' | 'penugasan_id'> & { dibuat_at: Date },
): Promise<string | undefined> {
  const [row] = await trx<UsulanRow>('penugasan_usulan').insert(usulan as never).onConflict().ignore().returning('id')
  return row?.id
}

/** Keeps the sealed scan beside it. */
export async function insertScan(
  trx: Knex.Transaction,
  scan: { usulan_id: string; jenis: ScanKind; ukuran: number; sha256: Buffer; isi_sealed: string; hapus_pada: string },
): Promise<void> {
  await trx('penugasan_pindaian').insert(scan)
}

/** @returns the recorded assignment when its unit is in his reach, locked */
export const lockUsulan = (trx: Knex.Transaction, id: string, petugas: Petugas): Promise<UsulanRow | undefined> =>
  lockRecorded<UsulanRow>(trx, 'penugasan_usulan', id, petugas)

/**
 * Decides one that waits.
 * @returns false when somebody else did so before
 */
export async function decideUsulan(
  trx: Knex.Transaction, id: string, decision: { by: string; at: Date } &
    ({ keadaan: 'dikonfirmasi'; penugasanId: string } | { keadaan: 'ditolak'; alasan: string }),
): Promise<boolean> {
  const decided = await trx('penugasan_usulan').where({ id, keadaan: 'menunggu' }).update({
    keadaan: decision.keadaan, diputus_oleh: decision.by, diputus_at: decision.at,
    penugasan_id: decision.keadaan === 'dikonfirmasi' ? decision.penugasanId : null,
    alasan: decision.keadaan === 'ditolak' ? decision.alasan : null,
  })
  return decided === 1
}

/** Puts it among the assignments, from where every token takes them. */
export async function insertAssignment(
  trx: Knex.Transaction, { pegawai_id, ...letter }: Letter & { pegawai_id: string }, at: Date,
): Promise<string> {
  const { jenis, jabatan, unit_id, from, to, sk } = letter
  const [row] = await trx('penugasan').insert({
    pegawai_id, sumber: 'manual', jenis, jabatan, unit_id, valid_from: from, valid_to: to, sk, recorded_at: at,
  }).returning<{ id: string }[]>('id')
  await trx('pegawai').where({ id: pegawai_id }).update({ updated_at: at })
  if (!row) throw new Error('an assignment was not written')
  return row.id
}

/**
 * Ends an assignment before its last day: from this moment on, and as if it had never been when it had not begun.
 * @returns false when it was over, taken back, or had given way
 */
export async function endAssignment(
  trx: Knex.Transaction, penugasanId: string, today: string, at: Date,
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: { pegawai_id: string }[] }>(`
    UPDATE penugasan SET
      valid_to = CASE WHEN valid_from < :today THEN CAST(:today AS date) ELSE valid_to END,
      ended_at = CASE WHEN valid_from < :today THEN NULL ELSE CAST(:at AS timestamptz) END
    WHERE id = :penugasanId AND sumber = 'manual' AND ended_at IS NULL AND valid_to > :today
    RETURNING pegawai_id`, { penugasanId, today, at })
  const pegawaiId = rows[0]?.pegawai_id
  if (pegawaiId !== undefined) await trx('pegawai').where({ id: pegawaiId }).update({ updated_at: at })
  return pegawaiId !== undefined
}

/** Says so of the recorded one, which the transaction has locked. */
export async function revokeUsulan(
  trx: Knex.Transaction, id: string, { by, at, alasan }: { by: string; at: Date; alasan: string },
): Promise<boolean> {
  const revoked = await trx('penugasan_usulan').where({ id, keadaan: 'dikonfirmasi' })
    .update({ keadaan: 'dicabut', dicabut_oleh: by, dicabut_at: at, alasan_cabut: alasan })
  return revoked === 1
}

/** Moves the day on which the scan goes. */
export async function keepScanUntil(trx: Knex.Transaction, usulanId: string, day: string): Promise<void> {
  await trx('penugasan_pindaian').where({ usulan_id: usulanId }).update({ hapus_pada: day })
}

/** @returns the sealed scan, undefined when it is gone */
export async function findScan(
  trx: Knex.Transaction, usulanId: string,
): Promise<{ jenis: ScanKind; isi_sealed: string } | undefined> {
  return firstRow(trx, 'SELECT jenis, isi_sealed FROM penugasan_pindaian WHERE usulan_id = :usulanId', { usulanId })
}
