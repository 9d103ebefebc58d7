import type { Knex } from 'knex'

/** APIs that access tokens are made for (RFC 8707); which client may ask for which stands in its registration. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE resource_server (
      identifier  text PRIMARY KEY,
      nama        text NOT NULL,
      scopes      text[] NOT NULL DEFAULT '{}',
      format      text NOT NULL DEFAULT 'jwt' CHECK (format IN ('jwt', 'opaque')),
      signing_alg text NOT NULL DEFAULT 'ES256' CHECK (signing_alg IN ('ES256', 'RS256')),
      client_id   text REFERENCES client
    );
    COMMENT ON COLUMN resource_server.identifier IS 'Absolute URI, the audience of its tokens.';
    COMMENT ON COLUMN resource_server.format IS 'jwt: it reads tokens itself (RFC 9068); opaque: it introspects them.';
    COMMENT ON COLUMN resource_server.client_id IS 'As whom it introspects tokens of its own audience.';
    CREATE INDEX resource_server_client ON resource_server (client_id);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE resource_server;')
}
