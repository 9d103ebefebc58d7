import type { Knex } from 'knex'

/** As migration 20261127_15 made it: for whoever goes back. */
const TELL_ALONE = `
  CREATE OR REPLACE FUNCTION kabarkan_pegawai() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
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
  END $$;`

/**
 * Who sits in a seat on a day, as one query: right at 00:00 WIB and at the commit of a feed, without any job. And whoever
 * acts by somebody else's seat is told of together with him.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE FUNCTION kata_baku(kata text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT lower(regexp_replace(trim(kata), '\\s+', ' ', 'g'))
    $$;
    COMMENT ON FUNCTION kata_baku IS 'Words as they are compared: capitals and blanks do not count.';

    CREATE FUNCTION bertugas_pada(orang uuid, pada date) RETURNS boolean LANGUAGE sql STABLE AS $$
      SELECT COALESCE(k.keadaan, p.keadaan) = 'aktif'
        AND (p.tgl_meninggal IS NULL OR p.tgl_meninggal > pada)
        AND (p.berlaku_sampai IS NULL OR p.berlaku_sampai >= pada)
        AND (p.tmt_pensiun IS NULL OR p.tmt_pensiun > pada OR COALESCE(p.tmt_pensiun <= m.hari, false))
        AND (p.akhir_kontrak IS NULL OR p.akhir_kontrak >= pada OR COALESCE(p.akhir_kontrak + 1 <= m.hari, false))
        AND NOT EXISTS (SELECT FROM account a WHERE a.pegawai_id = p.id AND a.frozen_at IS NOT NULL)
      FROM pegawai p
        LEFT JOIN pegawai_tahan m ON m.pegawai_id = p.id AND m.sebab = 'kalender' AND m.lepas_at IS NULL
        LEFT JOIN LATERAL (
          SELECT t.keadaan FROM kedudukan_terjadwal t
          WHERE t.pegawai_id = p.id AND t.diterapkan_at IS NULL AND t.dibatalkan_at IS NULL AND t.keadaan IS NOT NULL
            AND t.berlaku <= pada
            AND (t.keadaan IN ('aktif', 'terbatas') OR m.hari IS NULL OR t.berlaku > m.hari)
          ORDER BY t.berlaku DESC, t.recorded_at DESC, t.kode DESC LIMIT 1) k ON true
      WHERE p.id = orang
    $$;
    COMMENT ON FUNCTION bertugas_pada IS
      'Whether somebody is aktif on a day (keadaanPada of keadaan.rules.ts says the same) and not frozen.';

    CREATE FUNCTION bekerja_di(orang uuid, atas uuid, hari date) RETURNS boolean LANGUAGE sql STABLE AS $$
      WITH RECURSIVE chain AS (
        SELECT u.id, u.induk_id, 0 AS depth FROM pegawai_jabatan pj JOIN unit_kerja u ON u.id = unit_pada(pj.unit_id, hari)
        WHERE pj.pegawai_id = orang AND pj.valid_from <= hari AND (pj.valid_to IS NULL OR pj.valid_to > hari)
        UNION ALL
        SELECT u.id, u.induk_id, depth + 1 FROM chain JOIN unit_kerja u ON u.id = induk_pada(chain.id, chain.induk_id, hari)
        WHERE depth < 12
      ) SELECT EXISTS (SELECT FROM chain WHERE id = unit_pada(atas, hari))
    $$;
    COMMENT ON FUNCTION bekerja_di IS 'Whether his post on that day lies in a unit or below it.';

    CREATE FUNCTION duduk_di(jabatan text, unit uuid, orang uuid, cara text, sk text, hari date)
    RETURNS TABLE (sampai date) LANGUAGE sql STABLE AS $$
      SELECT NULL::date FROM pegawai_jabatan pj
        JOIN jabatan held ON held.id = pj.jabatan_id LEFT JOIN jabatan j ON j.id = held.padanan_id
      WHERE duduk_di.cara = 'definitif' AND pj.pegawai_id = orang
        AND pj.valid_from <= hari AND (pj.valid_to IS NULL OR pj.valid_to > hari)
        AND unit_pada(pj.unit_id, hari) = unit_pada(unit, hari)
        AND kata_baku(duduk_di.jabatan) IN (kata_baku(held.nama), kata_baku(j.nama))
      UNION ALL
      SELECT max(t.valid_to) - 1 FROM penugasan t
      WHERE t.pegawai_id = orang AND lower(t.jenis) = duduk_di.cara AND t.ended_at IS NULL
        AND t.valid_from <= hari AND (t.valid_to IS NULL OR t.valid_to > hari)
        AND unit_pada(t.unit_id, hari) = unit_pada(unit, hari) AND kata_baku(t.jabatan) = kata_baku(duduk_di.jabatan)
        AND (t.sk IS NULL OR sk_baku(t.sk) = sk_baku(duduk_di.sk))
      HAVING count(*) > 0
      LIMIT 1
    $$;
    COMMENT ON FUNCTION duduk_di IS
      'A row while the directory has somebody in a post in this way, by this letter; sampai: the last day of the assignment.';

    CREATE FUNCTION pemegang_kursi(hari date)
    RETURNS TABLE (kursi_id uuid, pegawai_id uuid, cara text, sampai date, sk text) LANGUAGE sql STABLE AS $$
      WITH own AS (
        SELECT k.id AS kursi_id, h.pegawai_id, h.cara, LEAST(h.selesai, d.sampai) AS sampai, h.sk
        FROM kursi k JOIN kursi_pemegang h ON h.kursi_id = k.id
          CROSS JOIN LATERAL duduk_di(k.jabatan, k.jabatan_unit_id, h.pegawai_id, h.cara, h.sk, hari) d
        WHERE k.ended_at IS NULL AND h.ended_at IS NULL AND h.mulai <= hari AND (h.selesai IS NULL OR h.selesai >= hari)
          AND bertugas_pada(h.pegawai_id, hari)
      ), acting AS (
        SELECT * FROM own
        UNION ALL
        SELECT own.kursi_id, d.kepada, 'delegasi', LEAST(d.selesai, own.sampai), d.dasar
        FROM kursi_delegasi d JOIN own ON own.kursi_id = d.kursi_id AND own.pegawai_id = d.dari
        WHERE d.ended_at IS NULL AND d.mulai <= hari AND d.selesai >= hari
          AND bertugas_pada(d.kepada, hari) AND bekerja_di(d.kepada, d.unit_id, hari)
      )
      SELECT * FROM acting
      UNION ALL
      SELECT k.id, a.pegawai_id, 'pengganti', a.sampai, a.sk FROM kursi k JOIN acting a ON a.kursi_id = k.pengganti_id
      WHERE k.ended_at IS NULL AND NOT EXISTS (SELECT FROM own WHERE own.kursi_id = k.id)
    $$;
    COMMENT ON FUNCTION pemegang_kursi IS 'Everybody who may act in a seat on a day, and how he came to it.';

    CREATE FUNCTION kursi_terkait(orang text[]) RETURNS SETOF text LANGUAGE sql STABLE AS $$
      WITH seat AS (
        SELECT k.id, k.pengganti_id FROM kursi k WHERE k.ended_at IS NULL AND EXISTS (
          SELECT FROM kursi_pemegang h WHERE h.kursi_id = k.id AND h.ended_at IS NULL AND h.pegawai_id = ANY(orang::uuid[]))
      ), near AS (SELECT id FROM seat UNION SELECT pengganti_id FROM seat)
      SELECT h.pegawai_id::text FROM kursi_pemegang h JOIN near ON near.id = h.kursi_id WHERE h.ended_at IS NULL
      UNION
      SELECT d.kepada::text FROM kursi_delegasi d JOIN near ON near.id = d.kursi_id WHERE d.ended_at IS NULL
    $$;
    COMMENT ON FUNCTION kursi_terkait IS 'Whose seats depend on these people: who acts for them, and who does when they are gone.';

    -- Few people by name, many as everybody: a payload holds 8000 bytes.
    CREATE OR REPLACE FUNCTION kabarkan_pegawai() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    DECLARE
      people text[];
    BEGIN
      EXECUTE format('SELECT array_agg(who) FROM (SELECT DISTINCT %I::text AS who FROM changed LIMIT 101) AS few',
                     TG_ARGV[0]) INTO people;
      IF people IS NOT NULL AND cardinality(people) <= 100 THEN
        people := ARRAY(SELECT unnest(people) UNION SELECT kursi_terkait(people));
      END IF;
      IF people IS NOT NULL THEN
        PERFORM pg_notify('satu_login_pegawai', CASE WHEN cardinality(people) > 100 THEN '*'
                                                     ELSE array_to_string(people, ',') END);
      END IF;
      RETURN NULL;
    END $$;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    ${TELL_ALONE}
    DROP FUNCTION kursi_terkait(text[]);
    DROP FUNCTION pemegang_kursi(date);
    DROP FUNCTION duduk_di(text, uuid, uuid, text, text, date);
    DROP FUNCTION bekerja_di(uuid, uuid, date);
    DROP FUNCTION bertugas_pada(uuid, date);
    DROP FUNCTION kata_baku(text);
  `)
}
