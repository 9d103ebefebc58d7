import type { Knex } from 'knex'

/** What the service needs of the library's tables: to queue, take and finish jobs. Its list of migrations is read alone. */
const RIGHTS = {
  _private_jobs: 'SELECT, INSERT, UPDATE, DELETE',
  _private_job_queues: 'SELECT, INSERT, UPDATE',
  _private_tasks: 'SELECT, INSERT',
  _private_known_crontabs: 'SELECT, INSERT, UPDATE',
} as const

/** The library puts its tables under row-level security, where nobody but the owner sees a row without a policy. */
export async function up(knex: Knex): Promise<void> {
  const grants = Object.entries(RIGHTS).map(([table, rights]) => `
    GRANT ${rights} ON graphile_worker.${table} TO satu_login_app;
    DROP POLICY IF EXISTS service ON graphile_worker.${table};
    CREATE POLICY service ON graphile_worker.${table} TO satu_login_app USING (true) WITH CHECK (true);`)
  await knex.raw(`
    GRANT USAGE ON SCHEMA graphile_worker TO satu_login_app;
    GRANT SELECT ON graphile_worker.migrations TO satu_login_app;
    ${grants.join('')}
  `)
}

export async function down(knex: Knex): Promise<void> {
  const tables = Object.keys(RIGHTS).map((table) => `
    DROP POLICY service ON graphile_worker.${table};
    REVOKE ALL ON graphile_worker.${table} FROM satu_login_app;`)
  await knex.raw(`
    ${tables.join('')}
    REVOKE ALL ON graphile_worker.migrations FROM satu_login_app;
    REVOKE USAGE ON SCHEMA graphile_worker FROM satu_login_app;
  `)
}
