import type { Knex } from 'knex'

/**
 * Decision 9: the owner migrates and purges, the service works as `satu_login_app`.
 * Whatever the owner creates from here on the service may use; what it must not change
 * (the audit trail) is taken back where that table is made.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    DO $$
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'satu_login_app') THEN
        CREATE ROLE satu_login_app NOLOGIN;
      END IF;
    END $$;
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    GRANT USAGE ON SCHEMA public TO satu_login_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO satu_login_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO satu_login_app;
  `)
}

/** The role itself stays: it may serve other databases of the same server. */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM satu_login_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON SEQUENCES FROM satu_login_app;
    REVOKE USAGE ON SCHEMA public FROM satu_login_app;
  `)
}
