/** What closing a unit moves to its successor, each part as one or two statements. Nothing is moved twice. */
import type { Knex } from 'knex'
import type { Reorganisation } from './plan.queries.ts'

/** One thing that moved, as the review lists it. */
export interface MovedItem {
  readonly jenis: 'bagian' | 'pegawai' | 'penugasan' | 'aplikasi' | 'peran'
  readonly pegawai_id: string | null
  readonly keterangan: string | null
  readonly ke_id: string
}

/** A reorganisation that closes a unit. */
export type Closing = Reorganisation & { readonly penerus_id: string }

/** Takes the due ones, each once. @returns undefined when another node was faster, or it is not due */
export async function claimDue(
  trx: Knex.Transaction, id: string, { today, at }: { today: string; at: Date },
): Promise<Reorganisation | undefined> {
  const { rows } = await trx.raw<{ rows: Reorganisation[] }>(`
    UPDATE reorganisasi SET diterapkan_at = :at
    WHERE id = :id AND diterapkan_at IS NULL AND dibatalkan_at IS NULL AND berlaku <= :today
    RETURNING id, jenis, unit_id, penerus_id, nama_baru, berlaku, dasar, oleh, at, diterapkan_at, dibatalkan_at`,
  { id, today, at })
  return rows[0]
}

async function moved(trx: Knex.Transaction, text: string, closing: Closing): Promise<MovedItem[]> {
  const { unit_id, penerus_id, berlaku, id } = closing
  const { rows } = await trx.raw<{ rows: MovedItem[] }>(text, { unit: unit_id, penerus: penerus_id, berlaku, id })
  return rows
}

/** Parts stand under the successor that was chosen for them, or under the main one. */
export function moveParts(trx: Knex.Transaction, closing: Closing): Promise<MovedItem[]> {
  return moved(trx, `
    UPDATE unit_kerja u SET induk_id = COALESCE(b.penerus_id, :penerus::uuid)
    FROM unit_kerja self LEFT JOIN reorganisasi_bagian b ON b.bagian_id = self.id AND b.reorganisasi_id = :id::uuid
    WHERE u.id = self.id AND u.induk_id = :unit::uuid
    RETURNING 'bagian' AS jenis, NULL::uuid AS pegawai_id, (SELECT nama FROM unit_nama WHERE unit_id = u.id
      AND valid_to IS NULL ORDER BY valid_from DESC LIMIT 1) AS keterangan, u.induk_id AS ke_id`, closing)
}

interface EndedPost {
  readonly pegawai_id: string
  readonly jabatan_id: string | null
  readonly eselon: string | null
  readonly tmt: string | null
  readonly valid_to: string | null
}

/** Posts end on the day and go on in the successor; those that begin later begin there. */
export async function movePosts(trx: Knex.Transaction, closing: Closing, at: Date): Promise<MovedItem[]> {
  const { unit_id: unit, penerus_id: penerus, berlaku } = closing
  const later = await moved(trx, `
    UPDATE pegawai_jabatan SET unit_id = :penerus::uuid WHERE unit_id = :unit::uuid AND valid_from >= :berlaku::date
      AND (valid_to IS NULL OR valid_to > valid_from)
    RETURNING 'pegawai' AS jenis, pegawai_id, NULL AS keterangan, unit_id AS ke_id`, closing)
  const { rows: ended } = await trx.raw<{ rows: EndedPost[] }>(`
    UPDATE pegawai_jabatan j SET valid_to = :berlaku FROM pegawai_jabatan before
    WHERE j.id = before.id AND j.unit_id = :unit AND (j.valid_to IS NULL OR j.valid_to > :berlaku)
    RETURNING j.pegawai_id, j.jabatan_id, j.eselon, j.tmt, before.valid_to`, { unit, berlaku })
  if (ended.length > 0) {
    await trx.raw(`
      INSERT INTO pegawai_jabatan (pegawai_id, jabatan_id, unit_id, eselon, tmt, valid_from, valid_to, recorded_at)
      SELECT pegawai_id, jabatan_id, :penerus, eselon, tmt, :berlaku, valid_to, :at
      FROM json_to_recordset(:rows::json) AS r(pegawai_id uuid, jabatan_id uuid, eselon text, tmt date, valid_to date)`,
    { penerus, berlaku, at, rows: JSON.stringify(ended) })
  }
  return [...ended.map(({ pegawai_id }) => ({ jenis: 'pegawai' as const, pegawai_id, keterangan: null, ke_id: penerus })), ...later]
}

