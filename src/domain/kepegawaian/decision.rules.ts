/** Who may decide what a person of the staff recorded: people without a NIP, assignments by hand. */

export type DecisionRefusal = 'tidak-ada' | 'sudah-diputus' | 'pencatat-sendiri' | 'tentang-sendiri' | 'bukan-bkd'

/** What a decision depends on. */
export interface Decidable {
  readonly keadaan: string
  readonly dibuat_oleh: string
  /** Whom it is about, null before there is such a person. */
  readonly pegawai_id: string | null
}

interface Decider {
  readonly sub: string
  readonly isBkd: boolean
}

/**
 * May he confirm it? One of BKD who neither recorded it nor is the person (decision 28: two people for acts that give).
 * @param usulan undefined: there is no such one, or none that he may see
 */
export function judgeConfirmation(
  usulan: Decidable | undefined, { sub, isBkd }: Decider,
): DecisionRefusal | undefined {
  if (!usulan) return 'tidak-ada'
  if (!isBkd) return 'bukan-bkd'
  if (usulan.keadaan !== 'menunggu') return 'sudah-diputus'
  if (usulan.dibuat_oleh === sub) return 'pencatat-sendiri'
  return usulan.pegawai_id === sub ? 'tentang-sendiri' : undefined
}

/** May he refuse it? One of BKD, or whoever recorded it, who takes it back: to refuse gives nobody anything. */
export function judgeRefusal(usulan: Decidable | undefined, { sub, isBkd }: Decider): DecisionRefusal | undefined {
  if (!usulan) return 'tidak-ada'
  if (!isBkd && usulan.dibuat_oleh !== sub) return 'bukan-bkd'
  return usulan.keadaan === 'menunggu' ? undefined : 'sudah-diputus'
}

/** Of a reason that stands in the audit trail. */
export const LONGEST_REASON = 300
