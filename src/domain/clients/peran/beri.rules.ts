import type { Keadaan } from '../../pegawai/kedudukan.rules.ts'

/** Why a role is not given. */
export type GiveRefusal = 'bukan-orang-opd' | 'keadaan' | 'ditahan' | 'tanggal' | 'alasan'

/** What is decided from. */
export interface GiftFacts {
  /** State of the person today, and whether he is held. */
  readonly keadaan: Keadaan
  readonly tahan: boolean
  /** Ids of the units that he works in today, by post or assignment, and of those above. */
  readonly units: readonly string[]
  /** Units of the giver's role that stand above the application's OPD, or are it. */
  readonly giver: readonly string[]
  /** Days as YYYY-MM-DD; the last one may be left out. */
  readonly mulai: string
  readonly selesai?: string | undefined
  readonly alasan: string
  readonly today: string
}

const DAY = /^\d{4}-\d\d-\d\d$/
const isDay = (text: string): boolean => {
  const at = new Date(`${text}T00:00:00Z`)
  return DAY.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/**
 * Whether an `admin-opd` may give somebody a role of an application of his OPD, from a day of the past no more and until
 * a day that is not before it. Whoever is held gets nothing new (domain.md section 5).
 * @returns the unit by which it is given: who leaves it loses the role
 */
export function mayGive(
  { keadaan, tahan, units, giver, mulai, selesai, alasan, today }: GiftFacts,
): { readonly ok: true; readonly unitId: string } | { readonly ok: false; readonly alasan: GiveRefusal } {
  const unitId = giver.find((unit) => units.includes(unit))
  if (unitId === undefined) return { ok: false, alasan: 'bukan-orang-opd' }
  if (keadaan !== 'aktif' && keadaan !== 'terbatas') return { ok: false, alasan: 'keadaan' }
  if (tahan) return { ok: false, alasan: 'ditahan' }
  const isSpan = isDay(mulai) && mulai >= today && (selesai === undefined || (isDay(selesai) && selesai >= mulai))
  if (!isSpan) return { ok: false, alasan: 'tanggal' }
  return alasan.trim().length >= 5 && alasan.length <= 500 ? { ok: true, unitId } : { ok: false, alasan: 'alasan' }
}
