import type { Knex } from 'knex'

/**
 * Product roles by two people (decision 28): one proposes, another gives. Alone gives whoever is the only one who could
 * be either of them (`sendiri`), and nothing but the roles that make the second.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE peran_usulan (
      id             uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      pegawai_id     uuid NOT NULL REFERENCES pegawai,
      peran          text NOT NULL,
      unit_id        uuid REFERENCES unit_kerja,
      sampai         date,
      alasan         text NOT NULL,
      diusulkan_oleh uuid NOT NULL REFERENCES pegawai,
      diusulkan_at   timestamptz NOT NULL,
      keadaan        text NOT NULL DEFAULT 'menunggu' CHECK (keadaan IN ('menunggu', 'diberikan', 'ditolak')),
      diputus_oleh   uuid REFERENCES pegawai,
      diputus_at     timestamptz,
      alasan_tolak   text,
      sendiri        boolean NOT NULL DEFAULT false,
      CHECK ((keadaan = 'menunggu') = (diputus_at IS NULL) AND (diputus_at IS NULL) = (diputus_oleh IS NULL)),
      CHECK ((keadaan = 'ditolak') = (alasan_tolak IS NOT NULL)),
      CONSTRAINT peran_bukan_untuk_diri CHECK (pegawai_id <> diusulkan_oleh),
      CONSTRAINT peran_dua_orang CHECK (keadaan <> 'diberikan' OR diputus_oleh <> diusulkan_oleh
        OR (sendiri AND peran IN ('admin', 'keamanan')))
    );
    COMMENT ON COLUMN peran_usulan.sampai IS 'Last day of the role.';
    -- A role waits once.
    CREATE UNIQUE INDEX peran_usulan_menunggu ON peran_usulan (pegawai_id, peran, unit_id) NULLS NOT DISTINCT
      WHERE keadaan = 'menunggu';
    -- Serves the list of roles, newest first.
    CREATE INDEX product_role_given ON product_role (given_at DESC, id DESC) WHERE revoked_at IS NULL;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP INDEX product_role_given; DROP TABLE peran_usulan;')
}
