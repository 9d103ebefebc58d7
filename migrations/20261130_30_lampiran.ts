import type { Knex } from 'knex'

/** What an OPD uploads to its application, in pieces, so that no statement carries ten megabytes. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE permohonan_lampiran (
      id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      permohonan_id uuid NOT NULL REFERENCES permohonan,
      jenis         text NOT NULL,
      nama          text NOT NULL,
      mime          text NOT NULL,
      ukuran        int NOT NULL CHECK (ukuran > 0),
      sha256        bytea NOT NULL CHECK (octet_length(sha256) = 32),
      oleh          uuid NOT NULL REFERENCES pegawai,
      at            timestamptz NOT NULL
    );
    COMMENT ON COLUMN permohonan_lampiran.nama IS 'As its owner called the file; shown, never a path.';
    COMMENT ON COLUMN permohonan_lampiran.mime IS 'What its bytes say that it is.';
    CREATE INDEX permohonan_lampiran_permohonan ON permohonan_lampiran (permohonan_id, at);

    CREATE TABLE permohonan_potongan (
      lampiran_id uuid NOT NULL REFERENCES permohonan_lampiran,
      urut        int NOT NULL,
      isi         bytea NOT NULL,
      PRIMARY KEY (lampiran_id, urut)
    );
    -- Decisions are bound to the id of a file: what has that id never changes.
    REVOKE UPDATE, TRUNCATE ON permohonan_lampiran, permohonan_potongan FROM satu_login_app;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE permohonan_potongan; DROP TABLE permohonan_lampiran;')
}
