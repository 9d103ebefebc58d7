import type { PersonToday, RoleToday } from '../pegawai/person.ts'

/** Product roles (architecture.md): given by people, dated, bound to an OPD where that makes sense. */
export const ROLES = {
  'admin': { opd: 'never' },
  'keamanan': { opd: 'never' },
  'auditor': { opd: 'never' },
  'bkd': { opd: 'never' },
  'csirt': { opd: 'never' },
  'admin-opd': { opd: 'always' },
  'pengembang': { opd: 'always' },
  'helper-mfa': { opd: 'always' },
  'pemilik-data': { opd: 'always' },
} as const satisfies Record<string, { opd: 'always' | 'never' }>

export type ProductRole = keyof typeof ROLES

/** Seats of the procedure (decision 27): bound to posts, never given; who holds one is read from its post by date. */
export const SEATS = ['kepala-opd', 'kepala-dinas', 'kepala-bidang', 'kepala-seksi'] as const

export type Seat = (typeof SEATS)[number]

/** Whatever lets somebody through a staff door. */
export type Role = ProductRole | Seat

export const isSeat = (role: string): role is Seat => SEATS.some((seat) => seat === role)

/**
 * The roles that a person may use. Whoever is away (tugas belajar, masa persiapan pensiun) keeps his roles and uses none:
 * the staff doors are no self-service.
 */
export function rolesInForce({ keadaan, roles }: Pick<PersonToday, 'keadaan' | 'roles'>): readonly RoleToday[] {
  return keadaan === 'aktif' ? roles : []
}

export type RoleMistake = 'unknown-role' | 'is-seat' | 'needs-opd' | 'takes-no-opd' | 'bad-date' | 'until-is-past'

export const isProductRole = (role: string): role is ProductRole => Object.hasOwn(ROLES, role)

/** A day of the calendar as YYYY-MM-DD. */
export const isDay = (text: string): boolean => {
  const date = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/**
 * Whether a role may be given like this.
 * @param until last day of the role, YYYY-MM-DD, or undefined for no end
 * @param today official day, YYYY-MM-DD
 */
export function checkRoleGrant(
  grant: { role: string; opd: string | undefined; until: string | undefined }, today: string,
): { readonly ok: true; readonly role: ProductRole } | { readonly ok: false; readonly reason: RoleMistake } {
  const { role, opd, until } = grant
  if (isSeat(role)) return { ok: false, reason: 'is-seat' }
  if (!isProductRole(role)) return { ok: false, reason: 'unknown-role' }
  if (ROLES[role].opd === 'always' && opd === undefined) return { ok: false, reason: 'needs-opd' }
  if (ROLES[role].opd === 'never' && opd !== undefined) return { ok: false, reason: 'takes-no-opd' }
  if (until !== undefined && !isDay(until)) return { ok: false, reason: 'bad-date' }
  if (until !== undefined && until < today) return { ok: false, reason: 'until-is-past' }
  return { ok: true, role }
}
