import type { Knex } from 'knex'

/** What does not fit together in the data of a person or an OPD: found anew after every change, blocks nobody. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE mutu_temuan (
      id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      jenis      text NOT NULL,
      subjek_id  uuid NOT NULL,
      pegawai_id uuid REFERENCES pegawai,
      opd_id     uuid REFERENCES unit_kerja,
      sejak      timestamptz NOT NULL,
      hilang_at  timestamptz,
      CHECK (subjek_id = COALESCE(pegawai_id, opd_id))
    );
    COMMENT ON COLUMN mutu_temuan.opd_id IS 'The OPD of the person when last looked at; null: he has none.';
    -- A thing is found once at a time.
    CREATE UNIQUE INDEX mutu_temuan_ada ON mutu_temuan (jenis, subjek_id) WHERE hilang_at IS NULL;
    -- Serves the list of one OPD and the numbers of all.
    CREATE INDEX mutu_temuan_opd ON mutu_temuan (opd_id, jenis) WHERE hilang_at IS NULL;
    -- Serves the look at some people at a time, and the page of one person.
    CREATE INDEX mutu_temuan_pegawai ON mutu_temuan (pegawai_id);

    CREATE TABLE mutu_penyegaran (
      satu boolean PRIMARY KEY DEFAULT true CHECK (satu),
      at   timestamptz NOT NULL,
      hari date NOT NULL
    );
    COMMENT ON TABLE mutu_penyegaran IS 'When everything was looked at last, and the day that counted as today.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE mutu_penyegaran, mutu_temuan;')
}
