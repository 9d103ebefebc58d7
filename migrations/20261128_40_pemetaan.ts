import type { Knex } from 'knex'

/**
 * Units that a source names and nobody knows, with the people whose lines wait for them, and what people decided about
 * units and jabatan of a source: a row a decision, taken back by writing so, never by deleting it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE unit_tak_dikenal (
      sumber         text NOT NULL,
      external_id    text NOT NULL,
      nama           text,
      dari_referensi boolean NOT NULL DEFAULT false,
      pertama_at     timestamptz NOT NULL,
      terakhir_at    timestamptz NOT NULL,
      PRIMARY KEY (sumber, external_id)
    );
    COMMENT ON COLUMN unit_tak_dikenal.nama IS 'As the source writes it; null where it has only the id.';
    COMMENT ON COLUMN unit_tak_dikenal.dari_referensi IS 'Named by a file of units, which a run of people does not take back.';

    CREATE TABLE unit_tak_dikenal_orang (
      sumber              text NOT NULL,
      unit_external_id    text NOT NULL,
      pegawai_external_id text NOT NULL,
      PRIMARY KEY (sumber, unit_external_id, pegawai_external_id),
      FOREIGN KEY (sumber, unit_external_id) REFERENCES unit_tak_dikenal ON DELETE CASCADE
    );
    -- Serves the runs that bring some people: what these waited for is said anew.
    CREATE INDEX unit_tak_dikenal_orang_pegawai ON unit_tak_dikenal_orang (sumber, pegawai_external_id);

    ALTER TABLE jabatan ADD COLUMN padanan_id uuid REFERENCES jabatan CHECK (padanan_id <> id);
    COMMENT ON COLUMN jabatan.padanan_id IS
      'The jabatan of another source that this one means: tokens tell its id. One step, never a chain.';
    CREATE INDEX jabatan_padanan ON jabatan (padanan_id) WHERE padanan_id IS NOT NULL;

    CREATE TABLE pemetaan (
      id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      sumber          text NOT NULL,
      external_id     text NOT NULL,
      nama            text,
      unit_id         uuid REFERENCES unit_kerja,
      jabatan_id      uuid REFERENCES jabatan,
      sebelumnya_id   uuid,
      oleh            text NOT NULL,
      at              timestamptz NOT NULL,
      dibatalkan_oleh text,
      dibatalkan_at   timestamptz,
      CHECK (num_nonnulls(unit_id, jabatan_id) = 1),
      CHECK ((dibatalkan_at IS NULL) = (dibatalkan_oleh IS NULL))
    );
    COMMENT ON COLUMN pemetaan.sebelumnya_id IS 'What it meant before the decision; null: nothing.';
    -- One decision about a thing holds at a time.
    CREATE UNIQUE INDEX pemetaan_unit_berlaku ON pemetaan (sumber, external_id)
      WHERE dibatalkan_at IS NULL AND unit_id IS NOT NULL;
    CREATE UNIQUE INDEX pemetaan_jabatan_berlaku ON pemetaan (sumber, external_id)
      WHERE dibatalkan_at IS NULL AND jabatan_id IS NOT NULL;
    -- Serves the list of decisions, newest first.
    CREATE INDEX pemetaan_at ON pemetaan (at DESC, id);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE pemetaan;
    ALTER TABLE jabatan DROP COLUMN padanan_id;
    DROP TABLE unit_tak_dikenal_orang, unit_tak_dikenal;
  `)
}
