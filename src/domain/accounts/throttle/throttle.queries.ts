import type { Knex } from 'knex'
import type { Database, Statement } from '../../../kernel/db/database.ts'
import { CREDENTIAL, type CredentialRow } from '../account.queries.ts'
import type { KnownBrowser } from './known-browser.rules.ts'
import { browserValues, COUNTED, counting, type TryCounter, WINDOW } from './counting.queries.ts'
import { ADDRESS_FAILURES, ADDRESS_PEOPLE } from './throttle.rules.ts'

/** What is to be counted. */
export interface Try {
  /** Normalised. */
  readonly nip: string
  /** Stands for the number when nobody has it. */
  readonly strangerId: string
  readonly browser: KnownBrowser | undefined
  /** An address, or a network; undefined when it is not known. */
  readonly network: string | undefined
}

/** A counted try, and what a sign-in needs to know. */
export interface CountedTry {
  /** Undefined when nobody has this number. */
  readonly credential: CredentialRow | undefined
  readonly counter: TryCounter
  /** Whether it may be checked. */
  readonly boleh: boolean
  /** Whether the audit trail is to be told that tries are held back: once a window. */
  readonly catat: boolean
  /** Whether the browser is one that this person signed in from before. */
  readonly dikenal: boolean
  /** Whether the address is being slowed. */
  readonly lambat: boolean
  /** Whether the audit trail is to be told so: once a window. */
  readonly kabarkan: boolean
  /** The first try that counts, and now, milliseconds by the database's clock. */
  readonly tertua: number
  readonly kini: number
}

type Row = Omit<CountedTry, 'credential' | 'counter'> & TryCounter & {
  [column in keyof CredentialRow]: CredentialRow[column] | null
}

/**
 * Finds the person behind a number and counts the try, before anything is checked: one statement, committed at once,
 * for a number that nobody has as for any other.
 */
export async function countTry(
  database: Database, { nip, strangerId, browser, network }: Try,
): Promise<CountedTry> {
  const [row] = await database.query<Row>({
    text: `WITH orang AS MATERIALIZED (${CREDENTIAL}),
           siapa AS (SELECT coalesce((SELECT pegawai_id FROM orang), $2::uuid) AS id),
           ${counting(3)},
           kabar AS (
             UPDATE kegagalan_alamat SET dikabarkan_at = now()
             WHERE alamat = $6::cidr AND lambat_sampai > now()
               AND coalesce(dikabarkan_at <= now() - ${WINDOW}, true)
             RETURNING true
           )
           SELECT orang.*, ${COUNTED},
             coalesce((SELECT lambat_sampai > now() FROM kegagalan_alamat WHERE alamat = $6::cidr), false) AS lambat,
             EXISTS (SELECT FROM kabar) AS kabarkan
           FROM hitung LEFT JOIN orang ON true`,
    values: [nip, strangerId, ...browserValues(browser), network ?? null],
  })
  if (!row) throw new Error('a try was not counted')
  const { siapa, peramban, pada, boleh, catat, dikenal, lambat, kabarkan, tertua, kini, ...person } = row
  const credential = person.pegawai_id === null ? undefined : person as CredentialRow
  return { credential, counter: { siapa, peramban, pada }, boleh, catat, dikenal, lambat, kabarkan, tertua, kini }
}

/** Takes one try out of the count: its password was right, or it was never looked at. */
export function giveBack({ siapa, peramban, pada }: TryCounter): Statement {
  return {
    text: `UPDATE percobaan_masuk SET percobaan = array_remove(percobaan, $3::timestamptz)
           WHERE siapa = $1 AND peramban = $2`,
    values: [siapa, peramban, pada],
  }
}

/** Lets a person try anew from every browser: the guesses were at a password that is not his any more. */
export async function forgetTries(trx: Knex.Transaction, pegawaiId: string): Promise<void> {
  await trx.raw('DELETE FROM percobaan_masuk WHERE siapa = ?', [pegawaiId])
}

/**
 * Adds a failure to its address. Failures alone, when they are known as such: on a morning on which a thousand people
 * sign in from one address hundreds of tries are on their way at once, and nearly all are right. Kept are the last
 * ones that it takes to judge, so that the row does not grow with the flood.
 */
export function countFailure(network: string, siapa: string): Statement {
  const most = ADDRESS_FAILURES + 1
  return {
    text: `INSERT INTO kegagalan_alamat AS k (alamat, kapan, siapa, expires_at)
           VALUES ($1::cidr, ARRAY[now()], ARRAY[$2::uuid], now() + ${WINDOW})
           ON CONFLICT (alamat) DO UPDATE SET (kapan, siapa, lambat_sampai, expires_at) = (
             SELECT kapan, siapa,
               CASE WHEN cardinality(kapan) = ${most}
                 AND (SELECT count(DISTINCT s) FROM unnest(siapa) AS s) > ${ADDRESS_PEOPLE}
               THEN kapan[1] + ${WINDOW} END,
               now() + ${WINDOW}
             FROM (SELECT (array_agg(t ORDER BY n))[greatest(1, count(*) - ${ADDRESS_FAILURES}):] AS kapan,
                     (array_agg(s ORDER BY n))[greatest(1, count(*) - ${ADDRESS_FAILURES}):] AS siapa
                   FROM unnest(k.kapan || now(), k.siapa || $2::uuid) WITH ORDINALITY AS lama(t, s, n)
                   WHERE t > now() - ${WINDOW}) AS sisa
           )`,
    values: [network, siapa],
  }
}
