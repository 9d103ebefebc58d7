import type { Knex } from 'knex'

/** Tables from which a client is made; a row in any of them concerns all clients: there are some hundred. */
const CLIENT_TABLES = ['client_secret', 'client_tester', 'aplikasi', 'unit_nama']

/** Columns of `client` that decide something; the last day of a sign-in changes all day long and decides nothing. */
const CLIENT_COLUMNS = [
  'aplikasi_id', 'host', 'state', 'eksternal', 'pkce_exempt', 'penguji_semua', 'metadata', 'diklaim_at', 'acr_minimum',
]

/** Tables whose rows belong to one person, with the column that says to whom. */
const PERSON_TABLES = {
  pegawai: 'id', pegawai_nip: 'pegawai_id', pegawai_jabatan: 'pegawai_id', penugasan: 'pegawai_id', account: 'pegawai_id',
}

/** Tables whose rows concern everybody's claims. */
const COMMON_TABLES = ['jabatan', 'unit_kerja', 'unit_nama', 'unit_kode', 'kepegawaian_run']

const CHANGES = { insert: 'NEW', update: 'NEW', delete: 'OLD' } as const

/**
 * The database itself tells every node what changed, whoever changed it: a command beside the service, an import, another
 * node. A caches' copy of a row can then be believed (kernel/db/notified-cache.ts).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION kabarkan_semua() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      PERFORM pg_notify(TG_ARGV[0], '*');
      RETURN NULL;
    END $$;

    -- Few people by name, many as everybody: a payload holds 8000 bytes.
    CREATE FUNCTION kabarkan_pegawai() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    DECLARE
      people text[];
    BEGIN
      EXECUTE format('SELECT array_agg(who) FROM (SELECT DISTINCT %I::text AS who FROM changed LIMIT 101) AS few',
                     TG_ARGV[0]) INTO people;
      IF people IS NOT NULL THEN
        PERFORM pg_notify('satu_login_pegawai', CASE WHEN cardinality(people) > 100 THEN '*'
                                                     ELSE array_to_string(people, ',') END);
      END IF;
      RETURN NULL;
    END $$;

    CREATE TRIGGER kabarkan_klien AFTER INSERT OR DELETE OR UPDATE OF ${CLIENT_COLUMNS.join(', ')} ON client
      FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_semua('satu_login_klien');
  `)
  for (const table of CLIENT_TABLES) {
    await knex.raw(`
      CREATE TRIGGER kabarkan_klien AFTER INSERT OR UPDATE OR DELETE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_semua('satu_login_klien');
    `)
  }
  for (const table of COMMON_TABLES) {
    await knex.raw(`
      CREATE TRIGGER kabarkan_pegawai AFTER INSERT OR UPDATE OR DELETE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_semua('satu_login_pegawai');
    `)
  }
  for (const [table, column] of Object.entries(PERSON_TABLES)) {
    for (const [change, rows] of Object.entries(CHANGES)) {
      await knex.raw(`
        CREATE TRIGGER kabarkan_pegawai_${change} AFTER ${change} ON ${table}
          REFERENCING ${rows} TABLE AS changed
          FOR EACH STATEMENT EXECUTE FUNCTION kabarkan_pegawai('${column}');
      `)
    }
  }
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP FUNCTION kabarkan_semua() CASCADE; DROP FUNCTION kabarkan_pegawai() CASCADE;')
}
