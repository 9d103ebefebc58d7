import type { Knex } from 'knex'

/**
 * Since when a contact is on file: what a feed named yesterday opens nothing today. Of a new person since he is there;
 * of a change since the change, by the database's own clock, whoever makes it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE pegawai ADD COLUMN email_sejak timestamptz, ADD COLUMN no_hp_sejak timestamptz;
    UPDATE pegawai SET email_sejak = CASE WHEN email IS NOT NULL THEN created_at END,
      no_hp_sejak = CASE WHEN no_hp IS NOT NULL THEN created_at END;

    CREATE FUNCTION kontak_sejak() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        NEW.email_sejak := CASE WHEN NEW.email IS NOT NULL THEN NEW.created_at END;
        NEW.no_hp_sejak := CASE WHEN NEW.no_hp IS NOT NULL THEN NEW.created_at END;
      ELSE
        IF NEW.email IS DISTINCT FROM OLD.email THEN
          NEW.email_sejak := CASE WHEN NEW.email IS NOT NULL THEN now() END;
        END IF;
        IF NEW.no_hp IS DISTINCT FROM OLD.no_hp THEN
          NEW.no_hp_sejak := CASE WHEN NEW.no_hp IS NOT NULL THEN now() END;
        END IF;
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER kontak_sejak_baru BEFORE INSERT ON pegawai FOR EACH ROW EXECUTE FUNCTION kontak_sejak();
    CREATE TRIGGER kontak_sejak BEFORE UPDATE OF email, no_hp ON pegawai FOR EACH ROW
      WHEN (NEW.email IS DISTINCT FROM OLD.email OR NEW.no_hp IS DISTINCT FROM OLD.no_hp)
      EXECUTE FUNCTION kontak_sejak();
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER kontak_sejak ON pegawai; DROP TRIGGER kontak_sejak_baru ON pegawai; DROP FUNCTION kontak_sejak();
    ALTER TABLE pegawai DROP COLUMN email_sejak, DROP COLUMN no_hp_sejak;
  `)
}
