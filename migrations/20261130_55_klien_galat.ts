import type { Knex } from 'knex'

/** The last errors that the protocol answered an application with, for its developers to read in plain words. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE klien_galat (
      id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      client_id   text NOT NULL REFERENCES client,
      at          timestamptz NOT NULL,
      terakhir_at timestamptz NOT NULL,
      jumlah      integer NOT NULL CHECK (jumlah > 0),
      titik       text NOT NULL CHECK (titik IN
        ('auth', 'token', 'userinfo', 'introspeksi', 'revocation', 'end_session', 'logout')),
      kode        text NOT NULL,
      alasan      text NOT NULL,
      rincian     jsonb NOT NULL DEFAULT '{}'
    );
    COMMENT ON TABLE klien_galat IS 'Written beside the answers, a few rows for a storm; never a person, never a bearer value.';
    COMMENT ON COLUMN klien_galat.jumlah IS 'How often the same happened from at to terakhir_at.';
    -- Serves the page, the merging of equal ones and the bound per client.
    CREATE INDEX klien_galat_klien ON klien_galat (client_id, terakhir_at DESC);
    -- Serves the purge.
    CREATE INDEX klien_galat_terakhir ON klien_galat (terakhir_at);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE klien_galat;')
}
