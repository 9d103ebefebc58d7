import type { Database } from '../../../kernel/db/database.ts'
import { browserValues, COUNTED, counting, type TryCounter } from './counting.queries.ts'
import type { KnownBrowser } from './known-browser.rules.ts'
import { waitSeconds } from './throttle.rules.ts'

/** A counted try of somebody who is known already. */
export interface PersonTry {
  /** Whether it may be checked. */
  readonly boleh: boolean
  /** Whole seconds until one may be; undefined when this one may. */
  readonly waitSeconds: number | undefined
  /** For `giveBack`, once what was typed was right. */
  readonly counter: TryCounter
  /** Whether the audit trail is to be told that tries are held back (`masuk.ditahan`): once a window. */
  readonly catat: boolean
  /** Whether the browser is one that this person signed in from before. */
  readonly dikenal: boolean
}

type Row = Omit<PersonTry, 'waitSeconds' | 'counter'> & TryCounter & { readonly tertua: number; readonly kini: number }

/**
 * Counts a try at anything that proves a person: a code of an authenticator, a recovery code, a code sent to him, a
 * pass. It is the count of his passwords: whoever guesses at several doors has ten tries in a quarter of an hour for all
 * of them together. One statement, committed at once, before anything is checked.
 * @param browser what the browser is known as; each known one counts by itself
 */
export async function takePersonTry(
  database: Database, { pegawaiId, browser }: { pegawaiId: string; browser?: KnownBrowser | undefined },
): Promise<PersonTry> {
  const [row] = await database.query<Row>({
    text: `WITH siapa AS (SELECT $1::uuid AS id),
           orang AS (SELECT password_changed_at FROM account WHERE pegawai_id = $1),
           ${counting(2)}
           SELECT ${COUNTED} FROM hitung`,
    values: [pegawaiId, ...browserValues(browser)],
  })
  if (!row) throw new Error('a try was not counted')
  const { siapa, peramban, pada, boleh, catat, dikenal, tertua, kini } = row
  return {
    boleh, catat, dikenal, counter: { siapa, peramban, pada },
    waitSeconds: boleh ? undefined : waitSeconds(tertua, kini),
  }
}
