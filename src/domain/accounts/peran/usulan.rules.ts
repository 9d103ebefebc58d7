import { checkRoleGrant, type ProductRole, type RoleMistake } from '../role.rules.ts'

/** Product roles by two people (decision 28), judged without looking anything up. */

/** What an admin types. */
export interface ProposalInput {
  readonly peran: string
  /** Id of the OPD, empty where none is chosen. */
  readonly unit: string
  /** Last day, empty for no end. */
  readonly sampai: string
  readonly alasan: string
}

export type ProposalMistake = 'bukan-pilihan' | 'kosong' | 'tanpa-opd' | 'bukan-tanggal' | 'sudah-lewat' | 'terlalu-panjang'
  | 'diri-sendiri' | 'ditahan' | 'bukan-pegawai-aktif' | 'sudah-menunggu'

export type ProposalMistakes = Partial<Record<keyof ProposalInput | 'orang', ProposalMistake>>

export const LONGEST_REASON = 300

const FIELD: Readonly<Record<RoleMistake, ProposalMistakes>> = {
  'unknown-role': { peran: 'bukan-pilihan' }, 'is-seat': { peran: 'bukan-pilihan' }, 'needs-opd': { unit: 'kosong' },
  'takes-no-opd': { unit: 'tanpa-opd' }, 'bad-date': { sampai: 'bukan-tanggal' }, 'until-is-past': { sampai: 'sudah-lewat' },
}

/** A role as it was typed without a mistake. */
export interface WantedRole {
  readonly peran: ProductRole
  readonly unitId: string | undefined
  readonly sampai: string | undefined
}

/** @param isOpd whether there is such an OPD today @param today official day, YYYY-MM-DD */
export function readProposal(
  { peran, unit, sampai, alasan }: ProposalInput, { isOpd, today }: { isOpd: (id: string) => boolean; today: string },
): { readonly ok: true; readonly wanted: WantedRole } | { readonly ok: false; readonly galat: ProposalMistakes } {
  const wanted = { unitId: unit === '' ? undefined : unit, sampai: sampai === '' ? undefined : sampai }
  const verdict = checkRoleGrant({ role: peran, opd: wanted.unitId, until: wanted.sampai }, today)
  const galat: ProposalMistakes = {
    ...(wanted.unitId !== undefined && !isOpd(wanted.unitId) && { unit: 'bukan-pilihan' }),
    ...(!verdict.ok && FIELD[verdict.reason]),
    ...(alasan === '' ? { alasan: 'kosong' } : alasan.length > LONGEST_REASON ? { alasan: 'terlalu-panjang' } : {}),
  }
  return verdict.ok && Object.keys(galat).length === 0
    ? { ok: true, wanted: { peran: verdict.role, ...wanted } } : { ok: false, galat }
}

/** @returns why nobody gives a role to this person */
export function reasonNotToPropose(
  person: { readonly id: string; readonly tahan: boolean; readonly keadaan: string }, oleh: string,
): ProposalMistake | undefined {
  if (person.id === oleh) return 'diri-sendiri'
  if (person.tahan) return 'ditahan'
  return person.keadaan === 'aktif' ? undefined : 'bukan-pegawai-aktif'
}

/** The roles that make the second person of two. */
export const SECOND: readonly ProductRole[] = ['admin', 'keamanan']

/**
 * Whether an admin gives alone: nobody else could agree, and it is the role that makes somebody who could.
 * @param others how many others hold one of these roles today
 */
export const givesAlone = (peran: ProductRole, others: number): boolean => others === 0 && SECOND.includes(peran)

export type AnswerRefusal = 'tidak-ada' | 'sudah-diputus' | 'usulan-sendiri' | 'untuk-diri' | 'pengusul-tidak-bertugas' | 'tidak-lagi-bisa'

/** What is known of a proposal when somebody answers it. */
export interface ProposalFacts {
  readonly keadaan: string
  readonly pegawai_id: string
  readonly diusulkan_oleh: string
}

/**
 * Whether somebody may agree to a proposal. To refuse one, one person is enough: whoever may agree, and who proposed it.
 * @param duty whether the proposer is still admin, and the person can be given anything, today
 */
export function reasonNotToGive(
  usulan: ProposalFacts | undefined, oleh: string, duty: { readonly pengusul: boolean; readonly penerima: boolean },
): AnswerRefusal | undefined {
  if (!usulan) return 'tidak-ada'
  if (usulan.keadaan !== 'menunggu') return 'sudah-diputus'
  if (usulan.diusulkan_oleh === oleh) return 'usulan-sendiri'
  if (usulan.pegawai_id === oleh) return 'untuk-diri'
  if (!duty.pengusul) return 'pengusul-tidak-bertugas'
  return duty.penerima ? undefined : 'tidak-lagi-bisa'
}
