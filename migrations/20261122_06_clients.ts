import type { Knex } from 'knex'

/** OPD applications (Table 1 first) and the OIDC clients they are; decisions 13, 14, 18, 19. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE aplikasi (
      id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      nomor           integer UNIQUE,
      nama            text NOT NULL,
      unit_id         uuid NOT NULL REFERENCES unit_kerja,
      opd_tercetak    text,
      url_tercetak    text,
      posisi_server   text,
      jenis           text,
      keterangan      text,
      permohonan      boolean NOT NULL DEFAULT false,
      layanan_mandiri boolean NOT NULL DEFAULT false
    );
    COMMENT ON COLUMN aplikasi.nomor IS 'Row number in Table 1 of 2017; null for what was registered later.';
    COMMENT ON COLUMN aplikasi.layanan_mandiri IS 'Self-service for everybody: people whose state is terbatas may enter.';

    CREATE TABLE client (
      client_id      text PRIMARY KEY,
      aplikasi_id    uuid NOT NULL REFERENCES aplikasi,
      host           text NOT NULL,
      state          text NOT NULL CHECK (state IN ('draf', 'uji', 'menunggu', 'aktif', 'tangguh', 'tutup')),
      state_sebelum  text CHECK (state_sebelum IN ('uji', 'aktif')),
      eksternal      boolean NOT NULL DEFAULT false,
      pkce_exempt    boolean NOT NULL DEFAULT false,
      penguji_semua  boolean NOT NULL DEFAULT false,
      metadata       jsonb NOT NULL,
      diklaim_at     timestamptz,
      masuk_terakhir date,
      created_at     timestamptz NOT NULL DEFAULT now(),
      updated_at     timestamptz NOT NULL DEFAULT now(),
      CHECK ((state = 'tangguh') = (state_sebelum IS NOT NULL))
    );
    COMMENT ON COLUMN client.state_sebelum IS 'Where a suspended client goes back to.';
    COMMENT ON COLUMN client.penguji_semua IS 'Everybody is a tester; only a demo instance accepts it.';
    COMMENT ON COLUMN client.masuk_terakhir IS 'Last day (WIB) of a real sign-in: one leg of "terhubung".';
    CREATE INDEX client_aplikasi ON client (aplikasi_id);

    CREATE TABLE client_tester (
      client_id  text NOT NULL REFERENCES client,
      pegawai_id uuid NOT NULL REFERENCES pegawai,
      PRIMARY KEY (client_id, pegawai_id)
    );

    CREATE TABLE client_secret (
      id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      client_id  text NOT NULL REFERENCES client,
      urut       bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
      hash       bytea NOT NULL CHECK (octet_length(hash) = 32),
      created_at timestamptz NOT NULL DEFAULT now(),
      expires_at timestamptz,
      revoked_at timestamptz
    );
    COMMENT ON COLUMN client_secret.urut IS 'Order of issue: the oldest is revoked when a third is issued.';
    CREATE INDEX client_secret_live ON client_secret (client_id) WHERE revoked_at IS NULL;

    CREATE TABLE pairwise_sub (
      sector     text NOT NULL,
      pegawai_id uuid NOT NULL REFERENCES pegawai,
      sub        uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
      PRIMARY KEY (sector, pegawai_id)
    );
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE pairwise_sub, client_secret, client_tester, client, aplikasi;')
}