/** Assignments that are not over; the letter stays the same, so they are not begun anew. */
export function moveAssignments(trx: Knex.Transaction, closing: Closing): Promise<MovedItem[]> {
  return moved(trx, `
    UPDATE penugasan SET unit_id = :penerus::uuid
    WHERE unit_id = :unit::uuid AND ended_at IS NULL AND (valid_to IS NULL OR valid_to > :berlaku::date)
    RETURNING 'penugasan' AS jenis, pegawai_id, jabatan AS keterangan, unit_id AS ke_id`, closing)
}

/** Applications, and with them who may enter as one of the OPD. */
export function moveApplications(trx: Knex.Transaction, closing: Closing): Promise<MovedItem[]> {
  return moved(trx, `
    UPDATE aplikasi SET unit_id = :penerus::uuid WHERE unit_id = :unit::uuid
    RETURNING 'aplikasi' AS jenis, NULL::uuid AS pegawai_id, nama AS keterangan, unit_id AS ke_id`, closing)
}

/** Product roles; who holds the same one there already keeps that one alone. */
export async function moveRoles(trx: Knex.Transaction, closing: Closing, at: Date): Promise<MovedItem[]> {
  await trx.raw(`
    UPDATE product_role r SET revoked_at = :at WHERE unit_id = :unit AND revoked_at IS NULL AND EXISTS (
      SELECT FROM product_role o WHERE o.pegawai_id = r.pegawai_id AND o.role = r.role AND o.unit_id = :penerus
        AND o.revoked_at IS NULL AND COALESCE(o.valid_to, 'infinity') >= COALESCE(r.valid_to, 'infinity'))`,
  { unit: closing.unit_id, penerus: closing.penerus_id, at })
  await trx.raw(`
    UPDATE product_role o SET revoked_at = :at WHERE unit_id = :penerus AND revoked_at IS NULL AND EXISTS (
      SELECT FROM product_role r WHERE r.pegawai_id = o.pegawai_id AND r.role = o.role AND r.unit_id = :unit
        AND r.revoked_at IS NULL)`,
  { unit: closing.unit_id, penerus: closing.penerus_id, at })
  return moved(trx, `
    UPDATE product_role SET unit_id = :penerus::uuid WHERE unit_id = :unit::uuid AND revoked_at IS NULL
    RETURNING 'peran' AS jenis, pegawai_id, role AS keterangan, unit_id AS ke_id`, closing)
}

/**
 * Seats speak for the successor, and their posts are there; a seat of which the successor has one already ends. Whoever
 * sat there is confirmed anew: of which of the two posts is it?
 */
export async function moveSeats(trx: Knex.Transaction, { unit_id: unit, penerus_id: penerus }: Closing, at: Date): Promise<void> {
  await trx.raw(`
    WITH twin AS (
      UPDATE kursi k SET ended_at = :at, ended_oleh = 'sistem' WHERE unit_id = :unit AND ended_at IS NULL AND EXISTS (
        SELECT FROM kursi o WHERE o.jenis = k.jenis AND o.unit_id = :penerus AND o.ended_at IS NULL)
      RETURNING id
    ), holder AS (
      UPDATE kursi_pemegang SET ended_at = :at, sebab = 'reorganisasi' WHERE ended_at IS NULL AND kursi_id IN (SELECT id FROM twin)
    )
    UPDATE kursi_delegasi SET ended_at = :at, sebab = 'reorganisasi' WHERE ended_at IS NULL AND kursi_id IN (SELECT id FROM twin)`,
  { unit, penerus, at })
  await trx.raw(`
    UPDATE kursi SET unit_id = CASE WHEN unit_id = :unit THEN :penerus ELSE unit_id END,
      jabatan_unit_id = CASE WHEN jabatan_unit_id = :unit THEN :penerus ELSE jabatan_unit_id END
    WHERE ended_at IS NULL AND :unit IN (unit_id, jabatan_unit_id)`, { unit, penerus })
  await trx.raw(`UPDATE kursi_delegasi SET unit_id = :penerus WHERE unit_id = :unit AND ended_at IS NULL`, { unit, penerus })
}

