import type { Knex } from 'knex'

/** What BKD's own lists say besides: codes of units in other systems, and the age of retirement of a jabatan. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE unit_kode_silang (
      unit_id    uuid NOT NULL REFERENCES unit_kerja,
      sistem     text NOT NULL CHECK (sistem IN ('sinjab', 'simral')),
      kode       text NOT NULL,
      valid_from date NOT NULL,
      valid_to   date,
      PRIMARY KEY (unit_id, sistem, valid_from)
    );
    COMMENT ON TABLE unit_kode_silang IS 'kunker_sinjab and kunker_simral: never a claim, several units may share one.';
    CREATE UNIQUE INDEX unit_kode_silang_current ON unit_kode_silang (unit_id, sistem) WHERE valid_to IS NULL;

    CREATE TABLE jabatan_referensi (
      jabatan_id uuid PRIMARY KEY REFERENCES jabatan,
      eselon     text,
      bup        smallint CHECK (bup BETWEEN 50 AND 70),
      at         timestamptz NOT NULL
    );
    COMMENT ON COLUMN jabatan_referensi.bup IS 'Batas usia pensiun, in years.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE jabatan_referensi, unit_kode_silang;')
}
