import type { Database } from '../../kernel/db/database.ts'
import { DATA_PER } from './data-per.queries.ts'
import { datedState, isMarked } from './keadaan.queries.ts'
import { type DatedState, keadaanPada, standingOn } from './keadaan.rules.ts'
import { groupSame } from './penugasan.rules.ts'
import type { FaktorToday, PerangkatToday, PersonToday } from './person.ts'

/** As it comes from the database: the state still without its dates. */
interface PersonRow extends Omit<PersonToday, 'keadaan' | 'nip' | 'faktor' | 'perangkat'>, DatedState {
  readonly faktor: readonly (Omit<FaktorToday, 'sejak'> & { readonly sejak: string })[]
  readonly perangkat: readonly (Pick<PerangkatToday, 'sidik'> & { readonly tepercayaSampai: string | null })[]
}

/** A unit as JSON under the name and code that are valid on day $2. */
const unitJson = (unit: string): string => `
  jsonb_build_object('id', ${unit}.id, 'jenis', ${unit}.jenis,
    'nama', (SELECT n.nama FROM unit_nama n WHERE n.unit_id = ${unit}.id AND n.valid_from <= $2
             AND (n.valid_to IS NULL OR n.valid_to > $2) ORDER BY n.valid_from DESC LIMIT 1),
    'kode', c.kode, 'kodeSumber', c.kode_sumber)`

const codeJoin = (unit: string): string => `
  LEFT JOIN LATERAL (SELECT k.kode, k.kode_sumber FROM unit_kode k WHERE k.unit_id = ${unit}.id
    AND k.valid_from <= $2 AND (k.valid_to IS NULL OR k.valid_to > $2) ORDER BY k.valid_from DESC LIMIT 1) c ON true`

/** Ids of a unit and those above it on day $2. */
const aboveJoin = (unit: string): string => `
  CROSS JOIN LATERAL (
    WITH RECURSIVE up AS (
      SELECT ${unit}.id, ${unit}.induk_id, 0 AS depth
      UNION ALL
      SELECT i.id, i.induk_id, up.depth + 1
      FROM up JOIN unit_kerja i ON i.id = induk_pada(up.id, up.induk_id, $2::date) WHERE up.depth < 12
    ) SELECT jsonb_agg(up.id ORDER BY up.depth) AS ids FROM up
  ) above`

/**
 * The second factors of somebody that open something; another kind joins with UNION ALL.
 * @param person SQL expression of his id
 */
export const factorsOf = (person: string): string => `
  SELECT t.id, 'totp' AS jenis, t.nama, t.konfirmasi_at AS sejak FROM faktor_totp t
  WHERE t.pegawai_id = ${person} AND t.revoked_at IS NULL AND t.konfirmasi_at IS NOT NULL
  UNION ALL
  SELECT w.id, 'passkey', w.nama, w.dibuat_at FROM faktor_passkey w
  WHERE w.pegawai_id = ${person} AND w.revoked_at IS NULL AND w.ditandai_at IS NULL`

/**
 * Whether somebody was let into a seat and it was not ended: he may act in it today, or on another day.
 * @param person SQL expression of his id
 */
export const hasToDoWithSeats = (person: string): string => `
  (EXISTS (SELECT FROM kursi_pemegang s WHERE s.pegawai_id = ${person} AND s.ended_at IS NULL)
    OR EXISTS (SELECT FROM kursi_delegasi s WHERE s.kepada = ${person} AND s.ended_at IS NULL))`

/**
 * What somebody may do at the staff doors: roles that he was given, and seats. Few people have to do with a seat; for the
 * others nothing but two indexes is looked at.
 * @param person SQL expression of his id
 * @param day SQL expression of the official day
 */
export const rolesOf = (person: string, day: string): string => `
  SELECT r.role, r.unit_id, r.given_at, NULL::uuid AS kursi, NULL AS cara FROM product_role r
  WHERE r.pegawai_id = ${person} AND r.revoked_at IS NULL AND r.valid_from <= ${day}
    AND (r.valid_to IS NULL OR r.valid_to > ${day})
  UNION ALL
  SELECT k.jenis, k.unit_id, NULL, k.id, h.cara FROM pemegang_kursi(${day}) h JOIN kursi k ON k.id = h.kursi_id
  WHERE h.pegawai_id = ${person} AND ${hasToDoWithSeats(person)}`

