import type { Knex } from 'knex'

/** Who may enter an application, and who does so first: decided by the provider at each request. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE client
      ADD COLUMN aturan_masuk jsonb NOT NULL DEFAULT '{"jenis":"semua"}',
      ADD COLUMN pilot boolean NOT NULL DEFAULT false,
      ADD CHECK (aturan_masuk->>'jenis' IN ('semua', 'opd', 'tertentu'));
    COMMENT ON COLUMN client.aturan_masuk IS 'Who may enter, as domain/clients/masuk reads it.';
    COMMENT ON COLUMN client.pilot IS 'Of those who may enter, the pilot group alone does for now.';

    CREATE TABLE client_pilot (
      client_id  text NOT NULL REFERENCES client,
      pegawai_id uuid NOT NULL REFERENCES pegawai,
      PRIMARY KEY (client_id, pegawai_id)
    );

    -- A unit that is closed has given its place to its successor: whoever is there is meant by its name.
    CREATE FUNCTION aturan_pada(aturan jsonb, hari date) RETURNS jsonb LANGUAGE sql STABLE
    SET search_path = public, pg_temp AS $$
      SELECT CASE WHEN jsonb_array_length(aturan->'unit') > 0
        THEN jsonb_set(aturan, '{unit}', (SELECT jsonb_agg(unit_pada(CAST(unit AS uuid), hari))
          FROM jsonb_array_elements_text(aturan->'unit') AS unit))
        ELSE aturan END
    $$;
    COMMENT ON FUNCTION aturan_pada IS 'An entry rule with the units that stand on a day for those that it names.';

    CREATE TRIGGER kabarkan_masuk AFTER UPDATE OF aturan_masuk, pilot ON client
      FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_semua('satu_login_klien');
    CREATE TRIGGER kabarkan_klien AFTER INSERT OR UPDATE OR DELETE ON client_pilot
      FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_semua('satu_login_klien');
    CREATE TRIGGER kabarkan_klien AFTER INSERT OR UPDATE OR DELETE ON unit_kerja
      FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_semua('satu_login_klien');
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER kabarkan_klien ON unit_kerja;
    DROP TRIGGER kabarkan_masuk ON client;
    DROP TABLE client_pilot;
    DROP FUNCTION aturan_pada(jsonb, date);
    ALTER TABLE client DROP COLUMN aturan_masuk, DROP COLUMN pilot;
  `)
}
