/** What a feed is compared with. A bounded number of statements, whatever the number of lines. */
import type { Knex } from 'knex'
import { announced } from '../pegawai/keadaan.queries.ts'
import type { StoredAssignment } from './difference/assignments.rules.ts'
import type { Fill } from './difference/fill.rules.ts'
import type { Jabatan } from './difference/jabatan.rules.ts'
import type { KnownPerson, NipOwner, StoredPerson } from './difference/person-snapshot.ts'
import type { Namesake } from './difference/stranger.rules.ts'
import type { KnownUnit, StoredUnit, UnitSnapshot } from './difference/unit-snapshot.ts'

async function rowsOf<Row>(
  trx: Knex.Transaction, text: string, values: Record<string, string | readonly string[]> = {},
): Promise<Row[]> {
  const { rows } = await trx.raw<{ rows: Row[] }>(text, values)
  return rows
}

/**
 * Every unit under its name and code of today, and the ids under which the source knows them.
 * @param today YYYY-MM-DD in WIB
 */
export async function loadUnitSnapshot(
  trx: Knex.Transaction, sumber: string, today: string,
): Promise<UnitSnapshot> {
  const units = await rowsOf<StoredUnit>(trx, `
    SELECT u.id, u.slug, u.jenis, u.induk_id, n.nama, k.kode, k.kode_sumber
    FROM unit_kerja u
    LEFT JOIN unit_nama n ON n.unit_id = u.id AND n.valid_from <= :today AND (n.valid_to IS NULL OR n.valid_to > :today)
    LEFT JOIN unit_kode k ON k.unit_id = u.id AND k.valid_to IS NULL`, { today })
  const known = await rowsOf<KnownUnit>(trx, `
    SELECT external_id, unit_id, encode(isi_hash, 'hex') AS isi_hash
    FROM unit_sumber WHERE sumber = :sumber`, { sumber })
  const aliases = await rowsOf<UnitSnapshot['aliases'][number]>(trx, 'SELECT nama_tercetak, unit_id FROM unit_alias')
  const closed = await rowsOf<{ id: string; successor: string }>(trx, `
    SELECT id, unit_pada(id, :today) AS successor FROM unit_kerja WHERE valid_to <= :today AND successor_id IS NOT NULL`,
  { today })
  return {
    successors: new Map(closed.map(({ id, successor }) => [id, successor])),
    units: new Map(units.map((unit) => [unit.id, unit])),
    known: new Map(known.map((unit) => [unit.external_id, unit])),
    aliases,
  }
}

/** Who of these ids the source has brought before. */
export async function loadKnownPeople(
  trx: Knex.Transaction, sumber: string, externalIds: readonly string[],
): Promise<Map<string, KnownPerson>> {
  const rows = await rowsOf<KnownPerson>(trx, `
    SELECT external_id, pegawai_id, encode(isi_hash, 'hex') AS isi_hash
    FROM pegawai_sumber WHERE sumber = :sumber AND external_id = ANY(:externalIds)`, { sumber, externalIds })
  return new Map(rows.map((row) => [row.external_id, row]))
}

/** Who has one of these numbers, or had it. */
export function loadNipOwners(trx: Knex.Transaction, nips: readonly string[]): Promise<NipOwner[]> {
  return rowsOf<NipOwner>(trx, `
    SELECT n.nip, n.pegawai_id, p.tanggal_lahir, n.valid_to IS NULL AS current
    FROM pegawai_nip n JOIN pegawai p ON p.id = n.pegawai_id
    WHERE n.nip = ANY(:nips) ORDER BY n.valid_from DESC`, { nips })
}

/**
 * @returns who of these people one of these sources knows, with what each of them never tells: what it says of him counts, if
 *   it tells his kedudukan at all
 */
export async function loadLed(
  trx: Knex.Transaction, pegawaiIds: readonly string[], leading: readonly string[],
): Promise<Map<string, readonly ReadonlySet<string>[]>> {
  if (leading.length === 0) return new Map()
  const rows = await rowsOf<{ pegawai_id: string; kolom_tak_ada: readonly string[] }>(trx, `
    SELECT DISTINCT s.pegawai_id, k.sumber, k.kolom_tak_ada FROM pegawai_sumber s
    JOIN kepegawaian_sumber k ON k.sumber = s.sumber AND NOT 'kedudukan_hukum_id' = ANY(k.kolom_tak_ada)
    WHERE s.pegawai_id = ANY(:pegawaiIds) AND s.sumber = ANY(:leading)`,
  { pegawaiIds, leading })
  return new Map([...Map.groupBy(rows, ({ pegawai_id }) => pegawai_id)]
    .map(([id, sources]) => [id, sources.map(({ kolom_tak_ada }) => new Set(kolom_tak_ada))]))
}

