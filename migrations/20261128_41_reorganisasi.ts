import type { Knex } from 'knex'

/**
 * Units that close with a successor on a day, or bear another name from then on, and the tasks in which BKD looks at
 * what that moved. Where a unit is on a day is a function of the day: it is right at 00:00 WIB without any night job.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE reorganisasi (
      id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      jenis           text NOT NULL CHECK (jenis IN ('gabung', 'pecah', 'nama')),
      unit_id         uuid NOT NULL REFERENCES unit_kerja,
      penerus_id      uuid REFERENCES unit_kerja,
      nama_baru       text,
      berlaku         date NOT NULL,
      dasar           text NOT NULL,
      oleh            text NOT NULL,
      at              timestamptz NOT NULL,
      diterapkan_at   timestamptz,
      dibatalkan_at   timestamptz,
      dibatalkan_oleh text,
      CHECK ((jenis = 'nama') = (nama_baru IS NOT NULL)),
      CHECK ((jenis = 'nama') = (penerus_id IS NULL)),
      CHECK (penerus_id <> unit_id),
      CHECK (diterapkan_at IS NULL OR dibatalkan_at IS NULL),
      CHECK ((dibatalkan_at IS NULL) = (dibatalkan_oleh IS NULL))
    );
    COMMENT ON COLUMN reorganisasi.penerus_id IS 'The main successor: who has no place of his own goes there.';
    COMMENT ON COLUMN reorganisasi.dasar IS 'Number of the regulation or letter.';
    -- A unit closes once.
    CREATE UNIQUE INDEX reorganisasi_tutup ON reorganisasi (unit_id) WHERE dibatalkan_at IS NULL AND jenis <> 'nama';
    -- Serves the look for what is due.
    CREATE INDEX reorganisasi_menunggu ON reorganisasi (berlaku) WHERE diterapkan_at IS NULL AND dibatalkan_at IS NULL;

    CREATE TABLE reorganisasi_bagian (
      reorganisasi_id uuid NOT NULL REFERENCES reorganisasi,
      bagian_id       uuid NOT NULL REFERENCES unit_kerja,
      penerus_id      uuid NOT NULL REFERENCES unit_kerja,
      PRIMARY KEY (reorganisasi_id, bagian_id)
    );
    COMMENT ON TABLE reorganisasi_bagian IS 'Parts of a split unit that go elsewhere than to the main successor.';
    CREATE INDEX reorganisasi_bagian_bagian ON reorganisasi_bagian (bagian_id);

    -- Closed units are few: whoever is alive costs one look by primary key.
    CREATE FUNCTION unit_pada(unit uuid, hari date) RETURNS uuid LANGUAGE plpgsql STABLE SET search_path = public, pg_temp
    AS $$
    DECLARE
      berikut uuid;
    BEGIN
      FOR langkah IN 1..12 LOOP
        SELECT successor_id INTO berikut FROM unit_kerja
          WHERE id = unit AND valid_to <= hari AND successor_id IS NOT NULL;
        EXIT WHEN NOT FOUND;
        unit := berikut;
      END LOOP;
      RETURN unit;
    END $$;
    COMMENT ON FUNCTION unit_pada IS 'The unit itself on days when it lives, its successor from the day on which it is closed.';

    CREATE FUNCTION induk_pada(bagian uuid, induk uuid, hari date) RETURNS uuid LANGUAGE plpgsql STABLE
    SET search_path = public, pg_temp AS $$
    DECLARE
      tujuan uuid;
    BEGIN
      IF induk IS NULL OR NOT EXISTS (SELECT FROM unit_kerja WHERE id = induk AND valid_to <= hari) THEN
        RETURN induk;
      END IF;
      SELECT b.penerus_id INTO tujuan FROM reorganisasi_bagian b JOIN reorganisasi r ON r.id = b.reorganisasi_id
        WHERE b.bagian_id = bagian AND r.unit_id = induk AND r.berlaku <= hari AND r.dibatalkan_at IS NULL;
      RETURN unit_pada(COALESCE(tujuan, induk), hari);
    END $$;
    COMMENT ON FUNCTION induk_pada IS 'Under which unit a part stands on a day: a closed parent has given it on.';

    CREATE TABLE tugas_tinjau (
      id           uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      jenis        text NOT NULL CHECK (jenis IN ('reorganisasi')),
      rujukan      uuid NOT NULL,
      dibuat_at    timestamptz NOT NULL,
      selesai_at   timestamptz,
      selesai_oleh text,
      catatan      text,
      UNIQUE (jenis, rujukan),
      CHECK ((selesai_at IS NULL) = (selesai_oleh IS NULL))
    );
    CREATE TABLE tugas_tinjau_butir (
      tugas_id   uuid NOT NULL REFERENCES tugas_tinjau,
      urut       bigint GENERATED ALWAYS AS IDENTITY,
      jenis      text NOT NULL CHECK (jenis IN ('bagian', 'pegawai', 'penugasan', 'aplikasi', 'peran')),
      pegawai_id uuid REFERENCES pegawai,
      keterangan text,
      ke_id      uuid NOT NULL REFERENCES unit_kerja,
      PRIMARY KEY (tugas_id, urut)
    );
    COMMENT ON COLUMN tugas_tinjau_butir.keterangan IS 'Name of the part, application or role; null for a person.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TABLE tugas_tinjau_butir, tugas_tinjau;
    DROP FUNCTION induk_pada(uuid, uuid, date);
    DROP FUNCTION unit_pada(uuid, date);
    DROP TABLE reorganisasi_bagian, reorganisasi;
  `)
}
