import type { Knex } from 'knex'

/**
 * E-mail that somebody is owed: written in the transaction of what it tells about, brought by whichever node is free
 * (decision 24's manner). Address and content go as soon as nobody tries any more.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE surat_keluar (
      id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      kepada      text,
      template    text NOT NULL,
      data        jsonb,
      dedup_key   text UNIQUE,
      created_at  timestamptz NOT NULL DEFAULT now(),
      attempts    smallint NOT NULL DEFAULT 0,
      next_at     timestamptz NOT NULL DEFAULT now(),
      lease_until timestamptz,
      sent_at     timestamptz,
      given_up_at timestamptz,
      receipt     text,
      CHECK (sent_at IS NULL OR given_up_at IS NULL),
      CHECK ((kepada IS NULL AND data IS NULL) = (sent_at IS NOT NULL OR given_up_at IS NOT NULL))
    );
    COMMENT ON COLUMN surat_keluar.dedup_key IS 'Whatever bears the same key is told once ever.';
    COMMENT ON COLUMN surat_keluar.attempts IS 'Counted when one begins: an attempt that is overtaken cannot report.';
    COMMENT ON COLUMN surat_keluar.receipt IS 'What the last attempt came to, in words of ours; never what a server said.';
    CREATE INDEX surat_keluar_open ON surat_keluar (next_at) WHERE sent_at IS NULL AND given_up_at IS NULL;
    -- Serves the purge.
    CREATE INDEX surat_keluar_created ON surat_keluar (created_at);

    CREATE FUNCTION surat_keluar_bell() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      PERFORM graphile_worker.add_job('surat.kirim');
      RETURN NULL;
    END $$;
    CREATE TRIGGER bell AFTER INSERT ON surat_keluar FOR EACH STATEMENT EXECUTE FUNCTION surat_keluar_bell();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE surat_keluar; DROP FUNCTION surat_keluar_bell();')
}
