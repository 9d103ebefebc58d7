import type { Knex } from 'knex'

/**
 * Browsers that people sign in from. A browser is known by the digest of the secret in its cookie and of the person, so
 * that two people at one computer are two devices, and no row leads to the other.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE perangkat (
      id               uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      pegawai_id       uuid NOT NULL REFERENCES pegawai,
      sidik            bytea NOT NULL,
      nama             text,
      pertama          timestamptz NOT NULL,
      terakhir         timestamptz NOT NULL,
      tepercaya_sampai timestamptz,
      dicabut_at       timestamptz
    ) WITH (fillfactor = 90);
    COMMENT ON COLUMN perangkat.sidik IS 'SHA-256 of the browser''s random secret and the person.';
    COMMENT ON COLUMN perangkat.nama IS 'What the browser said of itself at its first sign-in: "Chrome, Android".';
    COMMENT ON COLUMN perangkat.terakhir IS 'Moves once a day at most.';
    COMMENT ON COLUMN perangkat.tepercaya_sampai IS 'Until then it stands in for the second factor, where the policy lets it.';
    COMMENT ON COLUMN perangkat.dicabut_at IS 'Forgotten: whoever signs in from it again is new.';
    -- Serves the person as of today and every sign-in; one browser is one device of a person.
    CREATE UNIQUE INDEX perangkat_live ON perangkat (pegawai_id, sidik) WHERE dicabut_at IS NULL;
    -- Serves the purge.
    CREATE INDEX perangkat_unseen ON perangkat (terakhir);

    CREATE TRIGGER kabarkan_pegawai_insert AFTER INSERT ON perangkat REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_pegawai('pegawai_id');
    CREATE TRIGGER kabarkan_pegawai_update AFTER UPDATE ON perangkat
      REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT
      EXECUTE FUNCTION kabarkan_pegawai_bila_beda('pegawai_id', 'tepercaya_sampai', 'dicabut_at');
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE perangkat;')
}
