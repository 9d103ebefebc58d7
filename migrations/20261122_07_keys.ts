import type { Knex } from 'knex'

/** Signing keys with sealed private parts (decision 23) and the fingerprints of ENCRYPTION_KEYS (decision 6). */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE signing_key (
      kid            text PRIMARY KEY,
      alg            text NOT NULL,
      state          text NOT NULL CHECK (state IN ('next', 'current', 'previous', 'retired')),
      public_jwk     jsonb NOT NULL,
      private_sealed text NOT NULL,
      published_at   timestamptz NOT NULL DEFAULT now(),
      promoted_at    timestamptz,
      demoted_at     timestamptz,
      retired_at     timestamptz
    );
    -- One key of each algorithm signs; one waits.
    CREATE UNIQUE INDEX signing_key_current ON signing_key (alg) WHERE state = 'current';
    CREATE UNIQUE INDEX signing_key_next ON signing_key (alg) WHERE state = 'next';

    CREATE TABLE encryption_key (
      id          text PRIMARY KEY,
      fingerprint text NOT NULL,
      first_seen  timestamptz NOT NULL DEFAULT now()
    );
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE encryption_key, signing_key;')
}
