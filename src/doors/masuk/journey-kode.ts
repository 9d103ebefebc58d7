/** Something that was asked for with a number and four digits. */
export interface Asked {
  /** Who asked for a code, and when last, in seconds since 1970; it never leaves the service. */
  readonly peminta?: { readonly siapa: string; readonly cocok: boolean } | undefined
  readonly diminta?: number | undefined
  readonly ulang?: number | undefined
}

/** A forgotten password on its way to a new one. */
export interface ResetState extends Asked {
  /** Digest of the link that this browser holds, and by which way that came: what was proven was proven beside this one. */
  readonly tautan?: string | undefined
  readonly lewat?: 'email' | 'sms' | undefined
}

/** An activation on its way to the first password. */
export interface AktivasiState extends Asked {
  /** Id of whoever proved himself by a code. */
  readonly terbukti?: string | undefined
  /** He said that he is who was named. */
  readonly benar?: boolean
  /** Version of the privacy notice that he read. */
  readonly versi?: number | undefined
}
