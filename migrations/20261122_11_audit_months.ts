import type { Knex } from 'knex'

/**
 * A month could not be prepared any more once events of it lay in the default partition; now they are moved. Nodes
 * take turns, and inserts wait only while rows move. This month and the next are made here, so that a new database
 * does not begin in the default partition.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE OR REPLACE FUNCTION audit_prepare_month(month date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DECLARE
      stream text;
      first  timestamptz := date_trunc('month', month::timestamp) AT TIME ZONE 'UTC';
      next   timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') AT TIME ZONE 'UTC';
      parent text;
      child  text;
    BEGIN
      -- Any number, as long as it is always the same.
      PERFORM pg_advisory_xact_lock(20261122);
      FOREACH stream IN ARRAY ARRAY['masuk', 'perbuatan'] LOOP
        parent := 'audit_' || stream;
        child := format('%s_%s', parent, to_char(month, 'YYYYMM'));
        IF to_regclass('public.' || child) IS NULL THEN
          EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', child, parent);
          EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM satu_login_app', child);
          EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', parent || '_lain');
          EXECUTE format('WITH late AS (DELETE FROM %I WHERE at >= %L AND at < %L RETURNING *)
                          INSERT INTO %I SELECT * FROM late', parent || '_lain', first, next, child);
          EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                         parent, child, first, next);
        END IF;
      END LOOP;
    END $$;

    SELECT audit_prepare_month(day::date)
    FROM unnest(ARRAY[now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC' + interval '1 month']) AS day;
  `)
}

/** Nothing to take back: prepared months hold events, and the older function does nothing that this one does not. */
export async function down(): Promise<void> {
  return Promise.resolve()
}
