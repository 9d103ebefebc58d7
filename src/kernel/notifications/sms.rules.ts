/** What may go into an SMS: anybody who picks up the telephone reads it, and a link in one is how people are robbed. */

/** Octets of one part in the alphabet of GSM 03.38 (3GPP TS 23.038). */
const LONGEST = 160

/** Of that alphabet what is in ASCII as well, without what needs two places. */
const ALPHABET = /^[\n\r A-Za-z0-9@$_!"#%&'()*+,\-./:;<=>?]*$/

/** @returns what is wrong with the text, undefined when it may go */
export function smsFlaw(text: string): string | undefined {
  if (text.length > LONGEST) return `has more than ${LONGEST} characters`
  if (!ALPHABET.test(text)) return 'has letters that make it cost twice'
  if (/:\/\/|\bwww\.|\b[\w-]+\.(?:id|com|net|org|test)\b/i.test(text)) return 'holds a link'
  if (/\d{18}|BTN\d{10}/.test(text.replace(/(?<=\d)[ .-](?=\d)/g, ''))) return 'holds a NIP'
  return undefined
}
