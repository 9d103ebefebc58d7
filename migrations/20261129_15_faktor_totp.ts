import type { Knex } from 'knex'

/**
 * Authenticator applications of people: the seed sealed, a step of 30 seconds good once ever. A seed counts once its
 * phone has shown a right code; what was begun and not ended goes after an hour.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE faktor_totp (
      id               uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      pegawai_id       uuid NOT NULL REFERENCES pegawai,
      nama             text NOT NULL,
      rahasia_sealed   text,
      dibuat_at        timestamptz NOT NULL,
      konfirmasi_at    timestamptz,
      langkah_terakhir bigint NOT NULL DEFAULT 0,
      langkah_hangus   bigint[] NOT NULL DEFAULT '{}',
      gagal_beruntun   int NOT NULL DEFAULT 0,
      dipakai_at       timestamptz,
      revoked_at       timestamptz,
      CHECK (rahasia_sealed IS NOT NULL OR revoked_at IS NOT NULL)
    ) WITH (fillfactor = 80);
    COMMENT ON COLUMN faktor_totp.nama IS 'As its owner calls the phone.';
    COMMENT ON COLUMN faktor_totp.rahasia_sealed IS 'The seed in base 32, sealed; gone once it is revoked.';
    COMMENT ON COLUMN faktor_totp.langkah_terakhir IS 'The last step of 30 seconds that signed in: it and all before it are used up.';
    COMMENT ON COLUMN faktor_totp.langkah_hangus IS 'Steps to come whose code was typed too early, and of which it was told: never accepted.';
    COMMENT ON COLUMN faktor_totp.gagal_beruntun IS 'Wrong codes since the last right one (NIST SP 800-63B-4 section 3.2.2).';
    -- Serves the person as of today and every check of a code.
    CREATE INDEX faktor_totp_live ON faktor_totp (pegawai_id) WHERE revoked_at IS NULL;
    -- Serves the purge of what was begun and not ended.
    CREATE INDEX faktor_totp_begun ON faktor_totp (dibuat_at) WHERE konfirmasi_at IS NULL;

    -- Tells whose row changed, where a column did that pages and rules see: a factor in use changes with every sign-in.
    -- Arguments: the column of the person, then those columns.
    CREATE FUNCTION kabarkan_pegawai_bila_beda() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    DECLARE
      seen text[] := TG_ARGV[1:];
      people text[];
    BEGIN
      EXECUTE format(
        'SELECT array_agg(who) FROM (SELECT DISTINCT c.%1$I::text AS who FROM changed c JOIN before b USING (id)
         WHERE (%2$s) IS DISTINCT FROM (%3$s) LIMIT 101) AS few', TG_ARGV[0],
        (SELECT string_agg(format('b.%I', one), ', ') FROM unnest(seen) AS one),
        (SELECT string_agg(format('c.%I', one), ', ') FROM unnest(seen) AS one)) INTO people;
      IF people IS NOT NULL THEN
        PERFORM pg_notify('satu_login_pegawai', CASE WHEN cardinality(people) > 100 THEN '*'
                                                     ELSE array_to_string(people, ',') END);
      END IF;
      RETURN NULL;
    END $$;

    CREATE TRIGGER kabarkan_pegawai_insert AFTER INSERT ON faktor_totp REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_pegawai('pegawai_id');
    CREATE TRIGGER kabarkan_pegawai_update AFTER UPDATE ON faktor_totp
      REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT
      EXECUTE FUNCTION kabarkan_pegawai_bila_beda('pegawai_id', 'nama', 'konfirmasi_at', 'revoked_at');
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE faktor_totp; DROP FUNCTION kabarkan_pegawai_bila_beda();')
}
