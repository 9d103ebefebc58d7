import type { Knex } from 'knex'

/**
 * Tries at passwords within the last quarter of an hour. A person stands here by his id; a number that nobody has, by a
 * keyed hash cut to a uuid, so that no number as typed is in the table and both look and cost the same.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    CREATE TABLE percobaan_masuk (
      siapa      uuid NOT NULL,
      peramban   bytea NOT NULL,
      percobaan  timestamptz[] NOT NULL,
      boleh      boolean NOT NULL,
      ditahan_at timestamptz,
      catat      boolean NOT NULL DEFAULT false,
      expires_at timestamptz NOT NULL,
      PRIMARY KEY (siapa, peramban)
    -- Every try changes its row in place, on the same page, and no index with it: there is none on expires_at.
    ) WITH (fillfactor = 70);
    COMMENT ON COLUMN percobaan_masuk.siapa IS 'Without reference: nobody may tell from it who exists.';
    COMMENT ON COLUMN percobaan_masuk.peramban IS 'Fingerprint of a browser that this person signed in from before; empty: all others together.';
    COMMENT ON COLUMN percobaan_masuk.percobaan IS 'When each try of the window was counted that was, or is being, checked; oldest first, no two alike.';
    COMMENT ON COLUMN percobaan_masuk.boleh IS 'Whether the last try may be checked.';
    COMMENT ON COLUMN percobaan_masuk.ditahan_at IS 'When the audit trail was last told that tries are held back.';
    COMMENT ON COLUMN percobaan_masuk.catat IS 'Whether it is to be told of the last try.';

    CREATE TABLE kegagalan_alamat (
      alamat         cidr PRIMARY KEY,
      kapan          timestamptz[] NOT NULL,
      siapa          uuid[] NOT NULL,
      lambat_sampai  timestamptz,
      expires_at     timestamptz NOT NULL
    );
    COMMENT ON COLUMN kegagalan_alamat.kapan IS 'The last failures, oldest first; siapa says of each whom it was about.';
    COMMENT ON COLUMN kegagalan_alamat.lambat_sampai IS 'Until then tries from here are checked slowly, as they stand now.';
  `)
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('DROP TABLE kegagalan_alamat, percobaan_masuk;')
}
