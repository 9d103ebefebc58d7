import type { Knex } from 'knex'

/**
 * Decision 10: two streams, partitioned by month; the service may insert and select.
 * `position` and `hash` stay null until the chainer numbers committed events; `xid` tells it which
 * events are committed below `pg_snapshot_xmin`.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE audit_event (
      id             uuid        NOT NULL,
      stream         text        NOT NULL CHECK (stream IN ('masuk', 'perbuatan')),
      at             timestamptz NOT NULL,
      kind           text        NOT NULL,
      actor          text        NOT NULL,
      subject        text,
      client_id      text,
      address        inet,
      device         text,
      outcome        text        NOT NULL CHECK (outcome IN ('berhasil', 'gagal', 'ditolak')),
      correlation_id text,
      data           jsonb       NOT NULL DEFAULT '{}',
      xid            xid8        NOT NULL DEFAULT pg_current_xact_id(),
      position       bigint,
      hash           bytea,
      PRIMARY KEY (stream, at, id)
    ) PARTITION BY LIST (stream);

    CREATE TABLE audit_masuk     PARTITION OF audit_event FOR VALUES IN ('masuk')     PARTITION BY RANGE (at);
    CREATE TABLE audit_perbuatan PARTITION OF audit_event FOR VALUES IN ('perbuatan') PARTITION BY RANGE (at);
    -- A month nobody has prepared loses no event.
    CREATE TABLE audit_masuk_lain     PARTITION OF audit_masuk     DEFAULT;
    CREATE TABLE audit_perbuatan_lain PARTITION OF audit_perbuatan DEFAULT;

    -- Serves the timeline of one person.
    CREATE INDEX audit_event_subject ON audit_event (subject, at);
    -- Serves following one request through both streams.
    CREATE INDEX audit_event_correlation ON audit_event (correlation_id);

    -- The service may prepare months although it may not create tables.
    CREATE FUNCTION audit_prepare_month(month date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DECLARE
      stream text;
      first  timestamptz := date_trunc('month', month::timestamp) AT TIME ZONE 'UTC';
      next   timestamptz := (date_trunc('month', month::timestamp) + interval '1 month') AT TIME ZONE 'UTC';
      child  text;
    BEGIN
      FOREACH stream IN ARRAY ARRAY['masuk', 'perbuatan'] LOOP
        child := format('audit_%s_%s', stream, to_char(month, 'YYYYMM'));
        IF to_regclass(child) IS NULL THEN
          EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
                         child, 'audit_' || stream, first, next);
          EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM satu_login_app', child);
        END IF;
      END LOOP;
    END $$;
    REVOKE ALL ON FUNCTION audit_prepare_month(date) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION audit_prepare_month(date) TO satu_login_app;

    REVOKE UPDATE, DELETE, TRUNCATE
      ON audit_event, audit_masuk, audit_perbuatan, audit_masuk_lain, audit_perbuatan_lain FROM satu_login_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP FUNCTION audit_prepare_month(date); DROP TABLE audit_event;')
}
