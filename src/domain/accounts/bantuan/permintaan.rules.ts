import type { ProductRole } from '../role.rules.ts'

/** Who may help a colleague who cannot show his second factor, and how long each step is good (decision 28). */

/** A pass in place of the factor, once; or all factors taken, for the person to set up new ones. */
export type JenisBantuan = 'izin' | 'setel-ulang'

export type KeadaanBantuan =
  | 'menunggu' | 'disetujui' | 'ditolak' | 'dibatalkan' | 'kedaluwarsa' | 'dibuka' | 'dipakai' | 'dilaksanakan'

const HOUR_MS = 60 * 60_000

/** So long somebody may agree. A pass is wanted while the colleague waits at the desk; it is shown within that time. */
export const OPEN_MS: Readonly<Record<JenisBantuan, number>> = { 'izin': 2 * HOUR_MS, 'setel-ulang': 24 * HOUR_MS }

/** So long the owner can object to a reset, from the second word on. */
export const WAIT_MS = 24 * HOUR_MS

/** So long a pass is good once it was shown, in minutes. */
export const PASS_MINUTES = 15

export const LONGEST_TEXT = 300

/** The owner of the account that help is asked for. */
export interface Pemilik {
  readonly id: string
  readonly activated: boolean
  /** Holds a product role: whoever takes his account over gets its power. */
  readonly berperan: boolean
}

/** Somebody of the staff, and what his roles are to the owner. */
export interface Petugas {
  readonly id: string
  /** `helper-mfa` of a unit that the owner is in. */
  readonly pembantu: boolean
  /** `admin-opd` of a unit that the owner is in. */
  readonly adminOpd: boolean
  readonly keamanan: boolean
}

export type TidakBolehMinta = 'sendiri' | 'luar-jangkauan' | 'belum-aktif'

/** @returns why this helper may not ask for help for this person; undefined when he may */
export function reasonNotToAsk(by: Petugas, owner: Pemilik): TidakBolehMinta | undefined {
  if (by.id === owner.id) return 'sendiri'
  if (!by.pembantu) return 'luar-jangkauan'
  return owner.activated ? undefined : 'belum-aktif'
}

export type TidakBolehSetuju = 'sendiri' | 'orang-yang-sama' | 'luar-jangkauan' | 'hanya-keamanan' | 'peminta-tidak-bertugas'

/**
 * @param asked by whom, and whether he is a helper still
 * @returns why this person cannot be the second one; undefined when he can
 */
export function reasonNotToAgree(
  by: Petugas, owner: Pemilik, asked: { readonly oleh: string; readonly bertugas: boolean },
): TidakBolehSetuju | undefined {
  if (by.id === owner.id) return 'sendiri'
  if (by.id === asked.oleh) return 'orang-yang-sama'
  if (!by.keamanan && !by.pembantu && !by.adminOpd) return 'luar-jangkauan'
  if (owner.berperan && !by.keamanan) return 'hanya-keamanan'
  return asked.bertugas ? undefined : 'peminta-tidak-bertugas'
}

/** @returns whether he may stop it: who asked, whoever may see it as a second person, and keamanan always */
export const mayStop = (by: Petugas, oleh: string): boolean =>
  by.id === oleh || by.keamanan || by.pembantu || by.adminOpd

/** @returns the roles whose holders can be the second one, those who know the owner first */
export const secondsFor = ({ berperan }: Pick<Pemilik, 'berperan'>): readonly (readonly ProductRole[])[] =>
  berperan ? [['keamanan']] : [['helper-mfa', 'admin-opd'], ['keamanan']]
