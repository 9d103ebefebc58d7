import type { Keadaan } from '../pegawai/kedudukan.rules.ts'
import type { ClientState } from './client.types.ts'

/** What the directory says of a person today. */
export interface Entrant {
  readonly keadaan: Keadaan
  /**
   * A mark beside the last good state: what was, goes on (domain.md section 5), so entry does not depend on it.
   * That such a person gets nothing new is decided where roles and consents are given.
   */
  readonly tahan: boolean
}

/** What the registration says, for this person. */
export interface Door {
  readonly state: ClientState
  readonly layanan_mandiri: boolean
  readonly penguji_semua: boolean
  /** The person is one of the named testers. */
  readonly isTester: boolean
}

/** `keadaan`, `terbatas`: the person's standing; `klien`: the application is not open; `penguji`: testers only. */
export type EntryRefusal = 'keadaan' | 'klien' | 'terbatas' | 'penguji'

export type Entry = { readonly ok: true } | { readonly ok: false; readonly alasan: EntryRefusal }

/**
 * Whether a person may enter an application (decision 14): `aktif` people every `aktif` client, `terbatas` people
 * only what is everybody's self-service, a client on trial its testers, any other client nobody.
 *
 * @returns the first ground of refusal; the person's own standing comes before the client's
 */
export function mayEnter({ keadaan }: Entrant, door: Door): Entry {
  const alasan = refusal(keadaan, door)
  return alasan === undefined ? { ok: true } : { ok: false, alasan }
}

function refusal(keadaan: Keadaan, door: Door): EntryRefusal | undefined {
  if (keadaan !== 'aktif' && keadaan !== 'terbatas') return 'keadaan'
  if (door.state !== 'aktif' && door.state !== 'uji') return 'klien'
  if (keadaan === 'terbatas' && !door.layanan_mandiri) return 'terbatas'
  return door.state === 'aktif' || door.penguji_semua || door.isTester ? undefined : 'penguji'
}
