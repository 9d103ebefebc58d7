import type { Knex } from 'knex'

/**
 * Ends of service by date: retirement, end of a contract, an announced kedudukan. An end counts by itself at 00:00 WIB;
 * these tables say what was told before, what waits for BKD, and for whom everything was ended afterwards.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- Serve the calendar of coming ends, each hour.
    CREATE INDEX pegawai_tmt_pensiun ON pegawai (tmt_pensiun) WHERE tmt_pensiun IS NOT NULL;
    CREATE INDEX pegawai_akhir_kontrak ON pegawai (akhir_kontrak) WHERE akhir_kontrak IS NOT NULL;
    CREATE INDEX pegawai_tgl_meninggal ON pegawai (tgl_meninggal) WHERE tgl_meninggal IS NOT NULL;

    CREATE TABLE akhir_masa (
      pegawai_id   uuid NOT NULL REFERENCES pegawai,
      hari         date NOT NULL,
      sebab        text NOT NULL,
      disetujui_at timestamptz,
      berakhir_at  timestamptz,
      PRIMARY KEY (pegawai_id, hari)
    );
    COMMENT ON COLUMN akhir_masa.hari IS 'First day without sign-in.';
    COMMENT ON COLUMN akhir_masa.disetujui_at IS 'When two people of BKD had confirmed this end: no brake holds it.';
    COMMENT ON COLUMN akhir_masa.berakhir_at IS 'When what the person was signed in to was ended for it.';
    CREATE INDEX akhir_masa_hari ON akhir_masa (hari);

    CREATE TABLE kalender_rem (
      hari       date PRIMARY KEY,
      jumlah     integer NOT NULL,
      sebab      jsonb NOT NULL,
      dibuat_at  timestamptz NOT NULL,
      digest     bytea,
      pertama    uuid REFERENCES pegawai,
      pertama_at timestamptz,
      kedua      uuid REFERENCES pegawai,
      kedua_at   timestamptz,
      CHECK (kedua <> pertama)
    );
    COMMENT ON TABLE kalender_rem IS 'Days on which more would end than may end unseen: they wait for two people of BKD.';
    COMMENT ON COLUMN kalender_rem.digest IS 'SHA-256 of the list that the first of the two confirmed.';

    CREATE TABLE kalender_kabar (
      hari  date NOT NULL REFERENCES kalender_rem,
      batas integer NOT NULL,
      at    timestamptz NOT NULL,
      PRIMARY KEY (hari, batas)
    );
    COMMENT ON TABLE kalender_kabar IS 'What BKD was told of such a day: so many days before, once.';

    CREATE TABLE peringatan_masa (
      pegawai_id uuid NOT NULL REFERENCES pegawai,
      sebab      text NOT NULL,
      hari       date NOT NULL,
      batas      integer NOT NULL,
      at         timestamptz NOT NULL,
      PRIMARY KEY (pegawai_id, sebab, hari, batas)
    );
    COMMENT ON TABLE peringatan_masa IS 'What people were told of the end of their own service: so many days before, once.';

    -- How far the calendar was looked at: what happened while no service ran is looked at before it counts.
    CREATE TABLE kalender_diperiksa (
      satu   boolean PRIMARY KEY DEFAULT true CHECK (satu),
      sampai date NOT NULL
    );
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE kalender_diperiksa, peringatan_masa, kalender_kabar, kalender_rem, akhir_masa;
    DROP INDEX pegawai_tmt_pensiun, pegawai_akhir_kontrak, pegawai_tgl_meninggal;
  `)
}
