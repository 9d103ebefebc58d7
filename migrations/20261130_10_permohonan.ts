import type { Knex } from 'knex'

/** Applications of OPD, every visit of a step of the procedure, and what was decided there (SOP 555/787). */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE permohonan (
      id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      nomor        text UNIQUE,
      jenis        text NOT NULL CHECK (jenis IN ('baru', 'perubahan')),
      prosedur     text NOT NULL,
      versi        int NOT NULL,
      unit_id      uuid NOT NULL REFERENCES unit_kerja,
      aplikasi_id  uuid REFERENCES aplikasi,
      client_id    text REFERENCES client,
      pemohon      uuid NOT NULL REFERENCES pegawai,
      isi          jsonb NOT NULL DEFAULT '{}',
      isi_hash     bytea,
      hash_setara  bytea[] NOT NULL DEFAULT '{}',
      gerbang      text[] NOT NULL DEFAULT '{}',
      pemilik_data uuid[] NOT NULL DEFAULT '{}',
      revisi       int NOT NULL DEFAULT 1,
      keadaan      text NOT NULL DEFAULT 'draf'
        CHECK (keadaan IN ('draf', 'berjalan', 'dikembalikan', 'ditolak', 'ditarik', 'selesai')),
      created_at   timestamptz NOT NULL,
      updated_at   timestamptz NOT NULL,
      diajukan_at  timestamptz,
      selesai_at   timestamptz,
      CHECK (jenis <> 'perubahan' OR client_id IS NOT NULL),
      CHECK ((diajukan_at IS NULL) = (nomor IS NULL)),
      CHECK (keadaan IN ('draf', 'ditarik') OR (nomor IS NOT NULL AND isi_hash IS NOT NULL)),
      CHECK ((keadaan IN ('ditolak', 'ditarik', 'selesai')) = (selesai_at IS NOT NULL))
    );
    COMMENT ON COLUMN permohonan.isi_hash IS 'SHA-256 of what was filed: every decision and the activation are bound to it.';
    COMMENT ON COLUMN permohonan.hash_setara IS 'This hash, and those before it from which only harmless fields differ: decisions on them still count.';
    COMMENT ON COLUMN permohonan.gerbang IS 'Gates that what was filed has to pass.';
    COMMENT ON COLUMN permohonan.pemilik_data IS 'Units that own the claims it asks for; each has to agree.';
    -- Serve /pengembang, the form of a client, and the question whether a row of Table 1 is applied for.
    CREATE INDEX permohonan_unit ON permohonan (unit_id, created_at DESC, id DESC);
    CREATE INDEX permohonan_client ON permohonan (client_id, created_at DESC) WHERE client_id IS NOT NULL;
    CREATE INDEX permohonan_aplikasi ON permohonan (aplikasi_id) WHERE aplikasi_id IS NOT NULL;

    CREATE TABLE permohonan_langkah (
      id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      permohonan_id uuid NOT NULL REFERENCES permohonan,
      langkah       text NOT NULL,
      ke            int NOT NULL,
      unit_id       uuid REFERENCES unit_kerja,
      mulai_at      timestamptz NOT NULL,
      selesai_at    timestamptz,
      putusan       text,
      batas_hari    int,
      kuning_at     timestamptz,
      merah_at      timestamptz,
      eskalasi_at   timestamptz,
      UNIQUE (permohonan_id, langkah, ke),
      CHECK (selesai_at IS NOT NULL OR putusan IS NULL)
    );
    COMMENT ON COLUMN permohonan_langkah.unit_id IS 'Whose desk, where a step is one of an OPD: the applicant, or a data owner.';
    COMMENT ON COLUMN permohonan_langkah.putusan IS 'Null of a visit that ended without a decision: another one sent everything back.';
    COMMENT ON COLUMN permohonan_langkah.batas_hari IS 'Working days; null: no limit.';
    COMMENT ON COLUMN permohonan_langkah.kuning_at IS 'When the desk was reminded; as merah_at, and eskalasi_at of the seat above, once.';
    -- One desk has one open visit of a step; it also serves the inbox and the reminders.
    CREATE UNIQUE INDEX permohonan_langkah_terbuka ON permohonan_langkah (langkah, permohonan_id, unit_id)
      NULLS NOT DISTINCT WHERE selesai_at IS NULL;

    CREATE TABLE permohonan_keputusan (
      id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      langkah_id    uuid NOT NULL UNIQUE REFERENCES permohonan_langkah,
      permohonan_id uuid NOT NULL REFERENCES permohonan,
      oleh          uuid NOT NULL REFERENCES pegawai,
      sebagai       jsonb NOT NULL,
      putusan       text NOT NULL,
      alasan        text,
      catatan       jsonb NOT NULL DEFAULT '{}',
      isi_hash      bytea NOT NULL,
      at            timestamptz NOT NULL
    );
    COMMENT ON COLUMN permohonan_keputusan.sebagai IS 'In what seat or role he decided, as it was on that day.';
    CREATE INDEX permohonan_keputusan_permohonan ON permohonan_keputusan (permohonan_id, at);
    REVOKE UPDATE, DELETE, TRUNCATE ON permohonan_keputusan FROM satu_login_app;

    CREATE TABLE permohonan_nomor (tahun int PRIMARY KEY, terakhir int NOT NULL);
    COMMENT ON TABLE permohonan_nomor IS 'How many applications were filed in a year of WIB: the number of the next.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE permohonan_nomor;
    DROP TABLE permohonan_keputusan;
    DROP TABLE permohonan_langkah;
    DROP TABLE permohonan;
  `)
}
