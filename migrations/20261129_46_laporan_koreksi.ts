import type { Knex } from 'knex'

/** What a person says is wrong about him: a note to BKD, which mends it in the personnel system or says why not. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE laporan_koreksi (
      id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      pegawai_id   uuid NOT NULL REFERENCES pegawai,
      bidang       text NOT NULL,
      uraian       text NOT NULL,
      created_at   timestamptz NOT NULL DEFAULT now(),
      jawaban      text,
      dijawab_at   timestamptz,
      dijawab_oleh uuid REFERENCES pegawai,
      CHECK ((jawaban IS NULL) = (dijawab_at IS NULL))
    );
    -- Serves the desk of BKD, the oldest first.
    CREATE INDEX laporan_koreksi_open ON laporan_koreksi (created_at, id) WHERE dijawab_at IS NULL;
    -- Serves the page of the person.
    CREATE INDEX laporan_koreksi_person ON laporan_koreksi (pegawai_id, created_at);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE laporan_koreksi;')
}
