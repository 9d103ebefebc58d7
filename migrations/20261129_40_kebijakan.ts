import type { Knex } from 'knex'

/**
 * The policy that demands second factors: rules in versions, of which those without an end count. Every node hears of a
 * change. An application may be of high risk and belong to a group, so that rules can name many at once.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE kebijakan (
      id           text NOT NULL CHECK (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      versi        int NOT NULL,
      isi          jsonb NOT NULL,
      alasan       text NOT NULL,
      oleh         text NOT NULL,
      disetujui    uuid REFERENCES pegawai,
      berlaku_at   timestamptz NOT NULL,
      berakhir_at  timestamptz,
      PRIMARY KEY (id, versi)
    );
    COMMENT ON COLUMN kebijakan.disetujui IS 'The second person, where the change made the policy weaker (decision 28).';
    COMMENT ON COLUMN kebijakan.berakhir_at IS 'When another version took its place, or the rule was removed.';
    -- A rule has one version at a time; serves reading the policy.
    CREATE UNIQUE INDEX kebijakan_berlaku ON kebijakan (id) WHERE berakhir_at IS NULL;
    CREATE TRIGGER kabarkan_kebijakan AFTER INSERT OR UPDATE OR DELETE ON kebijakan
      FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_semua('satu_login_kebijakan');

    ALTER TABLE client ADD COLUMN berisiko boolean NOT NULL DEFAULT false,
      ADD COLUMN kelompok text CHECK (kelompok ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
    COMMENT ON COLUMN client.berisiko IS 'Of high risk: rules may name all of these, and no trusted device stands in.';
    CREATE TRIGGER kabarkan_klien_kebijakan AFTER UPDATE OF berisiko, kelompok ON client
      FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_semua('satu_login_klien');
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER kabarkan_klien_kebijakan ON client;
    ALTER TABLE client DROP COLUMN berisiko, DROP COLUMN kelompok;
    DROP TABLE kebijakan;
  `)
}
