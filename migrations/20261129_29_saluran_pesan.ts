import type { Knex } from 'knex'

/** By which ways messages leave this instance: a page must not say that a code is on its way where none can go. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE saluran_pesan (
      satu    boolean PRIMARY KEY DEFAULT true CHECK (satu),
      saluran text[] NOT NULL
    );
    COMMENT ON TABLE saluran_pesan IS 'One row, written when a service starts; without it every way is taken for there.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE saluran_pesan;')
}
