import type { Knex } from 'knex'
import type { Leftovers } from '../../../kernel/db/leftovers.ts'

/** Messages that anybody can bring about, to one person within an hour. */
export const MESSAGES_AN_HOUR = 5

const WINDOW = `interval '1 hour'`

/**
 * Counts a message to a person, if there is room for one: the row is locked until the transaction ends, so that of many
 * at the same time, on any node, exactly so many are.
 * @returns undefined when it was counted, otherwise whole seconds until there is room
 */
export async function takePlace(trx: Knex.Transaction, pegawaiId: string): Promise<number | undefined> {
  const { rows } = await trx.raw<{ rows: { boleh: boolean; wait: number }[] }>(
    `INSERT INTO pesan_per_orang AS p (pegawai_id, kapan, boleh, expires_at)
     VALUES (:pegawaiId, ARRAY[clock_timestamp()], true, clock_timestamp() + ${WINDOW})
     ON CONFLICT (pegawai_id) DO UPDATE SET (kapan, boleh, expires_at) = (
       SELECT CASE WHEN count(*) < ${MESSAGES_AN_HOUR} THEN coalesce(array_agg(t ORDER BY t), '{}') || clock_timestamp()
           ELSE array_agg(t ORDER BY t) END,
         count(*) < ${MESSAGES_AN_HOUR}, clock_timestamp() + ${WINDOW}
       FROM unnest(p.kapan) AS t WHERE t > clock_timestamp() - ${WINDOW})
     RETURNING boleh, greatest(1, ceil(extract(epoch FROM kapan[1] + ${WINDOW} - clock_timestamp())))::int AS wait`, { pegawaiId })
  const [row] = rows
  return row === undefined || row.boleh ? undefined : row.wait
}

/** Gives the last place back: nothing was owed. In the transaction that took it. */
export async function giveBackPlace(trx: Knex.Transaction, pegawaiId: string): Promise<void> {
  await trx.raw('UPDATE pesan_per_orang SET kapan = trim_array(kapan, 1) WHERE pegawai_id = :pegawaiId', { pegawaiId })
}

/** Counts that count no more. */
export const OLD_COUNTS: Leftovers = { table: 'pesan_per_orang', over: 'expires_at < $1' }
