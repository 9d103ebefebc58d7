import type { Knex } from 'knex'

/** How many NIPs a client has had matched with people on a day: it may not try them all. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE petakan_jatah (
      client_id text NOT NULL REFERENCES client,
      hari      date NOT NULL,
      nomor     int  NOT NULL,
      PRIMARY KEY (client_id, hari)
    );
    COMMENT ON COLUMN petakan_jatah.nomor IS 'NIPs that were asked for on this day (WIB), found or not.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE petakan_jatah;')
}
