import type { Asked } from '../journey-kode.ts'

/** Before that no other message is sent; the codes themselves keep the same time. */
const RESEND_SECONDS = 60

/** @param now seconds since 1970 @returns seconds until another message may be asked for */
export const waitOf = (asked: Asked | undefined, now: number): number =>
  Math.max(0, (asked?.diminta ?? 0) + RESEND_SECONDS - now)

/** @returns what was asked for, asked for once more */
export const askedAgain = (asked: Asked | undefined, now: number): Asked =>
  ({ ...asked, diminta: now, ulang: (asked?.ulang ?? 0) + 1 })

/** @returns who asked; @throws when nobody did: the journey opens the step of a code for nobody else */
export function pemintaOf(asked: Asked | undefined): NonNullable<Asked['peminta']> {
  if (asked?.peminta === undefined) throw new Error('a code is asked of nobody')
  return asked.peminta
}
