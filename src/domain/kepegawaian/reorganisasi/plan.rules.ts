/** Whether a unit may close, be split or bear another name as somebody plans it (domain.md section 4). */
import { isOpdKind } from '../../pegawai/unit/unit.rules.ts'
import { isAlive, type UnitTree } from '../../pegawai/unit/directory.rules.ts'
import { isDay } from '../days.rules.ts'

export const KINDS = ['gabung', 'pecah', 'nama'] as const
export type ReorganisationKind = (typeof KINDS)[number]

/** As a person fills it in. */
export interface Plan {
  readonly jenis: ReorganisationKind
  readonly unitId: string
  /** first day, YYYY-MM-DD in WIB */
  readonly berlaku: string
  /** number of the regulation or letter */
  readonly dasar: string
  /** `nama` alone */
  readonly namaBaru?: string | undefined
  /** where everything goes that has no place of its own; `gabung` and `pecah` */
  readonly penerusId?: string | undefined
  /** `pecah`: parts that go to another successor */
  readonly bagian?: readonly { readonly bagianId: string; readonly penerusId: string }[]
}

export type PlanField = 'unit' | 'berlaku' | 'dasar' | 'nama' | 'penerus' | 'bagian'

export type PlanMistake =
  | 'tidak-ada' | 'sudah-tutup' | 'puncak' | 'bukan-tanggal' | 'sudah-lewat' | 'kosong' | 'terlalu-panjang' | 'sama'
  | 'penerus-tutup' | 'penerus-di-bawah' | 'penerus-bukan-opd' | 'bagian-lain' | 'satu-penerus'

export interface PlanError {
  readonly field: PlanField
  readonly mistake: PlanMistake
}

const LONGEST = 200

function textMistake(text: string): PlanMistake | undefined {
  if (text.trim() === '') return 'kosong'
  return text.length > LONGEST ? 'terlalu-panjang' : undefined
}

/** @returns what speaks against a successor: it must live on that day, outside the unit, and be an OPD for an OPD */
function successorMistake(id: string | undefined, plan: Plan, tree: UnitTree): PlanMistake | undefined {
  const unit = tree.get(plan.unitId)
  const successor = id === undefined ? undefined : tree.get(id)
  if (!successor) return id === undefined || id === '' ? 'kosong' : 'tidak-ada'
  if (successor.id === plan.unitId) return 'sama'
  if (!isAlive(successor, plan.berlaku) || successor.valid_from > plan.berlaku) return 'penerus-tutup'
  if (tree.chainOf(successor.id).some(({ id: above }) => above === plan.unitId)) return 'penerus-di-bawah'
  return unit && isOpdKind(unit.jenis) && !isOpdKind(successor.jenis) ? 'penerus-bukan-opd' : undefined
}

function partMistake({ jenis, unitId, penerusId, bagian = [] }: Plan, plan: Plan, tree: UnitTree): PlanMistake | undefined {
  if (jenis !== 'pecah') return bagian.length > 0 ? 'bagian-lain' : undefined
  const isOwn = (id: string): boolean => tree.get(id)?.induk_id === unitId
  if (bagian.some(({ bagianId }) => !isOwn(bagianId))) return 'bagian-lain'
  const wrong = bagian.map((part) => successorMistake(part.penerusId, plan, tree)).find((mistake) => mistake !== undefined)
  if (wrong) return wrong
  return bagian.every((part) => part.penerusId === penerusId) ? 'satu-penerus' : undefined
}

/**
 * @param today YYYY-MM-DD in WIB
 * @returns everything that is wrong, in the order of the form; nothing when it may be done
 */
export function checkPlan(plan: Plan, tree: UnitTree, today: string): PlanError[] {
  const { jenis, unitId, berlaku, dasar, namaBaru, penerusId } = plan
  const unit = tree.get(unitId)
  const errors: PlanError[] = []
  const note = (field: PlanField, mistake: PlanMistake | undefined): void => {
    if (mistake) errors.push({ field, mistake })
  }
  if (!unit) note('unit', 'tidak-ada')
  else if (unit.valid_to !== null) note('unit', 'sudah-tutup')
  else if (unit.induk_id === null && jenis !== 'nama') note('unit', 'puncak')
  if (!isDay(berlaku)) note('berlaku', 'bukan-tanggal')
  else if (berlaku < today) note('berlaku', 'sudah-lewat')
  note('dasar', textMistake(dasar))
  if (jenis === 'nama') {
    note('nama', textMistake(namaBaru ?? '') ?? (namaBaru?.trim() === unit?.nama ? 'sama' : undefined))
    return errors
  }
  note('penerus', successorMistake(penerusId, plan, tree))
  note('bagian', partMistake(plan, plan, tree))
  return errors
}
