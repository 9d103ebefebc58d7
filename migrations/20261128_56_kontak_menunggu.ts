import type { Knex } from 'knex'

/**
 * An e-mail address or telephone number that a source names for somebody with a product role: it waits until the old
 * address agrees, or two people of BKD do (decision 27: a feed gives no power).
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE kontak_menunggu (
      id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      pegawai_id   uuid NOT NULL REFERENCES pegawai,
      kolom        text NOT NULL CHECK (kolom IN ('email', 'no_hp')),
      nilai        text,
      sumber       text NOT NULL,
      run_id       uuid REFERENCES kepegawaian_run,
      sejak        timestamptz NOT NULL,
      batas        timestamptz NOT NULL,
      izin_pertama uuid REFERENCES pegawai,
      putusan      text CHECK (putusan IN ('disetujui', 'ditolak', 'diganti')),
      diputus_at   timestamptz,
      diputus_oleh text,
      CHECK ((putusan IS NULL) = (diputus_at IS NULL))
    );
    COMMENT ON COLUMN kontak_menunggu.batas IS 'Until then the link that the old address was sent may answer.';
    COMMENT ON COLUMN kontak_menunggu.izin_pertama IS 'Of BKD: who allowed it first; somebody else has to follow.';
    -- One question at a time about one column of a person.
    CREATE UNIQUE INDEX kontak_menunggu_open ON kontak_menunggu (pegawai_id, kolom) WHERE putusan IS NULL;
    CREATE INDEX kontak_menunggu_sejak ON kontak_menunggu (sejak, id) WHERE putusan IS NULL;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE kontak_menunggu;')
}
