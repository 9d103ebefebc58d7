import type { Knex } from 'knex'

/**
 * Assignments by hand: a letter is recorded by one person, confirmed by another, and stands in `penugasan` under the
 * source `manual` from then on. The scan lies apart and sealed, so that no list ever reads it, until its day to go.
 *
 * A manual assignment gives way when a source brings the letter itself: the same person, the same SK but for capitals,
 * blanks and punctuation. The database does it, whichever source it is and whoever writes it down.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION sk_baku(sk text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT nullif(upper(regexp_replace(sk, '[^A-Za-z0-9]', '', 'g')), '')
    $$;

    ALTER TABLE penugasan ADD COLUMN digantikan_oleh uuid REFERENCES penugasan;
    COMMENT ON COLUMN penugasan.digantikan_oleh IS 'The same letter as a source brought it; ended_at says when.';
    CREATE INDEX penugasan_digantikan ON penugasan (digantikan_oleh) WHERE digantikan_oleh IS NOT NULL;

    CREATE FUNCTION penugasan_beri_jalan() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      UPDATE penugasan manual SET ended_at = now(), digantikan_oleh = sumber.id
      FROM tiba sumber
      WHERE sumber.sumber <> 'manual' AND sumber.ended_at IS NULL AND manual.pegawai_id = sumber.pegawai_id
        AND manual.sumber = 'manual' AND manual.ended_at IS NULL AND sk_baku(manual.sk) = sk_baku(sumber.sk);
      RETURN NULL;
    END $$;
    CREATE TRIGGER penugasan_beri_jalan AFTER INSERT ON penugasan REFERENCING NEW TABLE AS tiba
      FOR EACH STATEMENT EXECUTE FUNCTION penugasan_beri_jalan();

    CREATE TABLE penugasan_usulan (
      id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      pegawai_id     uuid NOT NULL REFERENCES pegawai,
      jenis          text NOT NULL CHECK (jenis IN ('PLT', 'PLH', 'PJ', 'TT')),
      jabatan        text NOT NULL,
      unit_id        uuid NOT NULL REFERENCES unit_kerja,
      mulai          date NOT NULL,
      selesai        date NOT NULL,
      sk             text NOT NULL,
      keadaan        text NOT NULL DEFAULT 'menunggu'
        CHECK (keadaan IN ('menunggu', 'dikonfirmasi', 'ditolak', 'dicabut')),
      penugasan_id   uuid UNIQUE REFERENCES penugasan,
      dibuat_oleh    uuid NOT NULL REFERENCES pegawai,
      dibuat_at      timestamptz NOT NULL,
      diputus_oleh   uuid REFERENCES pegawai,
      diputus_at     timestamptz,
      alasan         text,
      dicabut_oleh   uuid REFERENCES pegawai,
      dicabut_at     timestamptz,
      alasan_cabut   text,
      CHECK (selesai >= mulai),
      CHECK ((keadaan = 'menunggu') = (diputus_at IS NULL) AND (diputus_at IS NULL) = (diputus_oleh IS NULL)),
      CHECK ((keadaan IN ('dikonfirmasi', 'dicabut')) = (penugasan_id IS NOT NULL)),
      CHECK ((keadaan = 'dicabut') = (dicabut_at IS NOT NULL)),
      CONSTRAINT penugasan_dua_orang CHECK (keadaan NOT IN ('dikonfirmasi', 'dicabut') OR diputus_oleh <> dibuat_oleh)
    );
    COMMENT ON COLUMN penugasan_usulan.selesai IS 'Last day of the letter.';
    -- Serves the list, newest first.
    CREATE INDEX penugasan_usulan_dibuat ON penugasan_usulan (dibuat_at DESC, id DESC);
    CREATE INDEX penugasan_usulan_pegawai ON penugasan_usulan (pegawai_id);
    -- A letter waits once.
    CREATE UNIQUE INDEX penugasan_usulan_sk ON penugasan_usulan (pegawai_id, sk_baku(sk)) WHERE keadaan = 'menunggu';

    CREATE TABLE penugasan_pindaian (
      usulan_id  uuid PRIMARY KEY REFERENCES penugasan_usulan ON DELETE CASCADE,
      jenis      text NOT NULL CHECK (jenis IN ('application/pdf', 'image/jpeg', 'image/png')),
      ukuran     integer NOT NULL,
      sha256     bytea NOT NULL,
      isi_sealed text NOT NULL,
      hapus_pada date NOT NULL
    );
    COMMENT ON COLUMN penugasan_pindaian.hapus_pada IS 'First day on which nobody needs the scan any more.';
    -- Serves the purge.
    CREATE INDEX penugasan_pindaian_hapus ON penugasan_pindaian (hapus_pada);
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE penugasan_pindaian, penugasan_usulan;
    DROP TRIGGER penugasan_beri_jalan ON penugasan;
    DROP FUNCTION penugasan_beri_jalan();
    ALTER TABLE penugasan DROP COLUMN digantikan_oleh;
    DROP FUNCTION sk_baku(text);
  `)
}
