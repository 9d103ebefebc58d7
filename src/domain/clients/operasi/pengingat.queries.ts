import type { Knex } from 'knex'
import { responsiblePerson } from './klien.queries.ts'
import type { Penanggung } from './kontak.rules.ts'
import type { Span } from './pengingat.rules.ts'

/** A secret whose contact is reminded now. */
export interface EndingSecret {
  readonly id: string
  readonly clientId: string
  readonly nama: string
  readonly unitId: string
  readonly penanggung: Penanggung | null
  /** Last day, in WIB. */
  readonly hari: string
  /** Days before that on which this reminder is due. */
  readonly batas: number
  /** There is another secret that lives longer. */
  readonly pengganti: boolean
}

/**
 * Writes down which secrets end soon and whose reminder is due, each reminder once: of two nodes at once one gets the row.
 * @param spans of `reminderSpans`
 */
export async function takeReminders(
  trx: Knex.Transaction, { spans, today, at }: { spans: readonly Span[]; today: string; at: Date },
): Promise<EndingSecret[]> {
  const { rows } = await trx.raw<{ rows: EndingSecret[] }>(
    `WITH told AS (
       UPDATE client_secret s SET diingatkan_hari = span.batas
       FROM json_to_recordset(CAST(:spans AS json)) AS span(batas int, dari int, sampai int)
       WHERE s.revoked_at IS NULL AND s.expires_at > :at
         AND (s.expires_at AT TIME ZONE 'Asia/Jakarta')::date - CAST(:today AS date) BETWEEN span.dari AND span.sampai
         AND (s.diingatkan_hari IS NULL OR s.diingatkan_hari > span.batas)
       RETURNING s.id, s.client_id, s.expires_at, span.batas
     )
     SELECT told.id, c.client_id AS "clientId", a.nama, a.unit_id AS "unitId", told.batas,
       (told.expires_at AT TIME ZONE 'Asia/Jakarta')::date AS hari,
       EXISTS (SELECT FROM client_secret o WHERE o.client_id = c.client_id AND o.revoked_at IS NULL
         AND (o.expires_at IS NULL OR o.expires_at > told.expires_at)) AS pengganti,
       ${responsiblePerson('CAST(:today AS date)')} AS penanggung
     FROM told JOIN client c ON c.client_id = told.client_id JOIN aplikasi a ON a.id = c.aplikasi_id
     WHERE c.state <> 'tutup' ORDER BY told.expires_at, told.id`,
    { spans: JSON.stringify(spans), today, at },
  )
  return rows
}
