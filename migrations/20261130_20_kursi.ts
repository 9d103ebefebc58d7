import type { Knex } from 'knex'

const SEATS = "('kepala-opd', 'kepala-dinas', 'kepala-bidang', 'kepala-seksi')"

const CHANGES = { insert: 'NEW', update: 'NEW', delete: 'OLD' } as const

/**
 * Seats of the procedure: each speaks for a unit and is bound to a post; who sits there was confirmed by an admin with
 * the number of the letter, and counts only while the directory has him in that post. The holder may let somebody act
 * for him for some days.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE kursi (
      id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      jenis           text NOT NULL CHECK (jenis IN ${SEATS}),
      unit_id         uuid NOT NULL REFERENCES unit_kerja,
      jabatan         text NOT NULL,
      jabatan_unit_id uuid NOT NULL REFERENCES unit_kerja,
      pengganti_id    uuid REFERENCES kursi CHECK (pengganti_id <> id),
      dibuat_oleh     text NOT NULL,
      dibuat_at       timestamptz NOT NULL,
      ended_at        timestamptz,
      ended_oleh      text,
      CHECK ((ended_at IS NULL) = (ended_oleh IS NULL))
    );
    COMMENT ON COLUMN kursi.unit_id IS 'The unit it speaks for: of a kepala-opd the OPD, of the others the Diskominfo''s own.';
    COMMENT ON COLUMN kursi.jabatan IS 'Name of the post; the post is that name in jabatan_unit_id.';
    COMMENT ON COLUMN kursi.pengganti_id IS 'The seat whose holders act while this one is vacant.';
    CREATE UNIQUE INDEX kursi_berlaku ON kursi (jenis, unit_id) WHERE ended_at IS NULL;
    CREATE INDEX kursi_pengganti ON kursi (pengganti_id) WHERE pengganti_id IS NOT NULL;

    CREATE TABLE kursi_pemegang (
      id                 uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      kursi_id           uuid NOT NULL REFERENCES kursi,
      pegawai_id         uuid NOT NULL REFERENCES pegawai,
      cara               text NOT NULL CHECK (cara IN ('definitif', 'plt', 'plh', 'pj')),
      sk                 text NOT NULL,
      mulai              date NOT NULL,
      selesai            date,
      dikonfirmasi_oleh  text NOT NULL,
      dikonfirmasi_at    timestamptz NOT NULL,
      ended_at           timestamptz,
      sebab              text,
      CHECK (selesai >= mulai),
      CHECK ((cara = 'definitif') = (selesai IS NULL)),
      CHECK ((ended_at IS NULL) = (sebab IS NULL))
    );
    COMMENT ON COLUMN kursi_pemegang.selesai IS 'Last day of the letter; a definitive holder has none.';
    COMMENT ON COLUMN kursi_pemegang.sebab IS 'Why it ended: a word of the service, or the reason that an admin gave.';
    -- Serves the roles of one person, and confirms nobody twice.
    CREATE UNIQUE INDEX kursi_pemegang_berlaku ON kursi_pemegang (pegawai_id, kursi_id, cara) WHERE ended_at IS NULL;
    CREATE INDEX kursi_pemegang_kursi ON kursi_pemegang (kursi_id);

    CREATE TABLE kursi_delegasi (
      id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      kursi_id   uuid NOT NULL REFERENCES kursi,
      dari       uuid NOT NULL REFERENCES pegawai,
      kepada     uuid NOT NULL REFERENCES pegawai,
      unit_id    uuid NOT NULL REFERENCES unit_kerja,
      mulai      date NOT NULL,
      selesai    date NOT NULL,
      dasar      text NOT NULL,
      dibuat_at  timestamptz NOT NULL,
      ended_at   timestamptz,
      sebab      text,
      CHECK (kepada <> dari),
      CHECK (selesai >= mulai),
      CHECK ((ended_at IS NULL) = (sebab IS NULL))
    );
    COMMENT ON COLUMN kursi_delegasi.unit_id IS 'The OPD of the post: whoever acts has to work there, or below.';
    COMMENT ON COLUMN kursi_delegasi.dasar IS 'Number of the letter, or why.';
    CREATE INDEX kursi_delegasi_kepada ON kursi_delegasi (kepada) WHERE ended_at IS NULL;
    CREATE INDEX kursi_delegasi_kursi ON kursi_delegasi (kursi_id);

    CREATE TABLE hari_libur (
      tanggal date PRIMARY KEY,
      nama    text NOT NULL,
      oleh    text NOT NULL,
      at      timestamptz NOT NULL
    );

    -- Seats change seldom, and who sits in one decides about others as well: every node forgets everybody.
    CREATE FUNCTION kabarkan_semua_bila_ada() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      IF EXISTS (SELECT FROM changed) THEN
        PERFORM pg_notify(TG_ARGV[0], '*');
      END IF;
      RETURN NULL;
    END $$;
  `)
  for (const table of ['kursi', 'kursi_pemegang', 'kursi_delegasi']) {
    for (const [change, rows] of Object.entries(CHANGES)) {
      await knex.raw(`
        CREATE TRIGGER kabarkan_pegawai_${change} AFTER ${change} ON ${table} REFERENCING ${rows} TABLE AS changed
          FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_semua_bila_ada('satu_login_pegawai');
      `)
    }
  }
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE hari_libur, kursi_delegasi, kursi_pemegang, kursi; DROP FUNCTION kabarkan_semua_bila_ada();')
}
