/** Where a helper is found, as everybody reads it who cannot sign in. */
export interface Kartu {
  readonly ruang: string
  readonly telepon: string
}

export const LONGEST_ROOM = 120

/** A number of a desk as it stands on a door: a landline, with its extension where it has one. */
const PHONE = /^(?:\+|\()?\d[\d ().-]{4,24}(?: (?:pes|ext)\.? ?\d{1,6})?$/i

/** @returns the fields that cannot be published as they are; none where the card is right */
export function mistakesOf({ ruang, telepon }: Kartu): readonly (keyof Kartu)[] {
  return [
    ...ruang.length < 3 || ruang.length > LONGEST_ROOM || /\p{Cc}/u.test(ruang) ? ['ruang' as const] : [],
    ...PHONE.test(telepon) ? [] : ['telepon' as const],
  ]
}
