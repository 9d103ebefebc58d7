import type { Keadaan } from '../pegawai/kedudukan.rules.ts'
import type { ClientState } from './client.types.ts'
import { type AturanMasuk, letsIn, type RuledPerson } from './masuk/aturan.rules.ts'

/** What the directory says of a person today. */
export interface Entrant extends RuledPerson {
  readonly keadaan: Keadaan
  /**
   * A mark beside the last good state: what was, goes on (domain.md section 5), so that tokens in use do not depend on
   * it. That such a person gets nothing new is `mayGetMore`, where an application is entered.
   */
  readonly tahan: boolean
}

/** What the registration says. */
export interface Door {
  readonly state: ClientState
  readonly layanan_mandiri: boolean
  readonly penguji_semua: boolean
  /** `sub` of the named testers. */
  readonly penguji: readonly string[]
  /** Whose application it is. */
  readonly opd: { readonly id: string } | null
  /** Who may enter at all, once it is `aktif`. */
  readonly aturan_masuk: AturanMasuk
  /** `sub` of the pilot group while it alone may enter; null: everybody whom the rule lets in. */
  readonly pilot: readonly string[] | null
}

/**
 * `keadaan`, `terbatas`: the person's standing; `klien`: the application is not open; `penguji`: testers only; `aturan`:
 * its entry rule; `pilot`: the pilot group first; `tahan`: the person is held and this would be new to him.
 */
export type EntryRefusal = 'keadaan' | 'klien' | 'terbatas' | 'penguji' | 'aturan' | 'pilot' | 'tahan'

export type Entry = { readonly ok: true } | { readonly ok: false; readonly alasan: EntryRefusal }

/**
 * Whether a person may enter an application (decision 14): `aktif` people every `aktif` client whose entry rule lets
 * them in, `terbatas` people only what is everybody's self-service, a client on trial its testers, any other client
 * nobody. A named tester enters whatever the rule says, since he tries it for others; one who has moved to another OPD is
 * none any more, whatever the list still says. A pilot group narrows the rule and does not replace it.
 *
 * The one function for /auth, code, refresh, userinfo, introspection and the launcher.
 *
 * @returns the first ground of refusal; the person's own standing comes before the client's
 */
export function mayEnter(entrant: Entrant, door: Door): Entry {
  const alasan = refusal(entrant, door)
  return alasan === undefined ? { ok: true } : { ok: false, alasan }
}

function refusal(entrant: Entrant, door: Door): EntryRefusal | undefined {
  const { keadaan } = entrant
  if (keadaan !== 'aktif' && keadaan !== 'terbatas') return 'keadaan'
  if (door.state !== 'aktif' && door.state !== 'uji') return 'klien'
  if (keadaan === 'terbatas' && !door.layanan_mandiri) return 'terbatas'
  if (door.state === 'uji' && isTester(entrant, door)) return undefined
  if (door.state === 'uji' && !door.penguji_semua) return 'penguji'
  if (!letsIn(door.aturan_masuk, entrant, door.opd?.id)) return 'aturan'
  return door.state === 'aktif' && door.pilot?.includes(entrant.id) === false ? 'pilot' : undefined
}

/** Named, and of the OPD that runs the application or of a unit below it. */
function isTester({ id, unitChain }: Entrant, { penguji, opd }: Door): boolean {
  return penguji.includes(id) && unitChain.some((unit) => unit.id === opd?.id)
}

/** What an application would get of a person who is held, and what it has had. */
export interface More {
  /** Names of the claims that it ever received of him; none: he has never entered it. */
  readonly had: ReadonlySet<string>
  /** The person would be asked to agree: outside the province's hosts, and for access without the person. */
  readonly asksConsent: boolean
  /** Names of the claims of his that it asks for. */
  readonly wanted: readonly string[]
  /** It asks for access without the person that he has not agreed to in this session. */
  readonly wantsOffline: boolean
}

/**
 * Whether a held person may enter: an application that he never entered is a new one to him, and a consent that would
 * tell it more than it has had, or let it in without him, is a new consent. What he had, he keeps.
 */
export function mayGetMore({ had, asksConsent, wanted, wantsOffline }: More): Entry {
  const isNew = had.size === 0 || wantsOffline || (asksConsent && wanted.some((claim) => !had.has(claim)))
  return isNew ? { ok: false, alasan: 'tahan' } : { ok: true }
}
