import type { KnownBrowser } from './known-browser.rules.ts'
import { TRIES, WINDOW_MINUTES } from './throttle.rules.ts'

export const WINDOW = `interval '${WINDOW_MINUTES} minutes'`

/** Names the row that counts one try, for `giveBack`. */
export interface TryCounter {
  readonly siapa: string
  readonly peramban: Buffer
  readonly pada: string
}

/** @returns the three values that `counting` reads of a browser */
export function browserValues(browser: KnownBrowser | undefined): unknown[] {
  const people = browser?.people ?? []
  return [
    browser?.id ?? Buffer.alloc(0), people.map(({ fingerprint }) => fingerprint), people.map(({ since }) => since),
  ]
}

/**
 * CTEs that end in `hitung`: count one try of whoever `siapa` (id) is, before anything is checked. Of many at the same
 * time exactly those may be checked that the window has room for: the row is locked while it is judged. A browser counts
 * as known when the person signed in from it since he last got a new password (`orang`, password_changed_at): who had
 * the old one is a stranger with it.
 * @param first number of the placeholder of the first of `browserValues`
 */
export const counting = (first: number): string => `
  sidik AS (SELECT id, sha256($${first}::bytea || uuid_send(id)) AS sidik FROM siapa),
  kunci AS (
    SELECT id, CASE WHEN EXISTS (
      SELECT FROM unnest($${first + 1}::bytea[], $${first + 2}::float8[]) AS kenal(sidik, sejak)
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
  )`

/** Columns of `hitung` as a try is read. */
export const COUNTED = `siapa, peramban, boleh, catat, peramban <> '' AS dikenal,
  percobaan[cardinality(percobaan)]::text AS pada, extract(epoch FROM percobaan[1])::float8 * 1000 AS tertua,
  extract(epoch FROM now())::float8 * 1000 AS kini`
