import type { Knex } from 'knex'
import type { Application, TableClient } from './tabel.rules.ts'

/** Lets one loader run at a time: the second one finds what the first has loaded. */
export async function waitForOtherLoaders(trx: Knex.Transaction): Promise<void> {
  await trx.raw(`SELECT pg_advisory_xact_lock(hashtext('seed aplikasi'))`)
}

/**
 * Inserts the applications that are not there; the others stay as people left them.
 * @returns how many were inserted
 * @throws when a printed OPD means no unit
 */
export async function insertApplications(trx: Knex.Transaction, applications: readonly Application[]): Promise<number> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `INSERT INTO aplikasi (nomor, nama, unit_id, opd_tercetak, url_tercetak, posisi_server, jenis, keterangan,
       permohonan, layanan_mandiri)
     SELECT nomor, nama, alias.unit_id, opd_tercetak, url_tercetak, posisi_server, jenis, keterangan, permohonan,
       layanan_mandiri
     FROM json_to_recordset(?::json) AS baris(nomor int, nama text, opd_tercetak text, url_tercetak text,
       posisi_server text, jenis text, keterangan text, permohonan boolean, layanan_mandiri boolean)
     LEFT JOIN unit_alias alias ON alias.nama_tercetak = baris.opd_tercetak
     ON CONFLICT (nomor) DO NOTHING RETURNING nomor`,
    [JSON.stringify(applications)],
  )
  return rows.length
}

/** Inserts the clients that are not there, likewise. @returns how many were inserted */
export async function insertTableClients(trx: Knex.Transaction, clients: readonly TableClient[]): Promise<number> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `INSERT INTO client (client_id, aplikasi_id, host, state, eksternal, metadata)
     SELECT client_id, aplikasi.id, host, state, eksternal, metadata
     FROM json_to_recordset(?::json) AS baris(nomor int, client_id text, host text, state text, eksternal boolean,
       metadata jsonb)
     JOIN aplikasi USING (nomor)
     ON CONFLICT (client_id) DO NOTHING RETURNING client_id`,
    [JSON.stringify(clients)],
  )
  return rows.length
}
