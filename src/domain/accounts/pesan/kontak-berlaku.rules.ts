/** Which of the contacts on file a message may go to. */

/** How long a feed must have named it: who changes a number there today opens nothing today. */
const KNOWN_DAYS = 7

export interface OnFile {
  /** what the personnel system says, and since when */
  readonly feed: { readonly nilai: string; readonly sejak: Date } | undefined
  /** what two people of the staff recorded: when the second agreed, and from when on it counts */
  readonly dicatat: { readonly nilai: string; readonly diputus: Date; readonly berlaku: Date } | undefined
  /** when the first import of this instance was applied; what came with it has no past to compare with */
  readonly awal: Date | undefined
}

export interface InForce {
  readonly nilai: string
  /** whether a message may go there now */
  readonly boleh: boolean
}

/**
 * What was recorded by hand goes before the feed, until the feed itself names something newer and has done so long enough.
 * @returns undefined when nothing is on file
 */
export function contactInForce({ feed, dicatat, awal }: OnFile, at: Date): InForce | undefined {
  const known = feed !== undefined
    && (feed.sejak.getTime() <= at.getTime() - KNOWN_DAYS * 86_400_000 || (awal !== undefined && feed.sejak <= awal))
  if (dicatat !== undefined && dicatat.berlaku <= at && !(known && feed.sejak > dicatat.diputus)) {
    return { nilai: dicatat.nilai, boleh: true }
  }
  return feed && { nilai: feed.nilai, boleh: known }
}

/**
 * The order in which ways are tried.
 * @param utama the person's own wish, null when he has none
 * @param sebagai a code is wanted at once and fits an SMS, a letter has more to say
 */
export function orderOf(utama: 'email' | 'sms' | null, sebagai: 'surat' | 'kode'): readonly ('email' | 'sms')[] {
  return (utama ?? (sebagai === 'kode' ? 'sms' : 'email')) === 'sms' ? ['sms', 'email'] : ['email', 'sms']
}
