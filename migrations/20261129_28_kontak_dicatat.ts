import type { Knex } from 'knex'

/**
 * A contact that somebody of the staff recorded for a person whose number on file is wrong; a second one confirms it.
 * It stands beside what the feed says, which would otherwise write the wrong number over it again.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE kontak_dicatat (
      id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      pegawai_id      uuid NOT NULL REFERENCES pegawai,
      kolom           text NOT NULL CHECK (kolom IN ('email', 'no_hp')),
      nilai           text NOT NULL,
      alasan          text NOT NULL,
      dicatat_oleh    uuid NOT NULL REFERENCES pegawai,
      dicatat_sebagai text NOT NULL,
      dicatat_at      timestamptz NOT NULL,
      putusan         text CHECK (putusan IN ('disetujui', 'ditolak', 'diganti')),
      diputus_oleh    uuid REFERENCES pegawai,
      diputus_at      timestamptz,
      berlaku_at      timestamptz,
      CHECK ((putusan IS NULL) = (diputus_at IS NULL)),
      CHECK ((putusan IS NOT DISTINCT FROM 'disetujui') = (berlaku_at IS NOT NULL)),
      CHECK (putusan IS DISTINCT FROM 'disetujui' OR diputus_oleh <> dicatat_oleh)
    );
    COMMENT ON COLUMN kontak_dicatat.dicatat_sebagai IS 'The product role by which it was recorded.';
    COMMENT ON COLUMN kontak_dicatat.berlaku_at IS 'From then on messages go there: an hour after the second word.';
    -- One question at a time about one column of a person.
    CREATE UNIQUE INDEX kontak_dicatat_open ON kontak_dicatat (pegawai_id, kolom) WHERE putusan IS NULL;
    CREATE INDEX kontak_dicatat_menunggu ON kontak_dicatat (dicatat_at, id) WHERE putusan IS NULL;
    -- Serves where a message goes.
    CREATE INDEX kontak_dicatat_pegawai ON kontak_dicatat (pegawai_id, kolom, berlaku_at) WHERE putusan = 'disetujui';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE kontak_dicatat;')
}
