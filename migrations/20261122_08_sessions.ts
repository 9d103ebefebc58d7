import type { Knex } from 'knex'

const EXPIRING = 'expires_at timestamptz NOT NULL'

/**
 * Protocol artefacts, a table per model, payload as text (never queried inside), real columns for what is
 * looked up. Ids are SHA-256 of the bearer value: a leaked table holds no usable token.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE oidc_session (
      id             bytea PRIMARY KEY,
      uid            text NOT NULL,
      account_id     uuid,
      payload        text NOT NULL,
      authorizations jsonb NOT NULL DEFAULT '{}',
      login_at       timestamptz,
      last_seen_at   timestamptz NOT NULL DEFAULT now(),
      destroyed_at   timestamptz,
      ${EXPIRING}
    );
    -- The row is its own tombstone: a request in flight finds it by id and must not revive it.
    COMMENT ON COLUMN oidc_session.destroyed_at IS 'Ended; kept until it expires so that it is never written again.';
    -- Not unique: a renewed id shares its uid with the row it replaces until that one is gone.
    CREATE INDEX oidc_session_uid ON oidc_session (uid);
    CREATE INDEX oidc_session_account ON oidc_session (account_id);
    CREATE INDEX oidc_session_expiry ON oidc_session (expires_at);

    CREATE TABLE oidc_interaction (id bytea PRIMARY KEY, payload text NOT NULL, ${EXPIRING});
    CREATE INDEX oidc_interaction_expiry ON oidc_interaction (expires_at);

    CREATE TABLE oidc_replay_detection (id bytea PRIMARY KEY, payload text NOT NULL, ${EXPIRING});
    CREATE INDEX oidc_replay_detection_expiry ON oidc_replay_detection (expires_at);

    CREATE TABLE oidc_grant (
      id bytea PRIMARY KEY, account_id uuid NOT NULL, client_id text NOT NULL, payload text NOT NULL, ${EXPIRING}
    );
    CREATE INDEX oidc_grant_account_client ON oidc_grant (account_id, client_id);
    CREATE INDEX oidc_grant_client ON oidc_grant (client_id);
    CREATE INDEX oidc_grant_expiry ON oidc_grant (expires_at);

    CREATE TABLE oidc_client_credentials (
      id bytea PRIMARY KEY, client_id text NOT NULL, payload text NOT NULL, ${EXPIRING}
    );
    CREATE INDEX oidc_client_credentials_client ON oidc_client_credentials (client_id);
    CREATE INDEX oidc_client_credentials_expiry ON oidc_client_credentials (expires_at);
  `)
  for (const model of ['authorization_code', 'access_token', 'refresh_token']) {
    await knex.raw(`
      CREATE TABLE oidc_${model} (
        id          bytea PRIMARY KEY,
        grant_id    text NOT NULL,
        account_id  uuid NOT NULL,
        client_id   text NOT NULL,
        payload     text NOT NULL,
        consumed_at timestamptz,
        ${EXPIRING}
      );
      CREATE INDEX oidc_${model}_grant ON oidc_${model} (grant_id);
      CREATE INDEX oidc_${model}_account ON oidc_${model} (account_id);
      CREATE INDEX oidc_${model}_client ON oidc_${model} (client_id);
      CREATE INDEX oidc_${model}_expiry ON oidc_${model} (expires_at);
    `)
  }
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE oidc_refresh_token, oidc_access_token, oidc_authorization_code, oidc_client_credentials, oidc_grant,
      oidc_replay_detection, oidc_interaction, oidc_session;
  `)
}
