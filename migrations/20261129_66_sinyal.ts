import type { Knex } from 'knex'

/**
 * What unusual sign-ins are told from: how many people were tried from one address, and how many with one password,
 * within an hour; the networks that a person signs in from; and the networks of offices by name.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE orang_alamat (
      alamat        cidr PRIMARY KEY,
      kapan         timestamptz[] NOT NULL,
      siapa         uuid[] NOT NULL,
      dikabarkan_at timestamptz,
      expires_at    timestamptz NOT NULL
    ) WITH (fillfactor = 70);
    COMMENT ON TABLE orang_alamat IS 'Passwords typed in browsers that were new to the person, right ones too.';
    COMMENT ON COLUMN orang_alamat.siapa IS 'As in percobaan_masuk, each once; kapan says of each when last, oldest first.';

    CREATE TABLE tebakan_sandi (
      sidik         integer PRIMARY KEY,
      kapan         timestamptz[] NOT NULL,
      siapa         uuid[] NOT NULL,
      dikabarkan_at timestamptz,
      expires_at    timestamptz NOT NULL
    ) WITH (fillfactor = 70);
    COMMENT ON COLUMN tebakan_sandi.sidik IS
      'Keyed digest of a wrong password, 32 bits: thousands of millions of passwords share each.';

    CREATE TABLE jaringan_pegawai (
      pegawai_id  uuid NOT NULL REFERENCES pegawai,
      jaringan    cidr NOT NULL,
      pertama     timestamptz NOT NULL,
      terakhir    timestamptz NOT NULL,
      PRIMARY KEY (pegawai_id, jaringan)
    );
    -- Serves the purge.
    CREATE INDEX jaringan_pegawai_terakhir ON jaringan_pegawai (terakhir);
    CREATE TRIGGER kabarkan_pegawai_insert AFTER INSERT ON jaringan_pegawai REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_pegawai('pegawai_id');

    CREATE TABLE jaringan_kantor (
      blok        cidr PRIMARY KEY,
      nama        text NOT NULL CHECK (nama <> ''),
      dicatat_at  timestamptz NOT NULL
    );
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE jaringan_kantor, jaringan_pegawai, tebakan_sandi, orang_alamat;')
}
