import type { Knex } from 'knex'

/**
 * Events of the personnel system that are pushed to us: kept once by the sender's id, never changed. Who is meant and
 * what became of it may be told anew; a person is the fold of all his events, in whatever order they came.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE kepegawaian_run DROP CONSTRAINT kepegawaian_run_mode_check;
    ALTER TABLE kepegawaian_run ADD CONSTRAINT kepegawaian_run_mode_check
      CHECK (mode IN ('sebagian', 'penuh', 'peristiwa'));
    ALTER TABLE kepegawaian_run DROP CONSTRAINT kepegawaian_run_pemicu_check;
    ALTER TABLE kepegawaian_run ADD CONSTRAINT kepegawaian_run_pemicu_check
      CHECK (pemicu IN ('perintah', 'jadwal', 'unggah', 'kiriman'));

    CREATE TABLE kepegawaian_peristiwa (
      id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      sumber        text NOT NULL,
      peristiwa_id  text NOT NULL,
      jenis         text NOT NULL,
      berlaku       timestamptz NOT NULL,
      hari          date NOT NULL,
      versi         bigint NOT NULL,
      external_id   text,
      nip           text,
      tanggal_lahir date,
      nip_baru      text,
      unit          text,
      data          jsonb NOT NULL,
      isi_sha256    bytea NOT NULL,
      client_id     text NOT NULL,
      diterima_at   timestamptz NOT NULL,
      pegawai_id    uuid REFERENCES pegawai,
      status        text NOT NULL
        CHECK (status IN ('diterima', 'diterapkan', 'terjadwal', 'tertunda', 'ditahan', 'bertentangan')),
      alasan        text,
      run_id        uuid REFERENCES kepegawaian_run,
      mengakhiri_at timestamptz,
      diizinkan_at  timestamptz,
      CHECK (external_id IS NOT NULL OR (nip IS NOT NULL AND tanggal_lahir IS NOT NULL)),
      UNIQUE (sumber, peristiwa_id)
    );
    COMMENT ON COLUMN kepegawaian_peristiwa.hari IS 'Official day in WIB of berlaku.';
    COMMENT ON COLUMN kepegawaian_peristiwa.nip_baru IS 'Number that the event gives the person.';
    COMMENT ON COLUMN kepegawaian_peristiwa.unit IS 'External id of the unit that the event names.';
    COMMENT ON COLUMN kepegawaian_peristiwa.mengakhiri_at IS 'When its application ended the service of its person: what the brake counts.';
    COMMENT ON COLUMN kepegawaian_peristiwa.diizinkan_at IS 'When two people of BKD let it through the brake.';
    -- Serves the fold of one person.
    CREATE INDEX kepegawaian_peristiwa_pegawai ON kepegawaian_peristiwa (pegawai_id);
    -- Serve finding events whose person became known.
    CREATE INDEX kepegawaian_peristiwa_luar ON kepegawaian_peristiwa (sumber, external_id) WHERE pegawai_id IS NULL;
    CREATE INDEX kepegawaian_peristiwa_nip ON kepegawaian_peristiwa (nip) WHERE pegawai_id IS NULL;
    -- Serves whose number it was once.
    CREATE INDEX kepegawaian_peristiwa_nip_baru ON kepegawaian_peristiwa (nip_baru) WHERE pegawai_id IS NOT NULL;
    -- Serves what waits.
    CREATE INDEX kepegawaian_peristiwa_menunggu ON kepegawaian_peristiwa (status) WHERE status <> 'diterapkan';
    -- Serves the brake's count.
    CREATE INDEX kepegawaian_peristiwa_mengakhiri ON kepegawaian_peristiwa (mengakhiri_at) WHERE mengakhiri_at IS NOT NULL;

    -- What came stays as it came.
    REVOKE UPDATE, DELETE, TRUNCATE ON kepegawaian_peristiwa FROM satu_login_app;
    GRANT UPDATE (pegawai_id, status, alasan, run_id, mengakhiri_at, diizinkan_at) ON kepegawaian_peristiwa TO satu_login_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE kepegawaian_peristiwa;
    ALTER TABLE kepegawaian_run DROP CONSTRAINT kepegawaian_run_mode_check;
    ALTER TABLE kepegawaian_run ADD CONSTRAINT kepegawaian_run_mode_check CHECK (mode IN ('sebagian', 'penuh')) NOT VALID;
    ALTER TABLE kepegawaian_run DROP CONSTRAINT kepegawaian_run_pemicu_check;
    ALTER TABLE kepegawaian_run ADD CONSTRAINT kepegawaian_run_pemicu_check
      CHECK (pemicu IN ('perintah', 'jadwal', 'unggah')) NOT VALID;
  `)
}
