import type { Knex } from 'knex'

/** Sign-ins that developers try with a client of their own, at an address of ours that nobody else may use. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE coba_masuk (
      id          uuid PRIMARY KEY,
      client_id   text NOT NULL REFERENCES client,
      pegawai_id  uuid NOT NULL REFERENCES pegawai,
      session_uid text NOT NULL,
      state_hash  bytea NOT NULL UNIQUE,
      tersegel    text NOT NULL,
      at          timestamptz NOT NULL,
      expires_at  timestamptz NOT NULL,
      kembali_at  timestamptz,
      hasil       text
    );
    COMMENT ON TABLE coba_masuk IS 'Good once, for this client, this person and this session, some minutes long.';
    COMMENT ON COLUMN coba_masuk.tersegel IS 'Sealed: what was asked, with state, nonce and code_verifier.';
    COMMENT ON COLUMN coba_masuk.hasil IS 'Sealed: what was seen, bearer values cut.';
    -- Serves the bound per person and the ending.
    CREATE INDEX coba_masuk_pegawai ON coba_masuk (pegawai_id, at);
    -- Serves the purge.
    CREATE INDEX coba_masuk_expires ON coba_masuk (expires_at);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE coba_masuk;')
}
