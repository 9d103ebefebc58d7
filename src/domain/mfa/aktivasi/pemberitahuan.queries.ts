import type { Knex } from 'knex'

/** Keeps that somebody read a version of the notice; the first time counts. */
export async function keepReading(
  trx: Knex.Transaction, { pegawaiId, versi, at }: { pegawaiId: string; versi: number; at: Date },
): Promise<void> {
  await trx.raw(`INSERT INTO pemberitahuan_dibaca (pegawai_id, versi, dibaca_at) VALUES (:pegawaiId, :versi, :at)
    ON CONFLICT (pegawai_id, versi) DO NOTHING`, { pegawaiId, versi, at })
}
