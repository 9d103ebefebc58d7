/** A history in which an assignment stands once, though two sources tell it. */
import { groupSame } from '../../pegawai/penugasan.rules.ts'
import type { Fact } from './riwayat.ts'

/** A fact, and those in which other letters tell the same assignment. */
export interface ToldFact {
  readonly fact: Fact
  readonly also: readonly Fact[]
}

type AssignmentFact = Extract<Fact, { hal: 'penugasan' }>

/** @returns the facts in their order; an assignment once, with whoever else tells it. What was taken back stays apart */
export function toldOnce(facts: readonly Fact[]): ToldFact[] {
  const living = facts.filter((fact): fact is AssignmentFact => fact.hal === 'penugasan' && fact.isi.dicabut === null)
  const groups = groupSame(living, ({ isi, mulai, selesai }) => ({ ...isi, mulai, selesai }))
  const alsoOf = new Map<Fact, readonly Fact[]>(groups.map(([fact, ...also]) => [fact, also]))
  const hidden = new Set([...alsoOf.values()].flat())
  return facts.filter((fact) => !hidden.has(fact)).map((fact) => ({ fact, also: alsoOf.get(fact) ?? [] }))
}
