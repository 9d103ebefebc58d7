/** What this application may want of a sign-in beside who it is (docs/integrating.md): each a link of its page. */
export interface Wish {
  readonly label: string
  readonly lead: string
  /** Parameters of the authorization request that say so. */
  readonly parameters: Readonly<Record<string, string>>
  /** What the ID token must say then: an application looks, whatever it asked for. */
  readonly acr?: readonly string[]
  /** Seconds since the person proved who he is, at most. */
  readonly maxAge?: number
}

const MFA = 'urn:bantenprov:acr:mfa'

const WISHES: Readonly<Record<string, Wish>> = {
  'langkah-kedua': {
    label: 'Minta langkah kedua',
    lead: 'Wajib (claims, acr essential): tanpa langkah kedua, Banten Satu Login menjawab dengan galat.',
    parameters: { claims: JSON.stringify({ id_token: { acr: { essential: true, value: MFA } } }) },
    acr: [MFA, 'urn:bantenprov:acr:tahan-phishing'],
  },
  'bila-ada': {
    label: 'Minta langkah kedua bila ada',
    lead: 'Keinginan (acr_values): yang belum memasangnya tetap masuk.',
    parameters: { acr_values: MFA },
  },
  'baru': {
    label: 'Minta bukti yang baru',
    lead: 'Paling lama 15 menit (max_age): sesudah itu kata sandi ditanyakan lagi.',
    parameters: { max_age: '900' },
    maxAge: 900,
  },
}

/** @returns the wish of that name; undefined for none of ours */
export const wishOf = (name: unknown): Wish | undefined =>
  typeof name === 'string' && Object.hasOwn(WISHES, name) ? WISHES[name] : undefined

/** The wishes as the page shows them. */
export const shownWishes = Object.entries(WISHES).map(([name, { label, lead }]) => ({ name, label, lead }))

/** @returns whether an ID token says what was wanted */
export const isFulfilled = ({ acr }: Pick<Wish, 'acr'>, said: unknown): boolean =>
  acr === undefined || acr.some((one) => one === said)
