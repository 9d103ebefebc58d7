import type { Knex } from 'knex'

/** What CSIRT looks at before a client opens: reports made by machine, point by point, and findings by hand. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE permohonan_pemeriksaan (
      id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      permohonan_id uuid NOT NULL REFERENCES permohonan,
      isi_hash      bytea NOT NULL,
      diminta_oleh  uuid NOT NULL REFERENCES pegawai,
      diminta_at    timestamptz NOT NULL,
      dipegang_at   timestamptz,
      temuan        jsonb NOT NULL DEFAULT '[]',
      tuntas_at     timestamptz
    );
    COMMENT ON COLUMN permohonan_pemeriksaan.isi_hash IS 'What was filed when it was asked for: a report about another form says so.';
    COMMENT ON COLUMN permohonan_pemeriksaan.dipegang_at IS 'Since then a node is at it; whoever is not done within two minutes has died.';
    COMMENT ON COLUMN permohonan_pemeriksaan.temuan IS 'Points so far: [{ periksa, hasil, rincian }]. No value of a cookie, no personal data.';
    -- Asking twice is asking once; it also serves the job.
    CREATE UNIQUE INDEX permohonan_pemeriksaan_berjalan ON permohonan_pemeriksaan (permohonan_id) WHERE tuntas_at IS NULL;
    -- Serves the file: the newest first.
    CREATE INDEX permohonan_pemeriksaan_terbaru ON permohonan_pemeriksaan (permohonan_id, diminta_at DESC);

    CREATE FUNCTION permohonan_pemeriksaan_bell() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      PERFORM graphile_worker.add_job('csirt.periksa', job_key => 'csirt.periksa:' || NEW.id);
      RETURN NULL;
    END $$;
    -- No check can be asked for without the bell (decision 24).
    CREATE TRIGGER bell AFTER INSERT ON permohonan_pemeriksaan FOR EACH ROW EXECUTE FUNCTION permohonan_pemeriksaan_bell();

    CREATE TABLE permohonan_temuan (
      id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      permohonan_id uuid NOT NULL REFERENCES permohonan,
      bobot         text NOT NULL CHECK (bobot IN ('tinggi', 'sedang', 'rendah')),
      uraian        text NOT NULL,
      oleh          uuid NOT NULL REFERENCES pegawai,
      at            timestamptz NOT NULL,
      beres_oleh    uuid REFERENCES pegawai,
      beres_at      timestamptz,
      CHECK ((beres_oleh IS NULL) = (beres_at IS NULL))
    );
    -- Serves the file.
    CREATE INDEX permohonan_temuan_permohonan ON permohonan_temuan (permohonan_id, at);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE permohonan_temuan; DROP TABLE permohonan_pemeriksaan; DROP FUNCTION permohonan_pemeriksaan_bell();')
}
