import type { Knex } from 'knex'

/** Which synthetic people stand in the table that a demo instance prints; empty everywhere else (decision 4). */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE demo_account (
      urut       integer PRIMARY KEY,
      role       text NOT NULL,
      pegawai_id uuid NOT NULL REFERENCES pegawai,
      keterangan text NOT NULL
    );
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE demo_account;')
}
