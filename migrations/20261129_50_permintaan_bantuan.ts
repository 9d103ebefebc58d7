import type { Knex } from 'knex'

/** What a helper asks for a colleague who cannot show his second factor; a second person has to agree (decision 28). */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE permintaan_bantuan (
      id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      jenis        text NOT NULL CHECK (jenis IN ('izin', 'setel-ulang')),
      pegawai_id   uuid NOT NULL REFERENCES pegawai,
      alasan       text NOT NULL,
      tiket        text NOT NULL,
      diminta_oleh uuid NOT NULL REFERENCES pegawai CHECK (diminta_oleh <> pegawai_id),
      diminta_at   timestamptz NOT NULL,
      batas        timestamptz NOT NULL,
      keadaan      text NOT NULL DEFAULT 'menunggu' CHECK (keadaan IN
        ('menunggu', 'disetujui', 'ditolak', 'dibatalkan', 'kedaluwarsa', 'dibuka', 'dipakai', 'dilaksanakan')),
      diputus_oleh uuid REFERENCES pegawai CHECK (diputus_oleh <> pegawai_id),
      diputus_at   timestamptz,
      laksana_at   timestamptz,
      selesai_at   timestamptz,
      sebab_batal  text CHECK (sebab_batal IN ('pemilik', 'petugas', 'dibuktikan', 'hak-berubah')),
      CHECK ((diputus_oleh IS NULL) = (diputus_at IS NULL)),
      CHECK (keadaan NOT IN ('disetujui', 'dibuka', 'dipakai', 'dilaksanakan') OR diputus_oleh <> diminta_oleh),
      CHECK ((keadaan = 'dibatalkan') = (sebab_batal IS NOT NULL))
    );
    COMMENT ON COLUMN permintaan_bantuan.batas IS 'Until then somebody may agree, and a pass that was agreed to may be shown.';
    COMMENT ON COLUMN permintaan_bantuan.laksana_at IS 'Of a reset: not before then, so that its owner can object.';
    -- Two helpers ask once.
    CREATE UNIQUE INDEX permintaan_bantuan_hidup ON permintaan_bantuan (pegawai_id, jenis)
      WHERE keadaan IN ('menunggu', 'disetujui');
    -- Serves the list, and the passes of a person.
    CREATE INDEX permintaan_bantuan_orang ON permintaan_bantuan (pegawai_id, diminta_at DESC);
    CREATE INDEX permintaan_bantuan_baru ON permintaan_bantuan (diminta_at DESC, id DESC);
    -- Serves the job.
    CREATE INDEX permintaan_bantuan_laksana ON permintaan_bantuan (laksana_at)
      WHERE keadaan = 'disetujui' AND jenis = 'setel-ulang';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE permintaan_bantuan;')
}
