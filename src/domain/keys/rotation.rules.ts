/** What may happen to signing keys, and when (decision 23): next > current > previous > retired. */

export type KeyState = 'next' | 'current' | 'previous' | 'retired'

const MINUTE_MS = 60_000

/** Applications may keep the published keys for a while (`max-age` of the JWKS) before they look again. */
export const PUBLISHED_MS = 15 * MINUTE_MS

/**
 * From the moment a key stopped signing. The last token it signed may be younger by the second in which the nodes swap
 * and the half minute that a request under way may take; the longest token lives ten minutes.
 */
export const SILENT_MS = 15 * MINUTE_MS

/**
 * An application that signs somebody out shows the ID token of his sign-in, however old (RP-Initiated Logout 1.0,
 * section 2): it may be as old as the longest session, twelve hours, counted from the last token the key signed.
 */
export const HINT_MS = 12 * 60 * MINUTE_MS + SILENT_MS

/** A key as far as these rules need it. */
export interface KeyStanding {
  readonly kid: string
  readonly alg: string
  readonly state: KeyState
  readonly publishedAt: Date
  /** When it stopped signing. */
  readonly demotedAt: Date | null
}

/** One key that moves on; `until` where it should have waited and was forced. */
export interface Move {
  readonly kid: string
  readonly alg: string
  readonly until: Date | undefined
}

/** What to do, or the sentence that says why not. */
export type Ruling = { readonly ok: true; readonly moves: readonly Move[] } | { readonly ok: false; readonly why: string }

const refused = (why: string): Ruling => ({ ok: false, why })
const from = (since: Date, ms: number): Date => new Date(since.getTime() + ms)

/** Moves that are due; a forced one carries until when it should have waited. */
const movesOf = (candidates: readonly Candidate[], now: Date): Move[] =>
  candidates.map(({ key: { kid, alg }, due }) => ({ kid, alg, until: due > now ? due : undefined }))

interface Candidate { readonly key: KeyStanding; readonly due: Date }

/**
 * Whether a key that left the published set still tells whose an old ID token was. One that was forced out, since it may
 * be in wrong hands, does not.
 */
export function verifiesHints(key: { readonly demotedAt: Date; readonly retiredAt: Date }, now: Date): boolean {
  return key.retiredAt >= from(key.demotedAt, SILENT_MS) && now < from(key.demotedAt, HINT_MS)
}

/** @returns the algorithms for which no key waits */
export function algsToStage<Alg extends string>(keys: readonly KeyStanding[], algs: readonly Alg[]): Alg[] {
  return algs.filter((alg) => !keys.some((key) => key.alg === alg && key.state === 'next'))
}

/** All keys that wait begin to sign together, once the youngest has been published long enough. */
export function promotion(keys: readonly KeyStanding[], now: Date, { force }: { force: boolean }): Ruling {
  const waiting = keys.filter(({ state }) => state === 'next')
    .map((key) => ({ key, due: from(key.publishedAt, PUBLISHED_MS) }))
  if (waiting.length === 0) return refused('No key waits: `keys stage` makes and publishes one for each algorithm.')
  const last = new Date(Math.max(...waiting.map(({ due }) => due.getTime())))
  if (last > now && !force) {
    return refused('Applications may not know the new keys yet: they have to be published for 15 minutes. '
      + `Promote them from ${last.toISOString()} on.`)
  }
  return { ok: true, moves: movesOf(waiting, now) }
}

/** Every key whose last token is over leaves; the others stay. */
export function retirement(keys: readonly KeyStanding[], now: Date, { force }: { force: boolean }): Ruling {
  const previous = keys.filter(({ state }) => state === 'previous')
    .map((key) => ({ key, due: from(key.demotedAt ?? now, SILENT_MS) }))
  if (previous.length === 0) return refused('No key waits to be retired: `keys promote` replaces those that sign.')
  const leaving = force ? previous : previous.filter(({ due }) => due <= now)
  if (leaving.length === 0) {
    const first = new Date(Math.min(...previous.map(({ due }) => due.getTime())))
    return refused('Tokens that the previous keys signed are still good. '
      + `Retire them from ${first.toISOString()} on, 15 minutes after they stopped signing.`)
  }
  return { ok: true, moves: movesOf(leaving, now) }
}