const PERSON = `
  WITH RECURSIVE post AS (
    SELECT j.id, j.nama, j.jenis, pj.eselon, pj.tmt, pj.unit_id
    FROM pegawai_jabatan pj LEFT JOIN jabatan held ON held.id = pj.jabatan_id
      LEFT JOIN jabatan j ON j.id = COALESCE(held.padanan_id, held.id)
    WHERE pj.pegawai_id = $1 AND pj.valid_from <= $2 AND (pj.valid_to IS NULL OR pj.valid_to > $2)
    ORDER BY pj.valid_from DESC LIMIT 1
  ), chain AS (
    SELECT u.id, u.jenis, u.induk_id, 0 AS depth FROM unit_kerja u JOIN post ON u.id = unit_pada(post.unit_id, $2::date)
    UNION ALL
    SELECT u.id, u.jenis, u.induk_id, chain.depth + 1
    FROM chain JOIN unit_kerja u ON u.id = induk_pada(chain.id, chain.induk_id, $2::date)
    WHERE chain.depth < 12
  )
  SELECT p.id, p.nama, p.gelar_depan, p.gelar_belakang, p.jenis_kelamin, p.email, p.no_hp, p.jenis, p.kedudukan_kode,
    p.kedudukan_nama, p.tahan OR ${isMarked('p')} AS tahan, p.golongan, p.kategori, ${datedState('p')},
    p.updated_at AS "updatedAt", a.pegawai_id IS NOT NULL AS activated, a.frozen_at IS NOT NULL AS frozen, a.bahasa,
    (SELECT n.nip FROM pegawai_nip n WHERE n.pegawai_id = p.id AND n.valid_to IS NULL
     ORDER BY n.valid_from DESC LIMIT 1) AS nomor,
    (SELECT jsonb_build_object('id', post.id, 'nama', post.nama, 'jenis', post.jenis, 'eselon', post.eselon,
       'tmt', post.tmt) FROM post) AS jabatan,
    COALESCE((SELECT jsonb_agg(${unitJson('chain')} ORDER BY chain.depth) FROM chain ${codeJoin('chain')}), '[]')
      AS "unitChain",
    COALESCE((SELECT jsonb_agg(jsonb_build_object('jenis', t.jenis, 'jabatan', t.jabatan, 'mulai', t.valid_from,
        'selesai', t.valid_to - 1, 'sk', t.sk, 'unit', ${unitJson('u')}, 'rantai', above.ids) ORDER BY t.valid_from, t.jabatan)
      FROM penugasan t JOIN unit_kerja u ON u.id = unit_pada(t.unit_id, $2::date) ${codeJoin('u')} ${aboveJoin('u')}
      WHERE t.pegawai_id = p.id AND t.ended_at IS NULL AND t.valid_from <= $2
        AND (t.valid_to IS NULL OR t.valid_to > $2)), '[]') AS penugasan,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('role', r.role, 'unitId', r.unit_id,
        'opd', CASE WHEN ru.id IS NOT NULL THEN ${unitJson('ru')} END)
        || CASE WHEN r.kursi IS NULL THEN '{}' ELSE jsonb_build_object('kursi', r.kursi, 'cara', r.cara) END
        ORDER BY r.given_at, r.role)
      FROM (${rolesOf('$1', '$2')}) r LEFT JOIN unit_kerja ru ON ru.id = r.unit_id ${codeJoin('ru')}), '[]') AS roles,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('klien', r.client_id, 'kode', r.kode, 'unit', unit_pada(o.unit_id, $2::date))
        ORDER BY r.client_id, r.kode)
      FROM peran_aplikasi_orang o JOIN peran_aplikasi r ON r.id = o.peran_id AND r.ended_at IS NULL
      WHERE o.pegawai_id = p.id AND o.ended_at IS NULL AND o.mulai <= $2 AND (o.selesai IS NULL OR o.selesai >= $2)), '[]')
      AS "peranAplikasi",
    COALESCE((SELECT jsonb_agg(jsonb_build_object('id', f.id, 'jenis', f.jenis, 'nama', f.nama, 'sejak', f.sejak)
        ORDER BY f.sejak, f.id)
      FROM (${factorsOf('$1')}) AS f), '[]') AS faktor,
    (SELECT count(*)::int FROM kode_pemulihan k
     WHERE k.pegawai_id = p.id AND k.used_at IS NULL AND k.revoked_at IS NULL) AS "kodePemulihan",
    ARRAY(SELECT l.jaringan::text FROM jaringan_pegawai l WHERE l.pegawai_id = p.id
          ORDER BY l.terakhir DESC LIMIT 50) AS jaringan,
    COALESCE((SELECT jsonb_agg(jsonb_build_object('sidik', encode(d.sidik, 'hex'), 'tepercayaSampai', d.tepercaya_sampai))
      FROM perangkat d WHERE d.pegawai_id = p.id AND d.dicabut_at IS NULL), '[]') AS perangkat,
    (SELECT max(b.versi) FROM pemberitahuan_dibaca b WHERE b.pegawai_id = p.id) AS pemberitahuan,
    ${DATA_PER} AS "dataPer"
  FROM pegawai p LEFT JOIN account a ON a.pegawai_id = p.id
  WHERE p.id = $1`

/**
 * Everything about one person on one day, in one statement.
 * @param today official day in WIB, YYYY-MM-DD
 * @returns undefined when nobody has this `sub`
 */
export async function findPersonToday(
  database: Database, sub: string, today: string,
): Promise<PersonToday | undefined> {
  const [row] = await database.query<PersonRow>({ text: PERSON, values: [sub, today] })
  if (!row) return undefined
  const { tmt_pensiun, akhir_kontrak, tgl_meninggal, berlaku_sampai, jadwal, kalender_hari, ...person } = row
  const { known, isUnknown } = standingOn(row, today)
  return {
    ...person,
    faktor: person.faktor.map((one) => ({ ...one, sejak: new Date(one.sejak) })),
    perangkat: person.perangkat.map(({ sidik, tepercayaSampai: until }) => (
      { sidik, tepercayaSampai: until === null ? null : new Date(until) })),
    nip: row.kategori === 'asn' ? row.nomor : null,
    ...(known && { kedudukan_kode: known.kode, kedudukan_nama: known.nama }),
    tahan: person.tahan || isUnknown,
    keadaan: keadaanPada(row, today),
    penugasan: groupSame(row.penugasan, (one) => ({ ...one, unit: one.unit.id })).map(([told]) => told),
  }
}
