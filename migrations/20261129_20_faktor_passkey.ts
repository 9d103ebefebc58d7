import type { Knex } from 'knex'

/** Passkeys of people (WebAuthn Level 3), and the challenges that they answer, each once. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE faktor_passkey (
      id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      pegawai_id    uuid NOT NULL REFERENCES pegawai,
      nama          text NOT NULL,
      kredensial    text NOT NULL UNIQUE,
      kunci_publik  bytea NOT NULL,
      penghitung    bigint NOT NULL,
      tersinkron    boolean NOT NULL,
      transports    text[] NOT NULL DEFAULT '{}',
      dibuat_at     timestamptz NOT NULL,
      dipakai_at    timestamptz,
      ditandai_at   timestamptz,
      revoked_at    timestamptz
    ) WITH (fillfactor = 80);
    COMMENT ON COLUMN faktor_passkey.kredensial IS 'The credential id in base64url, as the authenticator names it.';
    COMMENT ON COLUMN faktor_passkey.penghitung IS 'The signature counter as last seen; 0 where the authenticator keeps none.';
    COMMENT ON COLUMN faktor_passkey.tersinkron IS 'Whether it may be kept in more than one device.';
    COMMENT ON COLUMN faktor_passkey.ditandai_at IS 'Its counter went back: there may be a copy, and it opens nothing any more.';
    -- Serves the person as of today.
    CREATE INDEX faktor_passkey_live ON faktor_passkey (pegawai_id) WHERE revoked_at IS NULL;

    CREATE TRIGGER kabarkan_pegawai_insert AFTER INSERT ON faktor_passkey REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_pegawai('pegawai_id');
    CREATE TRIGGER kabarkan_pegawai_update AFTER UPDATE ON faktor_passkey
      REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT
      EXECUTE FUNCTION kabarkan_pegawai_bila_beda('pegawai_id', 'nama', 'ditandai_at', 'revoked_at');

    CREATE TABLE tantangan_passkey (
      sidik       bytea PRIMARY KEY,
      tujuan      text NOT NULL CHECK (tujuan IN ('daftar', 'masuk')),
      ikatan      text NOT NULL,
      expires_at  timestamptz NOT NULL,
      used_at     timestamptz
    );
    COMMENT ON COLUMN tantangan_passkey.sidik IS 'SHA-256 of the challenge.';
    COMMENT ON COLUMN tantangan_passkey.ikatan IS 'The interaction or session that it was drawn for, and the person where he is known.';
    -- Serves the purge.
    CREATE INDEX tantangan_passkey_expiry ON tantangan_passkey (expires_at);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE tantangan_passkey; DROP TABLE faktor_passkey;')
}
