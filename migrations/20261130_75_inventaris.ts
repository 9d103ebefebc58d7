import type { Knex } from 'knex'

/**
 * What the register of applications keeps besides the clients: registration as an electronic system (PSE, PP 71/2019), and
 * how many applications were connected on each day, which is the indicator that the province measures itself by.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE aplikasi ADD COLUMN nomor_pse text CHECK (length(nomor_pse) BETWEEN 1 AND 100),
      ADD COLUMN pse_pengecualian text CHECK (length(pse_pengecualian) BETWEEN 1 AND 1000);
    COMMENT ON COLUMN aplikasi.nomor_pse IS 'Registration as an electronic system (TD-PSE).';
    COMMENT ON COLUMN aplikasi.pse_pengecualian IS 'Why Kepala Dinas let it go without a PSE number.';

    CREATE TABLE terhubung_harian (
      hari       date PRIMARY KEY,
      terdaftar  int NOT NULL CHECK (terdaftar >= 0),
      terhubung  int NOT NULL CHECK (terhubung BETWEEN 0 AND terdaftar)
    );
    COMMENT ON TABLE terhubung_harian IS 'Counts of one day in WIB; connected is a fact of that day (decision 14).';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE terhubung_harian;
    ALTER TABLE aplikasi DROP COLUMN nomor_pse, DROP COLUMN pse_pengecualian;
  `)
}
