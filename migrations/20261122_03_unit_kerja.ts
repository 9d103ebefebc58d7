import type { Knex } from 'knex'

/**
 * One row per run of a personnel source, then the units (domain.md section 4): an own UUID, dated names
 * and codes, and the numbers under which each source knows the unit.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE kepegawaian_run (
      id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      sumber      text NOT NULL,
      mode        text NOT NULL CHECK (mode IN ('sebagian', 'penuh')),
      isi_sha256  bytea NOT NULL,
      started_at  timestamptz NOT NULL DEFAULT now(),
      finished_at timestamptz,
      outcome     text NOT NULL DEFAULT 'berjalan' CHECK (outcome IN ('berjalan', 'diterapkan', 'ditolak')),
      report      jsonb NOT NULL DEFAULT '{}'
    );

    CREATE TABLE unit_kerja (
      id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      slug         text UNIQUE,
      jenis        text NOT NULL,
      induk_id     uuid REFERENCES unit_kerja,
      singkatan    text,
      valid_from   date NOT NULL,
      valid_to     date,
      successor_id uuid REFERENCES unit_kerja,
      recorded_at  timestamptz NOT NULL DEFAULT now(),
      run_id       uuid REFERENCES kepegawaian_run
    );
    COMMENT ON COLUMN unit_kerja.slug IS 'Name of a seeded unit in seeds/unit.json; null for units that a source brought.';
    CREATE INDEX unit_kerja_induk ON unit_kerja (induk_id);

    CREATE TABLE unit_nama (
      unit_id    uuid NOT NULL REFERENCES unit_kerja,
      nama       text NOT NULL,
      valid_from date NOT NULL,
      valid_to   date,
      PRIMARY KEY (unit_id, valid_from)
    );
    CREATE TABLE unit_kode (
      unit_id     uuid NOT NULL REFERENCES unit_kerja,
      kode        text NOT NULL,
      kode_sumber text NOT NULL,
      valid_from  date NOT NULL,
      valid_to    date,
      PRIMARY KEY (unit_id, valid_from)
    );
    -- Serves operators who name an OPD by its code; two units never share a current code.
    CREATE UNIQUE INDEX unit_kode_current ON unit_kode (kode) WHERE valid_to IS NULL;

    CREATE TABLE unit_sumber (
      sumber      text NOT NULL,
      external_id text NOT NULL,
      unit_id     uuid NOT NULL REFERENCES unit_kerja,
      isi_hash    bytea,
      PRIMARY KEY (sumber, external_id)
    );
    CREATE INDEX unit_sumber_unit ON unit_sumber (unit_id);

    -- Spellings printed in documents; each means one unit.
    CREATE TABLE unit_alias (
      nama_tercetak text PRIMARY KEY,
      unit_id       uuid NOT NULL REFERENCES unit_kerja
    );
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE unit_alias, unit_sumber, unit_kode, unit_nama, unit_kerja, kepegawaian_run;
  `)
}
