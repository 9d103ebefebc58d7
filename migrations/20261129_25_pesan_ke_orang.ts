import type { Knex } from 'knex'

/**
 * The outbox carries messages to a person as well: by more than one way, the next where one fails, in his language,
 * with what opens something sealed, and no longer than it is of use.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE surat_keluar
      ADD COLUMN pegawai_id     uuid REFERENCES pegawai,
      ADD COLUMN saluran        text NOT NULL DEFAULT 'email' CHECK (saluran IN ('email', 'sms')),
      ADD COLUMN lain           jsonb NOT NULL DEFAULT '[]',
      ADD COLUMN bahasa         text NOT NULL DEFAULT 'id' CHECK (bahasa IN ('id', 'en')),
      ADD COLUMN rahasia_sealed text,
      ADD COLUMN berlaku_sampai timestamptz;
    COMMENT ON COLUMN surat_keluar.lain IS 'Where it goes when it cannot go to kepada: [{ saluran, kepada }], in turn.';
    COMMENT ON COLUMN surat_keluar.rahasia_sealed IS 'Words of data that open something: codes and links.';
    COMMENT ON COLUMN surat_keluar.berlaku_sampai IS 'After that nobody is served by it: it is not sent any more.';
    -- Serves what a person was sent lately.
    CREATE INDEX surat_keluar_pegawai ON surat_keluar (pegawai_id, created_at) WHERE pegawai_id IS NOT NULL;

    CREATE TABLE pesan_per_orang (
      pegawai_id uuid PRIMARY KEY REFERENCES pegawai,
      kapan      timestamptz[] NOT NULL,
      boleh      boolean NOT NULL,
      expires_at timestamptz NOT NULL
    );
    COMMENT ON TABLE pesan_per_orang IS 'Messages that were asked for about one person within an hour: so many and no more.';

    ALTER TABLE account
      ADD COLUMN bahasa        text NOT NULL DEFAULT 'id' CHECK (bahasa IN ('id', 'en')),
      ADD COLUMN saluran_utama text CHECK (saluran_utama IN ('email', 'sms'));
    COMMENT ON COLUMN account.saluran_utama IS 'Where messages go first; null: letters by e-mail, codes by SMS.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE account DROP COLUMN bahasa, DROP COLUMN saluran_utama;
    DROP TABLE pesan_per_orang;
    ALTER TABLE surat_keluar DROP COLUMN pegawai_id, DROP COLUMN saluran, DROP COLUMN lain, DROP COLUMN bahasa,
      DROP COLUMN rahasia_sealed, DROP COLUMN berlaku_sampai;
  `)
}
