import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto'

/** @returns a random UUID (RFC 9562 version 4) */
export const newId = (): string => randomUUID()

/** The text form of a UUID as PostgreSQL writes it (RFC 9562, 4). */
export const ID_FORM = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** @returns 256 random bits as base64url, 43 characters: client secrets and one-time links */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** @returns the SHA-256 under which a bearer value is kept, so that a leaked table holds no usable one */
export const sha256 = (value: string): Buffer => createHash('sha256').update(value).digest()

// Without letters and digits that sound or look alike when read out on the telephone.
const SPOKEN = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** @returns so many characters that a person can read off a paper or out on the telephone, 5 bits each */
export const newSpokenCode = (length: number): string => Array.from({ length }, () => SPOKEN[randomInt(SPOKEN.length)]).join('')

/** @returns six characters that a person can read out to the help desk; names a request, opens nothing */
export const newHelpCode = (): string => newSpokenCode(6)
