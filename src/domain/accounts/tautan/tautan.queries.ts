import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import type { Ending } from '../../../kernel/db/endings.ts'
import type { Leftovers } from '../../../kernel/db/leftovers.ts'

/** Which link: what it opens ('reset', ...) and its digest. */
interface LinkOf {
  readonly tujuan: string
  readonly sidik: Buffer
}

/** Keeps the digest of a new link in place of the one before. */
export async function putLink(
  trx: Knex.Transaction, link: LinkOf & { readonly pegawaiId: string; readonly menit: number },
): Promise<void> {
  await trx.raw(
    `INSERT INTO tautan_sekali (pegawai_id, tujuan, sidik, expires_at)
     VALUES (:pegawaiId, :tujuan, :sidik, clock_timestamp() + make_interval(mins => :menit))
     ON CONFLICT (pegawai_id, tujuan) DO UPDATE
       SET sidik = excluded.sidik, expires_at = excluded.expires_at, used_at = NULL`, { ...link })
}

/** @returns whose living link it is; nothing is spent */
export async function findLink({ knex }: Database, link: LinkOf): Promise<string | undefined> {
  const { rows } = await knex.raw<{ rows: { pegawai_id: string }[] }>(
    `SELECT pegawai_id FROM tautan_sekali
     WHERE tujuan = :tujuan AND sidik = :sidik AND used_at IS NULL AND expires_at > clock_timestamp()`, { ...link })
  return rows[0]?.pegawai_id
}

/** Spends a link in one conditional statement. @returns whose it was, where it was alive until now */
export async function spendLink(trx: Knex.Transaction, link: LinkOf): Promise<string | undefined> {
  const { rows } = await trx.raw<{ rows: { pegawai_id: string }[] }>(
    `UPDATE tautan_sekali SET used_at = clock_timestamp()
     WHERE tujuan = :tujuan AND sidik = :sidik AND used_at IS NULL AND expires_at > clock_timestamp()
     RETURNING pegawai_id`, { ...link })
  return rows[0]?.pegawai_id
}

/** Whatever happens to a person's rights, a link that was on its way opens nothing any more. */
export const LINK_ENDING: Ending = {
  name: 'one-time-links', tables: ['tautan_sekali'],
  sql: `UPDATE tautan_sekali SET expires_at = :at
        WHERE used_at IS NULL AND expires_at > :at AND pegawai_id IN (SELECT pegawai_id FROM leaving)
        RETURNING true AS counts, NULL::jsonb AS told`,
}

/** Links that are good for nothing any more. */
export const EXPIRED_LINKS: Leftovers = { table: 'tautan_sekali', over: 'expires_at < $1', by: 'expires_at' }
