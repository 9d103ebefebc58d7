import type { Knex } from 'knex'
import { responsiblePerson } from './klien.queries.ts'
import type { Penanggung } from './kontak.rules.ts'

/** A client that has a contact, and whether its OPD was asked for another one. */
export interface ContactOf {
  readonly clientId: string
  readonly nama: string
  readonly unitId: string
  readonly penanggung: Penanggung
  readonly diminta: boolean
}

/** @returns every client that has a contact and is not closed */
export async function contactsOfClients(trx: Knex.Transaction, today: string): Promise<ContactOf[]> {
  const { rows } = await trx.raw<{ rows: ContactOf[] }>(
    `SELECT c.client_id AS "clientId", a.nama, a.unit_id AS "unitId", c.penerus_diminta_at IS NOT NULL AS diminta,
       ${responsiblePerson('CAST(:today AS date)')} AS penanggung
     FROM client c JOIN aplikasi a ON a.id = c.aplikasi_id
     WHERE c.penanggung_jawab IS NOT NULL AND c.state NOT IN ('draf', 'tutup') ORDER BY c.client_id`, { today })
  return rows
}

/** Writes down that an OPD is asked, or that its contact stands again. @returns false when somebody did before */
export async function markAsked(
  trx: Knex.Transaction, { clientId, at }: { clientId: string; at: Date | null },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `UPDATE client SET penerus_diminta_at = CAST(:at AS timestamptz)
     WHERE client_id = :clientId AND (penerus_diminta_at IS NULL) = (CAST(:at AS timestamptz) IS NOT NULL)
     RETURNING client_id`, { clientId, at })
  return rows.length === 1
}

/** @returns whoever has this number today, as the contact of this client; null when nobody has it */
export async function candidateFor(
  trx: Knex.Transaction, { clientId, nomor, today }: { clientId: string; nomor: string; today: string },
): Promise<Penanggung | null> {
  const { rows } = await trx.raw<{ rows: { calon: Penanggung | null }[] }>(
    `SELECT ${responsiblePerson('CAST(:today AS date)', 'n.pegawai_id')} AS calon
     FROM client c JOIN aplikasi a ON a.id = c.aplikasi_id JOIN pegawai_nip n ON n.nip = :nomor
       AND n.valid_from <= CAST(:today AS date) AND (n.valid_to IS NULL OR n.valid_to > CAST(:today AS date))
     WHERE c.client_id = :clientId`, { clientId, nomor, today })
  return rows[0]?.calon ?? null
}

/** Names the contact of a client; nobody is asked for another one any more. @returns who it was before */
export async function writeContact(
  trx: Knex.Transaction, { clientId, pegawaiId, at }: { clientId: string; pegawaiId: string; at: Date },
): Promise<string | null> {
  const { rows } = await trx.raw<{ rows: { dari: string | null }[] }>(
    `UPDATE client SET penanggung_jawab = CAST(:pegawaiId AS uuid), penerus_diminta_at = NULL, updated_at = :at
     FROM (SELECT penanggung_jawab AS dari FROM client WHERE client_id = :clientId FOR UPDATE) AS before
     WHERE client_id = :clientId RETURNING before.dari`, { clientId, pegawaiId, at })
  return rows[0]?.dari ?? null
}
