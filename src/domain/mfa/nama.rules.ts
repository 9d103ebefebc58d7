/** More than the name of any phone; fits a line of a letter. */
const LONGEST = 40

/**
 * @param typed as its owner calls a factor
 * @returns one line of at most 40 characters; undefined when nothing is left
 */
export function factorName(typed: string | undefined): string | undefined {
  const words = (typed ?? '').normalize('NFC').replace(/[\p{C}\s]+/gu, ' ').trim()
  return [...words].slice(0, LONGEST).join('').trim() || undefined
}
