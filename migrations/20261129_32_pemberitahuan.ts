import type { Knex } from 'knex'

/** Which version of the privacy notice somebody read, and when (UU 27/2022, article 21). */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE pemberitahuan_dibaca (
      pegawai_id uuid NOT NULL REFERENCES pegawai,
      versi      int NOT NULL,
      dibaca_at  timestamptz NOT NULL,
      PRIMARY KEY (pegawai_id, versi)
    );
    CREATE TRIGGER kabarkan_pegawai_insert AFTER INSERT ON pemberitahuan_dibaca REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_pegawai('pegawai_id');
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE pemberitahuan_dibaca;')
}
