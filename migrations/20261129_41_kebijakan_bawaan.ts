import type { Knex } from 'knex'

/** Rules that an instance begins with: days are counted from the day on which it is migrated. */
const RULES = [
  { id: 'peran-produk', nama: 'Pemegang peran layanan ini', siapa: { peran: ['*'] }, perangkat_tepercaya: false, hari: null },
  { id: 'eselon-i-ii', nama: 'Pejabat eselon I dan II', siapa: { eselon: ['I', 'II'] }, perangkat_tepercaya: true, hari: 7 },
  { id: 'semua-pegawai', nama: 'Semua pegawai', siapa: {}, perangkat_tepercaya: true, hari: 90 },
]

/**
 * The policy to begin with: who holds a product role proves a second factor at once, eselon I and II after a week, everybody
 * after a quarter of a year. An operator changes it by `kebijakan set` and `kebijakan remove`.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(
    `INSERT INTO kebijakan (id, versi, isi, alasan, oleh, berlaku_at)
     SELECT r.id, 1, jsonb_build_object('id', r.id, 'nama', r.nama, 'siapa', r.siapa, 'ke', '{}'::jsonb, 'dari', '{}'::jsonb,
         'tuntutan', 'faktor-kedua', 'perangkat_tepercaya', r.perangkat_tepercaya, 'kode_pesan', '[]'::jsonb,
         'sejak', wib.hari, 'pendaftaran_sampai', wib.hari + r.hari), 'bawaan', 'bawaan', now()
     FROM jsonb_to_recordset(CAST(:rules AS jsonb)) AS r(id text, nama text, siapa jsonb, perangkat_tepercaya boolean, hari int),
       (SELECT (now() AT TIME ZONE 'Asia/Jakarta')::date AS hari) AS wib
     WHERE NOT EXISTS (SELECT FROM kebijakan k WHERE k.id = r.id)`, { rules: JSON.stringify(RULES) })
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`DELETE FROM kebijakan WHERE oleh = 'bawaan'`)
}
