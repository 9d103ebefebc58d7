import type { Knex } from 'knex'

/** An application's own roles, and who has which: what the claim `peran` says. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE peran_aplikasi (
      id        uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      client_id text NOT NULL REFERENCES client,
      kode      text NOT NULL,
      nama      text NOT NULL,
      ended_at  timestamptz
    );
    COMMENT ON COLUMN peran_aplikasi.kode IS 'What the application reads in its claim.';
    -- Serves the application's list as well; a code that was given up may come back as another role.
    CREATE UNIQUE INDEX peran_aplikasi_hidup ON peran_aplikasi (client_id, kode) WHERE ended_at IS NULL;

    CREATE TABLE peran_aplikasi_orang (
      id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      peran_id   uuid NOT NULL REFERENCES peran_aplikasi,
      pegawai_id uuid NOT NULL REFERENCES pegawai,
      unit_id    uuid NOT NULL REFERENCES unit_kerja,
      mulai      date NOT NULL,
      selesai    date,
      oleh       text NOT NULL,
      alasan     text NOT NULL,
      at         timestamptz NOT NULL,
      ended_at   timestamptz,
      ended_by   text,
      sebab      text,
      CHECK (selesai >= mulai),
      CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
      CHECK (ended_at IS NOT NULL OR sebab IS NULL)
    );
    COMMENT ON COLUMN peran_aplikasi_orang.unit_id IS 'The OPD by which it was given: who leaves it, with the units below, loses the role.';
    COMMENT ON COLUMN peran_aplikasi_orang.selesai IS 'Last day, inclusive.';
    COMMENT ON COLUMN peran_aplikasi_orang.sebab IS 'Why it ended, in the words of who ended it or as a word of ours.';
    -- A role is had once.
    CREATE UNIQUE INDEX peran_aplikasi_orang_hidup ON peran_aplikasi_orang (peran_id, pegawai_id) WHERE ended_at IS NULL;
    -- Serves the person's row, read at each request that does not find it in memory.
    CREATE INDEX peran_aplikasi_orang_pegawai ON peran_aplikasi_orang (pegawai_id) WHERE ended_at IS NULL;

    CREATE TRIGGER kabarkan_pegawai AFTER INSERT OR UPDATE OR DELETE ON peran_aplikasi
      FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_semua('satu_login_pegawai');
    CREATE TRIGGER kabarkan_pegawai_insert AFTER INSERT ON peran_aplikasi_orang
      REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_pegawai('pegawai_id');
    CREATE TRIGGER kabarkan_pegawai_update AFTER UPDATE ON peran_aplikasi_orang
      REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_pegawai('pegawai_id');
    CREATE TRIGGER kabarkan_pegawai_delete AFTER DELETE ON peran_aplikasi_orang
      REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_pegawai('pegawai_id');
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE peran_aplikasi_orang, peran_aplikasi;')
}
