import type { Knex } from 'knex'

/** Credentials and product roles of people; an account exists once it was activated. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE account (
      pegawai_id          uuid PRIMARY KEY REFERENCES pegawai,
      password_hash       text NOT NULL,
      activated_at        timestamptz NOT NULL DEFAULT now(),
      password_changed_at timestamptz NOT NULL DEFAULT now(),
      frozen_at           timestamptz,
      frozen_reason       text
    );
    COMMENT ON COLUMN account.frozen_at IS 'Frozen by a person here, apart from what the personnel source says.';

    CREATE TABLE product_role (
      id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      pegawai_id uuid NOT NULL REFERENCES pegawai,
      role       text NOT NULL,
      unit_id    uuid REFERENCES unit_kerja,
      valid_from date NOT NULL,
      valid_to   date,
      given_by   text NOT NULL,
      given_at   timestamptz NOT NULL DEFAULT now(),
      revoked_at timestamptz
    );
    -- Serves the guard of every staff door; the same power is not given twice.
    CREATE UNIQUE INDEX product_role_live ON product_role (pegawai_id, role, unit_id) NULLS NOT DISTINCT
      WHERE revoked_at IS NULL;
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE product_role, account;')
}