/** What sources that come later filled of these people. */
export async function loadFills(trx: Knex.Transaction, pegawaiIds: readonly string[]): Promise<Map<string, readonly Fill[]>> {
  if (pegawaiIds.length === 0) return new Map()
  const rows = await rowsOf<Fill & { pegawai_id: string }>(trx,
    'SELECT pegawai_id, kolom, sumber, nilai FROM pegawai_isian WHERE pegawai_id = ANY(:pegawaiIds)', { pegawaiIds })
  return Map.groupBy(rows, ({ pegawai_id }) => pegawai_id)
}

/** Persons with their current numbers and the post without an end. */
export async function loadPeople(trx: Knex.Transaction, ids: readonly string[]): Promise<Map<string, StoredPerson>> {
  const rows = await rowsOf<StoredPerson & { id: string }>(trx, `
    SELECT p.id,
      json_build_object('nama', p.nama, 'gelar_depan', p.gelar_depan, 'gelar_belakang', p.gelar_belakang,
        'tanggal_lahir', p.tanggal_lahir, 'jenis_kelamin', p.jenis_kelamin, 'jenis', p.jenis,
        'kedudukan_kode', p.kedudukan_kode, 'kedudukan_nama', p.kedudukan_nama, 'keadaan', p.keadaan, 'tahan', p.tahan,
        'tmt_cpns', p.tmt_cpns, 'tmt_pns', p.tmt_pns, 'golongan', p.golongan, 'tmt_golongan', p.tmt_golongan, 'email', p.email, 'no_hp', p.no_hp,
        'tmt_pensiun', p.tmt_pensiun, 'akhir_kontrak', p.akhir_kontrak, 'tgl_meninggal', p.tgl_meninggal) AS columns,
      ${announced('p')},
      COALESCE((SELECT json_agg(json_build_object('nip', n.nip, 'sumber', r.sumber))
        FROM pegawai_nip n LEFT JOIN kepegawaian_run r ON r.id = n.run_id
        WHERE n.pegawai_id = p.id AND n.valid_to IS NULL), '[]') AS nips,
      (SELECT json_build_object('id', j.id, 'jabatan_id', COALESCE(
            (SELECT b.padanan_id FROM jabatan b WHERE b.id = j.jabatan_id), j.jabatan_id),
          'unit_id', j.unit_id, 'eselon', j.eselon,
          'tmt', j.tmt, 'valid_from', j.valid_from,
          'jabatan_nama', (SELECT nama FROM jabatan WHERE jabatan.id = j.jabatan_id),
          'unit_nama', (SELECT nama FROM unit_nama n WHERE n.unit_id = j.unit_id AND n.valid_to IS NULL))
        FROM pegawai_jabatan j WHERE j.pegawai_id = p.id AND j.valid_to IS NULL) AS post
    FROM pegawai p WHERE p.id = ANY(:ids)`, { ids })
  return new Map(rows.map((row) => [row.id, row]))
}

/** The source's jabatan of these ids. */
export async function loadJabatan(
  trx: Knex.Transaction, sumber: string, externalIds: readonly string[],
): Promise<Map<string, Jabatan>> {
  const rows = await rowsOf<Jabatan>(trx, `
    SELECT id, external_id, nama, jenis, COALESCE(padanan_id, id) AS makna FROM jabatan WHERE sumber = :sumber AND external_id = ANY(:externalIds)`,
  { sumber, externalIds })
  return new Map(rows.map((row) => [row.external_id, row]))
}

/** The source's assignments of these people that were not taken back. */
export function loadAssignments(
  trx: Knex.Transaction, sumber: string, pegawaiIds: readonly string[],
): Promise<StoredAssignment[]> {
  return rowsOf<StoredAssignment>(trx, `
    SELECT id, pegawai_id, jenis, jabatan, unit_id, valid_from, valid_to, sk
    FROM penugasan WHERE sumber = :sumber AND ended_at IS NULL AND pegawai_id = ANY(:pegawaiIds)`,
  { sumber, pegawaiIds })
}

/** Who of ours has the name and birth date of somebody new, and no number that the feed knows. */
export function loadNamesakes(
  trx: Knex.Transaction, strangers: readonly { nama: string; lahir: string }[], nips: readonly string[],
): Promise<Namesake[]> {
  return rowsOf<Namesake>(trx, `
    SELECT p.id AS pegawai_id, p.nama, p.tanggal_lahir
    FROM pegawai p JOIN unnest(:names::text[], :births::date[]) AS s(nama, lahir)
      ON p.tanggal_lahir = s.lahir AND lower(p.nama) = lower(s.nama)
    WHERE NOT EXISTS (SELECT FROM pegawai_nip n
      WHERE n.pegawai_id = p.id AND n.valid_to IS NULL AND n.nip = ANY(:nips::text[]))`,
  { names: strangers.map(({ nama }) => nama), births: strangers.map(({ lahir }) => lahir), nips })
}
