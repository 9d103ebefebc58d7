import type { Knex } from 'knex'

/**
 * Somebody typed a number and four digits: written for every answer alike, so that a caller finds the same work whoever
 * it was. What is to be sent is sent behind the answer; a row without a person is one for whom there is nothing to send.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE permintaan_aktivasi (
      id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      pegawai_id uuid REFERENCES pegawai,
      bahasa     text NOT NULL CHECK (bahasa IN ('id', 'en')),
      dibuat_at  timestamptz NOT NULL
    );
    CREATE INDEX permintaan_aktivasi_dibuat ON permintaan_aktivasi (dibuat_at);

    CREATE FUNCTION permintaan_aktivasi_bell() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      PERFORM graphile_worker.add_job('aktivasi.kirim');
      RETURN NULL;
    END $$;
    CREATE TRIGGER bell AFTER INSERT ON permintaan_aktivasi FOR EACH STATEMENT EXECUTE FUNCTION permintaan_aktivasi_bell();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE permintaan_aktivasi; DROP FUNCTION permintaan_aktivasi_bell();')
}
