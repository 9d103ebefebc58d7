import type { Knex } from 'knex'

/** The client that an application tries out, what proves that its host is the OPD's, and that a thing is applied for once. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE permohonan_uji (
      permohonan_id uuid PRIMARY KEY REFERENCES permohonan,
      client_id     text NOT NULL REFERENCES client,
      sebelum       jsonb,
      dibuka_at     timestamptz NOT NULL,
      ditutup_at    timestamptz
    );
    COMMENT ON COLUMN permohonan_uji.sebelum IS 'What a row of Table 1 was before its trial; null for a client that the trial made.';
    -- One client is tried out by one application at a time.
    CREATE UNIQUE INDEX permohonan_uji_client ON permohonan_uji (client_id) WHERE ditutup_at IS NULL;

    -- An application of Table 1 is claimed once, and a client has one change on its way.
    CREATE UNIQUE INDEX permohonan_klaim ON permohonan (aplikasi_id)
      WHERE jenis = 'baru' AND keadaan IN ('draf', 'berjalan', 'dikembalikan');
    CREATE UNIQUE INDEX permohonan_perubahan ON permohonan (client_id)
      WHERE jenis = 'perubahan' AND keadaan IN ('draf', 'berjalan', 'dikembalikan');

    CREATE TABLE permohonan_bukti_host (
      permohonan_id uuid NOT NULL REFERENCES permohonan,
      host          text NOT NULL,
      nilai         text NOT NULL,
      dibuat_at     timestamptz NOT NULL,
      terbukti_at   timestamptz,
      cara          text CHECK (cara IN ('dns', 'berkas')),
      dicoba_at     timestamptz,
      hasil         text,
      PRIMARY KEY (permohonan_id, host),
      CHECK ((terbukti_at IS NULL) = (cara IS NULL))
    );
    COMMENT ON COLUMN permohonan_bukti_host.nilai IS 'Drawn by us; the host says it by DNS or in a file. No secret.';
    COMMENT ON COLUMN permohonan_bukti_host.hasil IS 'What the last try came to, a word of bukti-host.rules.ts.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP INDEX permohonan_klaim, permohonan_perubahan;
    DROP TABLE permohonan_bukti_host;
    DROP TABLE permohonan_uji;
  `)
}
