/** Whom a rule would meet, counted by OPD with the rules that decide at sign-in: they cannot come to differ. */
import { isShut, keadaanPada } from '../../../pegawai/keadaan.rules.ts'
import type { UnitTree } from '../../../pegawai/unit/directory.rules.ts'
import type { Aturan, Orang } from '../aturan.ts'
import { hasFitting, inGrace, isAbout } from '../cocok.rules.ts'
import type { PersonFacts } from './orang.queries.ts'

/** Everybody whom a rule is about, each in one of the four columns behind the first. */
export interface Hitungan {
  readonly terkena: number
  /** Has something by which he can do what is asked. */
  readonly berfaktor: number
  /** Has nothing fitting, and is let in and reminded on that day. */
  readonly tenggang: number
  /** Has nothing fitting and no grace: he does not get in before he has enrolled. */
  readonly terkunci: number
  /** Has no account yet; he enrols when he activates it. */
  readonly belum_aktif: number
}

export interface HitunganOpd extends Hitungan {
  /** null: people outside any OPD */
  readonly opd: { readonly kode: string | null; readonly nama: string } | null
}

type Column = Exclude<keyof Hitungan, 'terkena'>

const orangOf = (facts: PersonFacts, tree: UnitTree): Orang => ({
  id: facts.id, golongan: facts.golongan, email: facts.email, no_hp: facts.no_hp, roles: facts.roles.map((role) => ({ role })),
  jabatan: { id: null, nama: null, tmt: null, jenis: facts.jenis_jabatan, eselon: facts.eselon },
  unitChain: facts.unit_id === null ? [] : tree.chainOf(facts.unit_id), faktor: facts.faktor.map((jenis) => ({ jenis })),
})

/** Who is frozen, or whose state lets nobody in, is kept out by something else. */
const maySignIn = (facts: PersonFacts, day: string): boolean => !facts.frozen && !isShut(keadaanPada(facts, day))

function columnOf(aturan: Aturan, person: Orang, { activated }: PersonFacts, day: string): Column {
  if (!activated) return 'belum_aktif'
  if (hasFitting(aturan, person)) return 'berfaktor'
  return inGrace(aturan, day) ? 'tenggang' : 'terkunci'
}

const NOBODY: Hitungan = { terkena: 0, berfaktor: 0, tenggang: 0, terkunci: 0, belum_aktif: 0 }

/** @returns the counts by OPD, most people first. @param day on which it is counted, YYYY-MM-DD in WIB */
export function countAffected(
  aturan: Aturan, people: readonly PersonFacts[], tree: UnitTree, day: string,
): HitunganOpd[] {
  const byOpd = new Map<string | undefined, Hitungan>()
  for (const facts of people) {
    if (!maySignIn(facts, day)) continue
    const person = orangOf(facts, tree)
    if (!isAbout(aturan.siapa, person)) continue
    const opd = facts.unit_id === null ? undefined : tree.opdOf(facts.unit_id)?.id
    const before = byOpd.get(opd) ?? NOBODY
    const column = columnOf(aturan, person, facts, day)
    byOpd.set(opd, { ...before, terkena: before.terkena + 1, [column]: before[column] + 1 })
  }
  return [...byOpd].map(([id, counts]) => {
    const unit = id === undefined ? undefined : tree.get(id)
    return { opd: unit ? { kode: unit.kode, nama: unit.nama } : null, ...counts }
  }).toSorted((one, other) => other.terkena - one.terkena || (one.opd?.nama ?? '').localeCompare(other.opd?.nama ?? ''))
}

/** @returns the sum over all OPD */
export function total(rows: readonly Hitungan[]): Hitungan {
  const sum = (column: keyof Hitungan): number => rows.reduce((so, row) => so + row[column], 0)
  return {
    terkena: sum('terkena'), berfaktor: sum('berfaktor'), tenggang: sum('tenggang'), terkunci: sum('terkunci'),
    belum_aktif: sum('belum_aktif'),
  }
}
