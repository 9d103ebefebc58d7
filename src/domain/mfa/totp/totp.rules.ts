import { timingSafeEqual } from 'node:crypto'
import { generateSync, generateURI } from 'otplib'

/** RFC 6238 as every authenticator application knows it: SHA-1, six digits, steps of thirty seconds. */
export const STEP_SECONDS = 30

/** Steps before and after this one whose code is accepted: it is read, typed and sent (RFC 6238, 5.2). */
const WINDOW = 1

/** How far off a clock is looked for that the window does not reach: ten minutes. Nothing there is accepted. */
const METER_STEPS = 20

/** Wrong codes in a row after which an authenticator is looked at no more (NIST SP 800-63B-4, 3.2.2). */
export const MOST_WRONG = 100

/** How far off the phone's clock is. */
export interface Drift {
  readonly arah: 'lambat' | 'cepat'
  /** Whole minutes, 1 at least. */
  readonly menit: number
}

/** What is kept of an authenticator that decides about a code. */
export interface UsedSteps {
  readonly langkah_terakhir: number
  readonly langkah_hangus: readonly number[]
}

export type TotpVerdict =
  /** Good, if nobody uses the step in the meantime. */
  | { readonly hasil: 'cocok'; readonly langkah: number }
  /** Right, and used up; a new code comes after so many seconds. */
  | { readonly hasil: 'terpakai'; readonly tungguDetik: number }
  /** Right at another time. `hangus` is that time's step when it is still to come: it was told of, and is burnt. */
  | { readonly hasil: 'meleset'; readonly selisih: Drift; readonly hangus: number | undefined }
  | { readonly hasil: 'salah' }

/** @returns the step of thirty seconds that an instant lies in */
export function stepAt(now: Date): number {
  return Math.floor(now.getTime() / 1000 / STEP_SECONDS)
}

/** @returns whole seconds until the next step, 1 to 30 */
export function secondsToNext(now: Date): number {
  return STEP_SECONDS - Math.floor(now.getTime() / 1000) % STEP_SECONDS
}

/**
 * @param typed as somebody typed it, with the spaces that applications show
 * @returns the six digits, or undefined when it is nothing of the kind
 */
export function normaliseCode(typed: string): string | undefined {
  const code = typed.replace(/[\s.-]/g, '')
  return /^[0-9]{6}$/.test(code) ? code : undefined
}

/** @returns the code of a step, six digits */
export function codeAt(secret: string, step: number): string {
  return generateSync({ secret, epoch: step * STEP_SECONDS })
}

/** @returns how far from now, in steps, a code is right, the nearest first: 0, -1, 1, -2 ... */
function offsetsOf(secret: string, code: string, current: number): number[] {
  const typed = Buffer.from(code)
  const offsets = Array.from({ length: METER_STEPS }, (_, index) => [-(index + 1), index + 1]).flat()
  // All are computed and compared, whichever is right: equal work for every code.
  return [0, ...offsets].filter((offset) => timingSafeEqual(Buffer.from(codeAt(secret, current + offset)), typed))
}

function driftOf(offset: number): Drift {
  const menit = Math.max(1, Math.round(Math.abs(offset) * STEP_SECONDS / 60))
  return { arah: offset < 0 ? 'lambat' : 'cepat', menit }
}

/**
 * Judges a code of one authenticator. What lies outside of the window is never accepted; it only tells how far off the
 * clock is. The code of a time to come that was told of must not become good later: whoever guessed would only wait.
 * @param code six digits
 */
export function judgeTotp(secret: string, code: string, now: Date, used: UsedSteps): TotpVerdict {
  const current = stepAt(now)
  const isFree = (step: number): boolean => step > used.langkah_terakhir && !used.langkah_hangus.includes(step)
  const offsets = offsetsOf(secret, code, current)
  const near = offsets.filter((offset) => Math.abs(offset) <= WINDOW)
  const good = near.find((offset) => isFree(current + offset))
  if (good !== undefined) return { hasil: 'cocok', langkah: current + good }
  if (near.length > 0) return { hasil: 'terpakai', tungguDetik: secondsToNext(now) }
  const [off] = offsets
  if (off === undefined) return { hasil: 'salah' }
  return { hasil: 'meleset', selisih: driftOf(off), hangus: off > 0 ? current + off : undefined }
}

/**
 * @param secret in base 32
 * @param label what tells this account from others in the application; no NIP
 * @returns the link that an authenticator application opens or reads from the QR (Key URI format)
 */
export function otpauthUri(secret: string, label: string): string {
  return generateURI({ issuer: 'Banten Satu Login', label, secret })
}

/** @returns the key in groups of four, as people copy it by hand */
export function groupKey(secret: string): string[] {
  return secret.match(/.{1,4}/g) ?? []
}
