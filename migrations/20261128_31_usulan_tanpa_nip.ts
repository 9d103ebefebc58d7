import type { Knex } from 'knex'

/**
 * What is said of people without a NIP, and by whom: somebody enters them or asks for more time, somebody else confirms
 * or refuses; one alone ends them. The rows of a person are his history; the person himself is in `pegawai`.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE tanpa_nip_usulan (
      id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      jenis          text NOT NULL CHECK (jenis IN ('baru', 'perpanjangan', 'pengakhiran')),
      pegawai_id     uuid REFERENCES pegawai,
      kategori       text NOT NULL CHECK (kategori IN ('pejabat-negara', 'tenaga-ahli', 'pengembang-vendor')),
      unit_id        uuid NOT NULL REFERENCES unit_kerja,
      nama           text NOT NULL,
      gelar_depan    text,
      gelar_belakang text,
      tanggal_lahir  date,
      jenis_kelamin  text CHECK (jenis_kelamin IN ('L', 'P')),
      email          text,
      jabatan        text,
      dasar          text,
      sampai         date,
      keadaan        text NOT NULL DEFAULT 'menunggu' CHECK (keadaan IN ('menunggu', 'dikonfirmasi', 'ditolak')),
      dibuat_oleh    uuid NOT NULL REFERENCES pegawai,
      dibuat_at      timestamptz NOT NULL,
      diputus_oleh   uuid REFERENCES pegawai,
      diputus_at     timestamptz,
      alasan         text,
      CHECK (jenis = 'baru' OR pegawai_id IS NOT NULL),
      CHECK (jenis = 'pengakhiran' OR (sampai IS NOT NULL AND dasar IS NOT NULL)),
      CHECK ((kategori = 'pejabat-negara') = (jabatan IS NOT NULL)),
      CHECK ((keadaan = 'menunggu') = (diputus_at IS NULL) AND (diputus_at IS NULL) = (diputus_oleh IS NULL)),
      CONSTRAINT tanpa_nip_dua_orang
        CHECK (jenis = 'pengakhiran' OR keadaan <> 'dikonfirmasi' OR diputus_oleh <> dibuat_oleh)
    );
    COMMENT ON TABLE tanpa_nip_usulan IS 'Acts about people without a NIP; a confirmed one has taken effect.';
    COMMENT ON COLUMN tanpa_nip_usulan.unit_id IS 'The OPD that answers for the person.';
    -- Serves the list, newest first.
    CREATE INDEX tanpa_nip_usulan_dibuat ON tanpa_nip_usulan (dibuat_at DESC, id DESC);
    CREATE INDEX tanpa_nip_usulan_pegawai ON tanpa_nip_usulan (pegawai_id);
    -- The same is not asked for twice while it waits.
    CREATE UNIQUE INDEX tanpa_nip_usulan_perpanjangan ON tanpa_nip_usulan (pegawai_id)
      WHERE keadaan = 'menunggu' AND jenis = 'perpanjangan';
    CREATE UNIQUE INDEX tanpa_nip_usulan_baru ON tanpa_nip_usulan (lower(nama), unit_id)
      WHERE keadaan = 'menunggu' AND jenis = 'baru';
    -- Serves the hourly look for those whose last day is over, and the warnings before.
    CREATE INDEX pegawai_berlaku_sampai ON pegawai (berlaku_sampai) WHERE kategori <> 'asn' AND keadaan = 'aktif';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX pegawai_berlaku_sampai; DROP TABLE tanpa_nip_usulan;')
}
