import type { Knex } from 'knex'

/** Pushed authorization requests (RFC 9126): a minute long, used once, kept by the hash of the request_uri. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE oidc_pushed_authorization_request (
      id          bytea PRIMARY KEY,
      payload     text NOT NULL,
      consumed_at timestamptz,
      expires_at  timestamptz NOT NULL
    );
    CREATE INDEX oidc_pushed_authorization_request_expiry ON oidc_pushed_authorization_request (expires_at);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE oidc_pushed_authorization_request;')
}
