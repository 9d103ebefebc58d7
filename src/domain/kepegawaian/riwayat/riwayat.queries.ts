import type { Statement } from '../../../kernel/db/database.ts'

/** The name of a unit on the day on which something began, or the first one it had. */
const unitName = (unit: string, day: string): string => `
  (SELECT u.nama FROM unit_nama u WHERE u.unit_id = ${unit}
   ORDER BY (u.valid_from <= ${day}) DESC, CASE WHEN u.valid_from <= ${day} THEN u.valid_from END DESC, u.valid_from LIMIT 1)`

const sourceOf = (run: string): string => `(SELECT r.sumber FROM kepegawaian_run r WHERE r.id = ${run})`
const dayOf = (instant: string): string => `(${instant} AT TIME ZONE 'Asia/Jakarta')::date`

const FACTS = `
  SELECT 'jabatan' AS hal, f.valid_from AS mulai, f.valid_to - 1 AS selesai, ${sourceOf('f.run_id')} AS sumber,
    f.recorded_at AS dicatat, jsonb_build_object('jabatan', j.nama, 'unit', ${unitName('f.unit_id', 'f.valid_from')},
      'eselon', f.eselon) AS isi
  FROM pegawai_jabatan f LEFT JOIN jabatan j ON j.id = f.jabatan_id WHERE f.pegawai_id = $1
  UNION ALL
  SELECT 'penugasan', f.valid_from, f.valid_to - 1, f.sumber, f.recorded_at,
    jsonb_build_object('jenis', f.jenis, 'jabatan', f.jabatan, 'unit', ${unitName('f.unit_id', 'f.valid_from')},
      'sk', f.sk, 'dicabut', f.ended_at)
  FROM penugasan f WHERE f.pegawai_id = $1
  UNION ALL
  SELECT 'nomor', f.valid_from, f.valid_to - 1, ${sourceOf('f.run_id')}, f.recorded_at, jsonb_build_object('nomor', f.nip)
  FROM pegawai_nip f WHERE f.pegawai_id = $1
  UNION ALL
  SELECT 'kedudukan', f.berlaku, NULL, f.sumber, f.recorded_at, jsonb_build_object('kode', f.kode, 'nama', f.nama,
      'nasib', CASE WHEN f.dibatalkan_at IS NOT NULL THEN 'dibatalkan' WHEN f.diterapkan_at IS NOT NULL THEN 'diterapkan'
        ELSE 'menunggu' END)
  FROM kedudukan_terjadwal f WHERE f.pegawai_id = $1
  UNION ALL
  SELECT 'tahan', ${dayOf('f.sejak')}, ${dayOf('f.lepas_at')}, ${sourceOf('f.run_id')}, f.sejak,
    jsonb_build_object('sebab', f.sebab)
  FROM pegawai_tahan f WHERE f.pegawai_id = $1
  UNION ALL
  SELECT 'peran', f.valid_from, least(f.valid_to - 1, ${dayOf('f.revoked_at')}), 'manual', f.given_at,
    jsonb_build_object('peran', f.role, 'unit', ${unitName('f.unit_id', 'f.valid_from')}, 'dicabut', f.revoked_at)
  FROM product_role f WHERE f.pegawai_id = $1
  UNION ALL
  SELECT 'peristiwa', f.hari, f.hari, f.sumber, f.diterima_at,
    jsonb_build_object('jenis', f.jenis, 'status', f.status, 'alasan', f.alasan)
  FROM kepegawaian_peristiwa f WHERE f.pegawai_id = $1`

/** Facts about a person as rows of Fact, those that began last first. */
export function selectFacts(pegawaiId: string, most: number): Statement {
  return {
    text: `SELECT hal, mulai, selesai, sumber, to_json(dicatat) #>> '{}' AS dicatat, isi FROM (${FACTS}) AS fact
      ORDER BY mulai DESC, fact.dicatat DESC, hal LIMIT $2`,
    values: [pegawaiId, most],
  }
}

/** What applied runs changed of a person, field by field, the last run first. Columns: those of FieldChange. */
export function selectFieldChanges(pegawaiId: string, most: number): Statement {
  return {
    text: `SELECT s.kolom, s.lama, s.baru, r.sumber, r.id AS run, r.finished_at AS at
      FROM kepegawaian_selisih s JOIN kepegawaian_run r ON r.id = s.run_id
      WHERE s.pegawai_id = $1 AND r.outcome = 'diterapkan' ORDER BY r.finished_at DESC, s.run_id, s.nomor LIMIT $2`,
    values: [pegawaiId, most],
  }
}

/**
 * Acts about a person, the last first; without what the field changes say already, and who merely looked. Columns: those
 * of Deed.
 */
export function selectDeeds(pegawaiId: string, most: number): Statement {
  return {
    text: `SELECT e.kind, e.at, e.outcome, e.data,
        coalesce((SELECT p.nama FROM pegawai p WHERE e.actor = 'pegawai:' || p.id), e.actor) AS actor
      FROM audit_event e
      WHERE e.subject = $1::text AND e.stream = 'perbuatan'
        AND e.kind NOT IN ('kepegawaian.pegawai-berubah', 'pegawai.dilihat', 'peristiwa.diterima')
      ORDER BY e.at DESC, e.id LIMIT $2`,
    values: [pegawaiId, most],
  }
}

/** How many sessions of a person are alive. Column: sessions. */
export function countSessions(pegawaiId: string, now: Date): Statement {
  return {
    text: `SELECT count(*)::int AS sessions FROM oidc_session
      WHERE account_id = $1 AND destroyed_at IS NULL AND expires_at > $2`,
    values: [pegawaiId, now],
  }
}

/**
 * Finds people by a number of today or of before, or by a part of the name. Columns: those of FoundPerson.
 * @param search `nomor` in its stored form, or `nama` as typed: its words in any order, whatever stands between
 */
export function selectPeople(search: { nomor: string } | { nama: string }, today: string, most: number): Statement {
  const words = 'nama' in search ? search.nama.split(/\s+/).filter((word) => word !== '') : []
  const [condition, value] = 'nomor' in search
    ? ['EXISTS (SELECT FROM pegawai_nip n WHERE n.pegawai_id = p.id AND n.nip = $1)', search.nomor]
    : ['p.nama ILIKE ALL ($1::text[])', words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)]
  return {
    text: `SELECT p.id, p.nama, p.gelar_depan, p.gelar_belakang,
        (SELECT n.nip FROM pegawai_nip n WHERE n.pegawai_id = p.id AND n.valid_to IS NULL
         ORDER BY n.valid_from DESC LIMIT 1) AS nomor,
        j.nama AS jabatan, ${unitName('f.unit_id', '$2::date')} AS unit
      FROM pegawai p
      LEFT JOIN LATERAL (SELECT pj.jabatan_id, pj.unit_id FROM pegawai_jabatan pj WHERE pj.pegawai_id = p.id
        AND pj.valid_from <= $2 AND (pj.valid_to IS NULL OR pj.valid_to > $2) ORDER BY pj.valid_from DESC LIMIT 1) f ON true
      LEFT JOIN jabatan j ON j.id = f.jabatan_id
      WHERE ${condition} ORDER BY p.nama, p.id LIMIT $3`,
    values: [value, today, most],
  }
}
