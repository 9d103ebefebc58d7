import type { Knex } from 'knex'
import type { Registration } from '../../clients/pendaftaran/client-file.rules.ts'
import type { ClientMetadata, ClientState } from '../../clients/client.types.ts'
import type { Isian } from './isian.schema.ts'

/** A client before what was approved is written onto it. */
export interface ClientBefore {
  readonly aplikasi_id: string
  readonly host: string
  readonly state: ClientState
  readonly acr_minimum: string | null
  readonly aturan_masuk: unknown
  readonly metadata: ClientMetadata
  readonly layanan_mandiri: boolean
}

export async function lockClientBefore(trx: Knex.Transaction, clientId: string): Promise<ClientBefore | undefined> {
  const { rows } = await trx.raw<{ rows: ClientBefore[] }>(
    `SELECT c.aplikasi_id, c.host, c.state, c.acr_minimum, c.aturan_masuk, c.metadata, a.layanan_mandiri
     FROM client c JOIN aplikasi a ON a.id = c.aplikasi_id WHERE c.client_id = ? FOR UPDATE OF c`, [clientId])
  return rows[0]
}

/** A client that was suspended meanwhile stays so, and goes back to `aktif` with what was approved. */
export async function writeApproved(
  trx: Knex.Transaction, registration: Registration, { isian, at }: { isian: Isian; at: Date },
): Promise<void> {
  await trx.raw(
    `UPDATE client SET host = :host, eksternal = :eksternal, acr_minimum = :acr, metadata = :metadata,
       state = CASE WHEN state = 'tangguh' THEN state ELSE 'aktif' END,
       state_sebelum = CASE WHEN state = 'tangguh' THEN 'aktif' END,
       diklaim_at = coalesce(diklaim_at, :at), updated_at = :at, penerus_diminta_at = NULL,
       penanggung_jawab = (SELECT id FROM pegawai WHERE id::text = :penanggung)
     WHERE client_id = :clientId`,
    {
      clientId: registration.client_id, host: registration.host, eksternal: registration.eksternal, at,
      acr: registration.acr_minimum, metadata: JSON.stringify(registration.metadata),
      penanggung: isian.penanggungJawab.pegawaiId ?? '',
    },
  )
}

/** The application of a client: its name, and its PSE number or why Kepala Dinas let it go without one. */
export async function writeApplication(
  trx: Knex.Transaction, { clientId, permohonanId, isian }: { clientId: string; permohonanId: string; isian: Isian },
): Promise<void> {
  await trx.raw(
    `UPDATE aplikasi SET nama = :nama, keterangan = :keterangan, nomor_pse = :pse,
       pse_pengecualian = CASE WHEN CAST(:pse AS text) IS NULL THEN coalesce((
           SELECT left(k.catatan->>'pengecualianPse', 1000) FROM permohonan_keputusan k
           WHERE k.permohonan_id = :permohonanId AND k.catatan->>'pengecualianPse' <> '' ORDER BY k.at DESC LIMIT 1),
         pse_pengecualian) END
     WHERE id = (SELECT aplikasi_id FROM client WHERE client_id = :clientId)`,
    { clientId, permohonanId, nama: isian.nama, keterangan: isian.keterangan, pse: isian.pse.nomor ?? null },
  )
}
