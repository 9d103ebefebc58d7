const SUREL = /^[A-Za-z0-9._%+'-]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}$/

/** @returns the address as it is written, undefined for what no mail server takes (RFC 5321 lengths, ASCII) */
export function parseSurel(text: string): string | undefined {
  return text.length <= 254 && SUREL.test(text) ? text : undefined
}
