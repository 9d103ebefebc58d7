import type { Knex } from 'knex'

/** Letters about somebody's account with which he may freeze it: it was not I. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE bukan_saya (
      id         uuid PRIMARY KEY,
      pegawai_id uuid NOT NULL REFERENCES pegawai,
      sebab      text NOT NULL,
      dibuat_at  timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      used_at    timestamptz
    );
    COMMENT ON COLUMN bukan_saya.id IS 'Signed in the link of the letter: the id alone opens nothing.';
    -- Serves the endings, and the purge.
    CREATE INDEX bukan_saya_open ON bukan_saya (pegawai_id) WHERE used_at IS NULL;
    CREATE INDEX bukan_saya_expires ON bukan_saya (expires_at);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE bukan_saya;')
}
