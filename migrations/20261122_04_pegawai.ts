import type { Knex } from 'knex'

/**
 * Who the civil servants are (domain.md sections 1 to 6). `pegawai.id` is the permanent random `sub`;
 * a NIP is an attribute with dates, a person may have had several. Jabatan and assignments carry valid time
 * (half-open days) and the run that recorded them.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE pegawai (
      id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      nama            text NOT NULL,
      gelar_depan     text,
      gelar_belakang  text,
      tanggal_lahir   date NOT NULL,
      jenis_kelamin   text CHECK (jenis_kelamin IN ('L', 'P')),
      jenis           text CHECK (jenis IN ('PNS', 'CPNS', 'PPPK')),
      kedudukan_kode  text NOT NULL,
      kedudukan_nama  text,
      keadaan         text NOT NULL CHECK (keadaan IN ('aktif', 'terbatas', 'beku', 'calon', 'tutup')),
      tahan           boolean NOT NULL DEFAULT false,
      golongan        text,
      tmt_golongan    date,
      email           text,
      no_hp           text,
      tmt_pensiun     date,
      akhir_kontrak   date,
      tgl_meninggal   date,
      synthetic       boolean NOT NULL DEFAULT false,
      created_at      timestamptz NOT NULL DEFAULT now(),
      updated_at      timestamptz NOT NULL DEFAULT now()
    );
    COMMENT ON COLUMN pegawai.tahan IS 'The source sent a kedudukan nobody knows: the last good keadaan goes on, marked.';
    -- Serves the check that demo people never stand beside real ones (decision 4).
    CREATE INDEX pegawai_nyata ON pegawai (id) WHERE NOT synthetic;

    CREATE TABLE pegawai_nip (
      nip         text NOT NULL CHECK (nip ~ '^[0-9]{18}$'),
      pegawai_id  uuid NOT NULL REFERENCES pegawai,
      valid_from  date NOT NULL,
      valid_to    date,
      recorded_at timestamptz NOT NULL DEFAULT now(),
      run_id      uuid REFERENCES kepegawaian_run,
      PRIMARY KEY (nip, pegawai_id, valid_from)
    );
    -- Serves the login box; one current number belongs to one person.
    CREATE UNIQUE INDEX pegawai_nip_current ON pegawai_nip (nip) WHERE valid_to IS NULL;
    CREATE INDEX pegawai_nip_pegawai ON pegawai_nip (pegawai_id);

    CREATE TABLE pegawai_sumber (
      sumber       text NOT NULL,
      external_id  text NOT NULL,
      pegawai_id   uuid NOT NULL REFERENCES pegawai,
      isi_hash     bytea NOT NULL,
      terakhir_run uuid NOT NULL REFERENCES kepegawaian_run,
      PRIMARY KEY (sumber, external_id)
    );
    COMMENT ON COLUMN pegawai_sumber.isi_hash IS 'SHA-256 of the normalised row: an unchanged row costs one comparison.';
    CREATE INDEX pegawai_sumber_pegawai ON pegawai_sumber (pegawai_id);

    CREATE TABLE jabatan (
      id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      sumber      text NOT NULL,
      external_id text NOT NULL,
      nama        text NOT NULL,
      jenis       text NOT NULL CHECK (jenis IN ('struktural', 'fungsional', 'rangkap', 'pelaksana')),
      UNIQUE (sumber, external_id)
    );

    CREATE TABLE pegawai_jabatan (
      id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      pegawai_id  uuid NOT NULL REFERENCES pegawai,
      jabatan_id  uuid REFERENCES jabatan,
      unit_id     uuid REFERENCES unit_kerja,
      eselon      text,
      tmt         date,
      valid_from  date NOT NULL,
      valid_to    date,
      recorded_at timestamptz NOT NULL DEFAULT now(),
      run_id      uuid REFERENCES kepegawaian_run
    );
    -- Serves the claims of one person.
    CREATE INDEX pegawai_jabatan_pegawai ON pegawai_jabatan (pegawai_id);
    -- One definitive post at a time.
    CREATE UNIQUE INDEX pegawai_jabatan_current ON pegawai_jabatan (pegawai_id) WHERE valid_to IS NULL;

    CREATE TABLE penugasan (
      id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      pegawai_id  uuid NOT NULL REFERENCES pegawai,
      sumber      text NOT NULL,
      jenis       text NOT NULL CHECK (jenis IN ('PLT', 'PLH', 'PJ', 'TT')),
      jabatan     text NOT NULL,
      unit_id     uuid NOT NULL REFERENCES unit_kerja,
      valid_from  date NOT NULL,
      valid_to    date,
      sk          text,
      recorded_at timestamptz NOT NULL DEFAULT now(),
      ended_at    timestamptz,
      run_id      uuid REFERENCES kepegawaian_run,
      CHECK (valid_to IS NULL OR valid_to > valid_from)
    );
    COMMENT ON COLUMN penugasan.valid_to IS 'The day after the last day of the letter.';
    COMMENT ON COLUMN penugasan.ended_at IS 'Taken back by the source: as if it had never been, but still on record.';
    CREATE INDEX penugasan_pegawai ON penugasan (pegawai_id) WHERE ended_at IS NULL;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE penugasan, pegawai_jabatan, jabatan, pegawai_sumber, pegawai_nip, pegawai;
  `)
}
