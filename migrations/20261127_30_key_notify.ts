import type { Knex } from 'knex'

/** Whoever changes which keys sign or verify tells every node, whatever way it was done (decision 23). */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION signing_key_notify() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
      PERFORM pg_notify('signing_key', '');
      RETURN NULL;
    END $$;
    CREATE TRIGGER signing_key_notify AFTER INSERT OR DELETE OR UPDATE OF state ON signing_key
      FOR EACH STATEMENT EXECUTE FUNCTION signing_key_notify();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TRIGGER signing_key_notify ON signing_key; DROP FUNCTION signing_key_notify();')
}
