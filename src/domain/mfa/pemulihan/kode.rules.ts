/** Ten to a card. */
export const CODES = 10

/** Without letters and digits that look alike on paper. */
export const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** The first characters find the code's row; the others, some 49 bits, prove it (ASVS 5.0, 6.5.2 and 6.5.4). */
const PREFIX = 2
const LENGTH = 12

const FORM = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`)

export interface RecoveryCode {
  readonly awalan: string
  readonly rahasia: string
}

/**
 * @param typed as somebody copied it from the card
 * @returns its two parts, or undefined when it can be none of ours
 */
export function readRecoveryCode(typed: string): RecoveryCode | undefined {
  const code = typed.toUpperCase().replace(/[\s.–-]/g, '')
  return FORM.test(code) ? { awalan: code.slice(0, PREFIX), rahasia: code.slice(PREFIX) } : undefined
}

/** @returns the code as the card shows it, `K7QD-3FMW-2XPA` */
export function writeRecoveryCode({ awalan, rahasia }: RecoveryCode): string {
  return (awalan + rahasia).match(/.{4}/g)?.join('-') ?? ''
}

/**
 * Draws a set.
 * @param draw a random number below `max`, from a generator fit for secrets
 * @returns ten codes, no two of which begin alike
 */
export function drawRecoveryCodes(draw: (max: number) => number): RecoveryCode[] {
  const characters = (count: number): string =>
    Array.from({ length: count }, () => ALPHABET[draw(ALPHABET.length)]).join('')
  const prefixes = new Set<string>()
  while (prefixes.size < CODES) prefixes.add(characters(PREFIX))
  return [...prefixes].map((awalan) => ({ awalan, rahasia: characters(LENGTH - PREFIX) }))
}
