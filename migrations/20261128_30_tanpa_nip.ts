import type { Knex } from 'knex'

/**
 * People without a NIP are in the directory like everybody else, with a kind, a last day and a number of their own
 * (domain/pegawai/nomor.rules.ts). What SIASN says of every civil servant is not known of them: no kedudukan hukum, and
 * not always a birth date. A civil servant still has both.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE pegawai
      ADD COLUMN kategori text NOT NULL DEFAULT 'asn'
        CHECK (kategori IN ('asn', 'pejabat-negara', 'tenaga-ahli', 'pengembang-vendor')),
      ADD COLUMN berlaku_sampai date,
      ALTER COLUMN tanggal_lahir DROP NOT NULL,
      ALTER COLUMN kedudukan_kode DROP NOT NULL,
      ADD CONSTRAINT pegawai_asn_lengkap
        CHECK (kategori <> 'asn' OR (tanggal_lahir IS NOT NULL AND kedudukan_kode IS NOT NULL)),
      ADD CONSTRAINT pegawai_tanpa_nip_berakhir CHECK ((kategori = 'asn') = (berlaku_sampai IS NULL));
    COMMENT ON COLUMN pegawai.berlaku_sampai IS 'Last day of a person without a NIP.';

    ALTER TABLE pegawai_nip DROP CONSTRAINT pegawai_nip_nip_check;
    ALTER TABLE pegawai_nip ADD CONSTRAINT pegawai_nip_nip_check CHECK (nip ~ '^([0-9]{18}|BTN[0-9]{10})$');
    COMMENT ON COLUMN pegawai_nip.nip IS 'What is typed at the login box: a NIP, or the BTN number of who has none.';
  `)
}

/** @throws while somebody without a NIP is there: he would be lost */
export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ALTER TABLE pegawai_nip DROP CONSTRAINT pegawai_nip_nip_check;
    ALTER TABLE pegawai_nip ADD CONSTRAINT pegawai_nip_nip_check CHECK (nip ~ '^[0-9]{18}$');
    COMMENT ON COLUMN pegawai_nip.nip IS NULL;
    ALTER TABLE pegawai
      DROP CONSTRAINT pegawai_asn_lengkap,
      DROP COLUMN kategori,
      DROP COLUMN berlaku_sampai,
      ALTER COLUMN tanggal_lahir SET NOT NULL,
      ALTER COLUMN kedudukan_kode SET NOT NULL;
  `)
}
