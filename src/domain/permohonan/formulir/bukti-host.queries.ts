import type { Knex } from 'knex'

export interface BuktiHost {
  readonly host: string
  readonly nilai: string
  readonly terbukti_at: Date | null
  readonly cara: 'dns' | 'berkas' | null
  readonly dicoba_at: Date | null
  readonly hasil: string | null
}

/** @returns the value of an application for a host; this one, where none was drawn yet */
export async function drawProof(
  connection: Knex, { permohonanId, host, nilai, at }: { permohonanId: string; host: string; nilai: string; at: Date },
): Promise<BuktiHost | undefined> {
  const { rows } = await connection.raw<{ rows: BuktiHost[] }>(
    `INSERT INTO permohonan_bukti_host (permohonan_id, host, nilai, dibuat_at) VALUES (:permohonanId, :host, :nilai, :at)
     ON CONFLICT (permohonan_id, host) DO UPDATE SET host = excluded.host
     RETURNING host, nilai, terbukti_at, cara, dicoba_at, hasil`, { permohonanId, host, nilai, at })
  return rows[0]
}

/** Writes what a try came to; what was proven once stays proven. @returns whether it is proven by this try for the first time */
export async function writeTry(
  trx: Knex.Transaction, { permohonanId, host, cara, hasil, at }: { permohonanId: string; host: string; cara: string; hasil: string; at: Date },
): Promise<boolean> {
  await trx.raw('UPDATE permohonan_bukti_host SET dicoba_at = ?, hasil = ? WHERE permohonan_id = ? AND host = ?', [at, hasil, permohonanId, host])
  if (hasil !== 'terbukti') return false
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE permohonan_bukti_host SET terbukti_at = ?, cara = ? WHERE permohonan_id = ? AND host = ? AND terbukti_at IS NULL
     RETURNING host`, [at, cara, permohonanId, host])
  return rows.length === 1
}