/** Applications that are not over go on as the successor's, at its desks; one that was asked twice for its data is asked once. */
export async function moveProcedure(trx: Knex.Transaction, { unit_id: unit, penerus_id: penerus }: Closing, at: Date): Promise<void> {
  await trx.raw(`
    UPDATE permohonan_langkah v SET selesai_at = :at WHERE unit_id = :unit AND selesai_at IS NULL AND EXISTS (
      SELECT FROM permohonan_langkah o WHERE o.permohonan_id = v.permohonan_id AND o.langkah = v.langkah AND o.unit_id = :penerus
        AND o.selesai_at IS NULL)`, { unit, penerus, at })
  await trx.raw(`
    WITH going AS (
      UPDATE permohonan SET unit_id = CASE WHEN unit_id = :unit THEN :penerus ELSE unit_id END,
        pemilik_data = ARRAY(SELECT DISTINCT unnest(array_replace(pemilik_data, CAST(:unit AS uuid), CAST(:penerus AS uuid))))
      WHERE keadaan IN ('draf', 'berjalan', 'dikembalikan') AND (unit_id = :unit OR CAST(:unit AS uuid) = ANY(pemilik_data))
      RETURNING id
    )
    UPDATE permohonan_langkah SET unit_id = :penerus WHERE unit_id = :unit AND permohonan_id IN (SELECT id FROM going)`,
  { unit, penerus })
}

/** What waits for its second person waits at the successor; what was decided stays as it was decided. */
export async function moveProposals(trx: Knex.Transaction, { unit_id, penerus_id }: Closing): Promise<void> {
  await trx.raw(`UPDATE penugasan_usulan SET unit_id = :penerus_id WHERE unit_id = :unit_id AND keadaan = 'menunggu'`,
    { unit_id, penerus_id })
  await trx.raw(`
    UPDATE peran_usulan u SET unit_id = :penerus_id WHERE unit_id = :unit_id AND keadaan = 'menunggu'
      AND NOT EXISTS (SELECT FROM peran_usulan o WHERE o.unit_id = :penerus_id AND o.keadaan = 'menunggu'
        AND o.pegawai_id = u.pegawai_id AND o.peran = u.peran)`, { unit_id, penerus_id })
  await trx.raw(`
    UPDATE tanpa_nip_usulan u SET unit_id = :penerus_id WHERE unit_id = :unit_id AND keadaan = 'menunggu'
      AND NOT EXISTS (SELECT FROM tanpa_nip_usulan o WHERE o.unit_id = :penerus_id AND o.keadaan = 'menunggu'
        AND o.jenis = u.jenis AND lower(o.nama) = lower(u.nama))`, { unit_id, penerus_id })
}

/** Printed spellings mean the successor, and the code is free from that day on. */
export async function moveNames(trx: Knex.Transaction, { unit_id, penerus_id, berlaku }: Closing): Promise<void> {
  await trx.raw('UPDATE unit_alias SET unit_id = :penerus_id WHERE unit_id = :unit_id', { unit_id, penerus_id })
  await trx.raw(`
    UPDATE unit_kode SET valid_to = greatest(valid_from, :berlaku::date) WHERE unit_id = :unit_id AND valid_to IS NULL`,
  { unit_id, berlaku })
}

/** The claims of these people are others now. */
export async function touchMoved(trx: Knex.Transaction, items: readonly MovedItem[], at: Date): Promise<void> {
  const ids = [...new Set(items.flatMap(({ pegawai_id }) => pegawai_id ?? []))]
  if (ids.length > 0) await trx.raw('UPDATE pegawai SET updated_at = :at WHERE id = ANY(:ids::uuid[])', { at, ids })
}

/** Ids of what is due, the earliest first. */
export async function dueIds(trx: Knex | Knex.Transaction, today: string): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(`
    SELECT id FROM reorganisasi WHERE diterapkan_at IS NULL AND dibatalkan_at IS NULL AND berlaku <= ?
    ORDER BY berlaku, at, id`, [today])
  return rows.map(({ id }) => id)
}
