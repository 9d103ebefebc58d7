import type { Knex } from 'knex'
import type { Registration } from '../../clients/pendaftaran/client-file.rules.ts'

/** The client that an application tries out: a row of Table 1 that waited for its OPD, or one that the trial makes. */

/** A trial that was not closed. */
export interface OpenTrial {
  readonly client_id: string
  /** What a row of Table 1 was; null for a client that the trial made. */
  readonly sebelum: Before | null
}

/** A client as it stands in its row. */
export interface Before {
  readonly host: string
  readonly state: string
  readonly eksternal: boolean
  readonly acr_minimum: string | null
  readonly metadata: unknown
}

const BEFORE = `json_build_object('host', host, 'state', state, 'eksternal', eksternal, 'acr_minimum', acr_minimum,
  'metadata', metadata)`

export async function findOpenTrial(trx: Knex.Transaction, permohonanId: string): Promise<OpenTrial | undefined> {
  const { rows } = await trx.raw<{ rows: OpenTrial[] }>(
    'SELECT client_id, sebelum FROM permohonan_uji WHERE permohonan_id = ? AND ditutup_at IS NULL FOR UPDATE', [permohonanId])
  return rows[0]
}

/** @returns the unclaimed client of an application of Table 1 with what it is, locked; undefined where it has none */
export async function lockUnclaimed(
  trx: Knex.Transaction, aplikasiId: string,
): Promise<{ client_id: string; sebelum: Before } | undefined> {
  const { rows } = await trx.raw<{ rows: { client_id: string; sebelum: Before }[] }>(
    `SELECT client_id, ${BEFORE} AS sebelum FROM client
     WHERE aplikasi_id = ? AND diklaim_at IS NULL AND state IN ('aktif', 'menunggu') FOR UPDATE`, [aplikasiId])
  return rows[0]
}

export async function insertApplication(
  trx: Knex.Transaction, { nama, keterangan, unitId }: { nama: string; keterangan: string; unitId: string },
): Promise<string> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    'INSERT INTO aplikasi (nama, keterangan, unit_id) VALUES (?, ?, ?) RETURNING id', [nama, keterangan, unitId])
  return rows[0]?.id ?? ''
}

/**
 * Inserts a client that nobody has claimed yet, or takes up a closed one of the same OPD again.
 * @returns false where its client_id is somebody's
 */
export async function insertTrialClient(
  trx: Knex.Transaction, registration: Registration, { aplikasiId, unitId, at }: { aplikasiId: string; unitId: string; at: Date },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `INSERT INTO client (client_id, aplikasi_id, host, state, eksternal, acr_minimum, metadata, created_at, updated_at)
     VALUES (:clientId, :aplikasiId, :host, 'uji', :eksternal, :acr, :metadata, :at, :at)
     ON CONFLICT (client_id) DO UPDATE SET aplikasi_id = excluded.aplikasi_id, host = excluded.host, state = 'uji',
       eksternal = excluded.eksternal, acr_minimum = excluded.acr_minimum, metadata = excluded.metadata, diklaim_at = NULL,
       updated_at = excluded.updated_at
     WHERE client.state = 'tutup'
       AND EXISTS (SELECT FROM aplikasi a WHERE a.id = client.aplikasi_id AND a.unit_id = :unitId)
     RETURNING client_id`,
    {
      clientId: registration.client_id, aplikasiId, unitId, host: registration.host, eksternal: registration.eksternal,
      acr: registration.acr_minimum, metadata: JSON.stringify(registration.metadata), at,
    },
  )
  return rows.length === 1
}

/** Writes what a trial is registered with onto a client that the transaction has locked. */
export async function writeTrial(trx: Knex.Transaction, registration: Registration, at: Date): Promise<void> {
  await trx.raw(
    `UPDATE client SET host = :host, state = 'uji', eksternal = :eksternal, acr_minimum = :acr, metadata = :metadata, updated_at = :at
     WHERE client_id = :clientId AND state IN ('uji', 'aktif', 'menunggu')`,
    {
      clientId: registration.client_id, host: registration.host, eksternal: registration.eksternal, acr: registration.acr_minimum,
      metadata: JSON.stringify(registration.metadata), at,
    },
  )
}

export async function insertTrial(
  trx: Knex.Transaction,
  { permohonanId, clientId, aplikasiId, sebelum, at }: {
    permohonanId: string; clientId: string; aplikasiId: string; sebelum: Before | null; at: Date
  },
): Promise<void> {
  await trx.raw(
    `INSERT INTO permohonan_uji (permohonan_id, client_id, sebelum, dibuka_at) VALUES (:permohonanId, :clientId, :sebelum, :at)
     ON CONFLICT (permohonan_id) DO UPDATE SET client_id = excluded.client_id, sebelum = excluded.sebelum,
       dibuka_at = excluded.dibuka_at, ditutup_at = NULL`,
    { permohonanId, clientId, sebelum: sebelum && JSON.stringify(sebelum), at })
  await trx.raw('UPDATE permohonan SET client_id = :clientId, aplikasi_id = :aplikasiId WHERE id = :permohonanId',
    { permohonanId, clientId, aplikasiId })
}

export async function endTrial(trx: Knex.Transaction, permohonanId: string, at: Date): Promise<void> {
  await trx.raw('UPDATE permohonan_uji SET ditutup_at = ? WHERE permohonan_id = ? AND ditutup_at IS NULL', [at, permohonanId])
}

/** Gives a row of Table 1 back what it was, or closes a client that the trial made; its secrets open nothing any more. */
export async function restoreClient(
  trx: Knex.Transaction, { client_id: clientId, sebelum }: OpenTrial, at: Date,
): Promise<void> {
  await trx.raw('UPDATE client_secret SET revoked_at = ? WHERE client_id = ? AND revoked_at IS NULL', [at, clientId])
  if (sebelum === null) {
    await trx.raw(`UPDATE client SET state = 'tutup', state_sebelum = NULL, updated_at = ? WHERE client_id = ?`, [at, clientId])
    return
  }
  await trx.raw(
    `UPDATE client SET host = :host, state = :state, state_sebelum = NULL, eksternal = :eksternal, acr_minimum = :acr,
       metadata = :metadata, updated_at = :at WHERE client_id = :clientId`,
    { ...sebelum, acr: sebelum.acr_minimum, metadata: JSON.stringify(sebelum.metadata), clientId, at },
  )
}
