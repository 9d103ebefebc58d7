import type { Database } from '../../../kernel/db/database.ts'
import type { Leftovers } from '../../../kernel/db/leftovers.ts'
import { officeOf } from './kantor.queries.ts'
import { PEOPLE_OF_ADDRESS, PEOPLE_OF_OFFICE, PEOPLE_OF_PASSWORD, SIGNAL_WINDOW } from './batas.rules.ts'

/** A password that was typed in a browser that is new to whom it was typed for. */
export interface StrangeTry {
  /** Id of the person, or what stands for a number that nobody has. */
  readonly siapa: string
  /** As `passwordDigest` makes it. */
  readonly sidik: number
  readonly cocok: boolean
  /** As `networkOf` says it. */
  readonly network: string | undefined
}

/** What a try came to beside its answer. The counts stop a little above the number that is a signal. */
export interface Noted {
  /** How many people were tried from the address; null where it is not known. */
  readonly orangAlamat: number | null
  /** It is more than may be, and was not told within the hour. */
  readonly kabarkanAlamat: boolean
  /** The office whose network it is. */
  readonly kantor: string | null
  /** For how many people this wrong password was typed. */
  readonly orangSandi: number | null
  readonly kabarkanSandi: boolean
  /** The right password is one that was typed, wrongly, for many others. */
  readonly tertebak: boolean
}

/**
 * CTE that remembers `$2` beside those of the last hour in the row of a key, each once. The row is locked while it is
 * judged: of many at the same time one is told that it was too many.
 * @param row how the row comes about, and the SQL of how many people are a signal
 */
const remembering = (
  { table, key, value, when, limit, most }: {
    table: string; key: string; value: string; when: string; limit: string; most: number
  },
): string => `
  INSERT INTO ${table} AS o (${key}, kapan, siapa, expires_at)
  SELECT ${value}, ARRAY[now()], ARRAY[$2::uuid], now() + ${SIGNAL_WINDOW} WHERE ${when}
  ON CONFLICT (${key}) DO UPDATE SET (kapan, siapa, dikabarkan_at, expires_at) = (
    SELECT kapan, siapa,
      CASE WHEN cardinality(siapa) >= ${limit} AND coalesce(o.dikabarkan_at <= now() - ${SIGNAL_WINDOW}, true)
        THEN now() ELSE o.dikabarkan_at END,
      now() + ${SIGNAL_WINDOW}
    FROM (SELECT array_agg(t ORDER BY t, s) AS kapan, array_agg(s ORDER BY t, s) AS siapa
      FROM (SELECT s, max(t) AS t FROM unnest(o.kapan || now(), o.siapa || $2::uuid) AS lama(t, s)
            WHERE t > now() - ${SIGNAL_WINDOW} GROUP BY s ORDER BY max(t) DESC LIMIT ${most}) AS orang) AS ada
  )
  RETURNING cardinality(siapa) AS orang, coalesce(dikabarkan_at = now(), false) AS kabarkan`

const NOTE = `
  WITH kantor AS (${officeOf('$1::cidr')}), alamat AS (${remembering({
    table: 'orang_alamat', key: 'alamat', value: '$1::cidr', when: '$1::cidr IS NOT NULL', most: PEOPLE_OF_OFFICE,
    limit: `CASE WHEN EXISTS (SELECT FROM kantor) THEN ${PEOPLE_OF_OFFICE} ELSE ${PEOPLE_OF_ADDRESS} END`,
  })}), sandi AS (${remembering({
    table: 'tebakan_sandi', key: 'sidik', value: '$3::integer', when: 'NOT $4::boolean', most: PEOPLE_OF_PASSWORD,
    limit: String(PEOPLE_OF_PASSWORD),
  })})
  SELECT (SELECT orang FROM alamat) AS "orangAlamat",
    coalesce((SELECT kabarkan FROM alamat), false) AS "kabarkanAlamat", (SELECT nama FROM kantor) AS kantor,
    (SELECT orang FROM sandi) AS "orangSandi", coalesce((SELECT kabarkan FROM sandi), false) AS "kabarkanSandi",
    $4::boolean AND EXISTS (
      SELECT FROM tebakan_sandi lama WHERE lama.sidik = $3
        AND (SELECT count(*) FROM unnest(lama.kapan, lama.siapa) AS t(pada, s)
             WHERE pada > now() - ${SIGNAL_WINDOW} AND s <> $2::uuid) >= ${PEOPLE_OF_PASSWORD - 1}) AS tertebak`

/** Notes a try, in one statement, committed at once: it counts whatever becomes of the request. */
export async function noteStrangeTry(
  database: Database, { siapa, sidik, cocok, network }: StrangeTry,
): Promise<Noted> {
  const [noted] = await database.query<Noted>({ text: NOTE, values: [network ?? null, siapa, sidik, cocok] })
  if (!noted) throw new Error('a try was not noted')
  return noted
}

/** Tries that are a signal of nothing any more. */
export const OLD_SIGNALS: readonly Leftovers[] = ['orang_alamat', 'tebakan_sandi'].map((table) => (
  { table, over: 'expires_at < $1' }))
