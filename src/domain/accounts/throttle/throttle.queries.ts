import type { Knex } from 'knex'
import type { Database, Statement } from '../../../kernel/db/database.ts'
import { CREDENTIAL, type CredentialRow } from '../account.queries.ts'
import type { KnownBrowser } from './known-browser.rules.ts'
import { ADDRESS_FAILURES, ADDRESS_PEOPLE, TRIES, WINDOW_MINUTES } from './throttle.rules.ts'

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
  /** Names the row that counts, for `giveBack`. */
  readonly counter: { readonly siapa: string; readonly peramban: Buffer; readonly pada: string }
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

type Row = Omit<CountedTry, 'credential' | 'counter'> & CountedTry['counter'] & {
  [column in keyof CredentialRow]: CredentialRow[column] | null
}

const WINDOW = `interval '${WINDOW_MINUTES} minutes'`

/**
 * Finds the person behind a number and counts the try, before anything is checked: one statement, committed at once,
 * for a number that nobody has as for any other. Of many at the same time exactly those may be checked that the window
 * has room for: the row is locked while it is judged. A browser counts as known when the person signed in from it since
 * he last got a new password: who had the old one is a stranger with it.
 */
export async function countTry(
  database: Database, { nip, strangerId, browser, network }: Try,
): Promise<CountedTry> {
  const people = browser?.people ?? []
  const [row] = await database.query<Row>({
    text: `WITH orang AS MATERIALIZED (${CREDENTIAL}),
           siapa AS (SELECT coalesce((SELECT pegawai_id FROM orang), $2::uuid) AS id),
           sidik AS (SELECT id, sha256($3::bytea || uuid_send(id)) AS sidik FROM siapa),
           kunci AS (
             SELECT id, CASE WHEN EXISTS (
               SELECT FROM unnest($4::bytea[], $5::float8[]) AS kenal(sidik, sejak)
               WHERE kenal.sidik = sidik.sidik AND to_timestamp(kenal.sejak) >=
                 coalesce((SELECT date_trunc('second', password_changed_at::timestamptz) FROM orang), '-infinity')
             ) THEN sidik.sidik ELSE '' END AS peramban FROM sidik
           ),
           hitung AS (
             INSERT INTO percobaan_masuk AS p (siapa, peramban, percobaan, boleh, expires_at)
             SELECT id, peramban, ARRAY[now()], true, now() + ${WINDOW} FROM kunci
             ON CONFLICT (siapa, peramban) DO UPDATE SET (percobaan, boleh, ditahan_at, catat, expires_at) = (
               SELECT
                 CASE WHEN ada.boleh THEN ada.pada || greatest(now(), ada.terakhir + interval '1 microsecond')
                   ELSE ada.pada END,
                 ada.boleh,
                 CASE WHEN ada.catat THEN now() ELSE p.ditahan_at END,
                 ada.catat,
                 now() + ${WINDOW}
               FROM (
                 SELECT coalesce(array_agg(t ORDER BY t), '{}') AS pada, max(t) AS terakhir,
                   count(*) < ${TRIES} AS boleh,
                   count(*) >= ${TRIES} AND coalesce(p.ditahan_at <= now() - ${WINDOW}, true) AS catat
                 FROM unnest(p.percobaan) AS t WHERE t > now() - ${WINDOW}
               ) AS ada
             )
             RETURNING p.siapa, p.peramban, p.percobaan, p.boleh, p.catat
           ),
           kabar AS (
             UPDATE kegagalan_alamat SET dikabarkan_at = now()
             WHERE alamat = $6::cidr AND lambat_sampai > now()
               AND coalesce(dikabarkan_at <= now() - ${WINDOW}, true)
             RETURNING true
           )
           SELECT orang.*, siapa, peramban, boleh, catat, peramban <> '' AS dikenal,
             percobaan[cardinality(percobaan)]::text AS pada,
             extract(epoch FROM percobaan[1])::float8 * 1000 AS tertua,
             extract(epoch FROM now())::float8 * 1000 AS kini,
             coalesce((SELECT lambat_sampai > now() FROM kegagalan_alamat WHERE alamat = $6::cidr), false) AS lambat,
             EXISTS (SELECT FROM kabar) AS kabarkan
           FROM hitung LEFT JOIN orang ON true`,
    values: [
      nip, strangerId, browser?.id ?? Buffer.alloc(0), people.map(({ fingerprint }) => fingerprint),
      people.map(({ since }) => since), network ?? null,
    ],
  })
  if (!row) throw new Error('a try was not counted')
  const { siapa, peramban, pada, boleh, catat, dikenal, lambat, kabarkan, tertua, kini, ...person } = row
  const credential = person.pegawai_id === null ? undefined : person as CredentialRow
  return { credential, counter: { siapa, peramban, pada }, boleh, catat, dikenal, lambat, kabarkan, tertua, kini }
}

/** Takes one try out of the count: its password was right, or it was never looked at. */
export function giveBack({ siapa, peramban, pada }: CountedTry['counter']): Statement {
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
