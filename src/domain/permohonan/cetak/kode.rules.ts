/** The code on a printed sheet: 24 characters in groups of four, which a person can read off a paper. */

const GROUP = 4
export const KODE_LENGTH = 24

/** @returns a code as it stands on the paper, `ABCD-EFGH-…` */
export const kodeInGroups = (kode: string): string => kode.match(new RegExp(`.{1,${GROUP}}`, 'g'))?.join('-') ?? ''

/** @param typed as somebody read it off, or a camera: small letters, blanks and hyphens do not matter */
export const readKode = (typed: string): string => typed.replaceAll(/[\s-]/g, '').toUpperCase()
