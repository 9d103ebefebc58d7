/** Names of units and posts as lists write them. Capitals, blanks and punctuation differ; the words do not. */

/** @returns the words alone: two names with the same key are the same name */
export function nameKey(nama: string): string {
  return nama.toLowerCase().replaceAll('&', ' dan ').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}
