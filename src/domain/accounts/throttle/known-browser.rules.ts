import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Somebody who signed in from a browser. */
export interface KnownPerson {
  /** SHA-256 over the browser's id and the person's: who reads it learns of nobody. */
  readonly fingerprint: Buffer
  /** When last, whole seconds since 1970. */
  readonly since: number
}

/** What a browser says of itself, and we have signed: an id of its own, and who signed in from it. */
export interface KnownBrowser {
  /** 16 random bytes. */
  readonly id: Buffer
  /** The latest first. */
  readonly people: readonly KnownPerson[]
  /** Whom it suggests, sealed: opaque here, base64url parts with dots. */
  readonly saran?: string | undefined
}

const ID_BYTES = 16
const FINGERPRINT_BYTES = 32

/** Who share one computer and are remembered by it; whoever was away longest is forgotten first. */
export const MOST_PEOPLE = 10

/** A year without signing in, and a browser is a stranger again. */
export const KNOWN_SECONDS = 365 * 24 * 60 * 60

/**
 * The same is computed in SQL, where the person behind a number is found.
 * @param sub uuid of the person
 */
export function fingerprintOf(id: Buffer, sub: string): Buffer {
  return createHash('sha256').update(id).update(Buffer.from(sub.replaceAll('-', ''), 'hex')).digest()
}

/** When a person signed in from this browser last, whole seconds since 1970; undefined where he never did. */
export function lastSeenOf({ id, people }: KnownBrowser, sub: string): number | undefined {
  const fingerprint = fingerprintOf(id, sub)
  return people.find((person) => person.fingerprint.equals(fingerprint))?.since
}

/** Whether this person signed in from this browser before. */
export const isKnownTo = (browser: KnownBrowser, sub: string): boolean => lastSeenOf(browser, sub) !== undefined

/** Marks the part with the suggestion, which is in no other part. */
const SARAN = '~'

const sign = (key: string, text: string): Buffer => createHmac('sha256', key).update(`perangkat:${text}`).digest()

/**
 * @param keys newest first, at least one
 * @returns the text to keep in the browser: id, people and signature in base64url, times in base 36, and whom it
 *   suggests; at most about 800 characters
 */
export function writeKnownBrowser({ id, people, saran }: KnownBrowser, keys: readonly string[]): string {
  const entries = people.map(({ fingerprint, since }) => `${fingerprint.toString('base64url')}-${since.toString(36)}`)
  const suggested = saran === undefined ? [] : [SARAN + saran.replaceAll('.', SARAN)]
  const text = [id.toString('base64url'), ...entries, ...suggested].join('.')
  return `${text}.${sign(keys[0] ?? '', text).toString('base64url')}`
}

/** base64url has `-` too: what stands behind the fixed length is the time. */
function readPerson(entry: string): KnownPerson {
  const length = Math.ceil(FINGERPRINT_BYTES * 4 / 3)
  return { fingerprint: Buffer.from(entry.slice(0, length), 'base64url'), since: parseInt(entry.slice(length + 1), 36) }
}

/**
 * @param text as the browser sent it
 * @param now seconds since 1970
 * @returns undefined when it is not ours; without those who signed in last a year ago
 */
export function readKnownBrowser(
  text: string | undefined, keys: readonly string[], now: number,
): KnownBrowser | undefined {
  const end = text?.lastIndexOf('.') ?? -1
  if (text === undefined || end < 0) return undefined
  const [signed, signature] = [text.slice(0, end), Buffer.from(text.slice(end + 1), 'base64url')]
  const ours = keys.map((key) => sign(key, signed))
    .some((expected) => expected.length === signature.length && timingSafeEqual(expected, signature))
  if (!ours) return undefined
  const [id = '', ...entries] = signed.split('.')
  const people = entries.filter((entry) => !entry.startsWith(SARAN)).map(readPerson)
    .filter(({ since }) => since > now - KNOWN_SECONDS)
  const saran = entries.find((entry) => entry.startsWith(SARAN))?.slice(1).replaceAll(SARAN, '.')
  return { id: Buffer.from(id, 'base64url'), people, ...(saran !== undefined && { saran }) }
}

/**
 * @param before what the browser was known as
 * @param freshId 16 random bytes, for a browser that was not known
 * @returns the browser as the person's who just signed in from it, beside those who did before
 */
export function rememberPerson(
  before: KnownBrowser | undefined, sub: string, { now, freshId }: { now: number; freshId: Buffer },
): KnownBrowser {
  const id = before?.id ?? freshId.subarray(0, ID_BYTES)
  const fingerprint = fingerprintOf(id, sub)
  const others = (before?.people ?? []).filter((person) => !person.fingerprint.equals(fingerprint))
  return { ...before, id, people: [{ fingerprint, since: now }, ...others].slice(0, MOST_PEOPLE) }
}
