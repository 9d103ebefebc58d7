/** Reading the file of a rule: what is wrong in it, and whom it names. */
import type { z } from 'zod'
import type { Aturan } from './aturan.ts'
import { type RuleFile, ruleFile } from './aturan.schema.ts'

export interface Mistake {
  readonly field: string
  readonly message: string
}

/** What names in a file mean, those that mean something. */
export interface Names {
  /** Unit ids by code. */
  readonly opd: ReadonlyMap<string, string>
  /** `sub` by NIP. */
  readonly pegawai: ReadonlyMap<string, string>
  readonly klien: ReadonlySet<string>
}

const mistakeOf = ({ path, message }: z.core.$ZodIssue): Mistake => ({ field: path.join('.') || 'file', message })

/** @returns the file as it is written, or every mistake in it at once */
export function readRuleFile(file: unknown): { rule: RuleFile } | { mistakes: readonly Mistake[] } {
  const read = ruleFile.safeParse(file)
  if (!read.success) return { mistakes: read.error.issues.map(mistakeOf) }
  const { sejak, pendaftaran_sampai: until } = read.data
  if (until !== null && until < sejak) {
    return { mistakes: [{ field: 'pendaftaran_sampai', message: 'lies before the first day of the rule' }] }
  }
  return { rule: read.data }
}

/** @returns the rule with ids in the place of codes and NIPs, or what names nothing; a NIP is not repeated */
export function resolveNames(rule: RuleFile, names: Names): { aturan: Aturan } | { mistakes: readonly Mistake[] } {
  const mistakes: Mistake[] = []
  const ids = (field: 'opd' | 'pegawai', what: string) => rule.siapa[field]?.map((name, index) => {
    const id = names[field].get(name)
    if (id === undefined) mistakes.push({ field: `siapa.${field}.${index}`, message: what })
    return id ?? ''
  })
  const siapa = { ...rule.siapa, opd: ids('opd', 'is the code of no unit'), pegawai: ids('pegawai', 'is nobody\'s NIP today') }
  for (const [index, id] of (rule.ke.klien ?? []).entries()) {
    if (!names.klien.has(id)) mistakes.push({ field: `ke.klien.${index}`, message: 'is no registered client' })
  }
  return mistakes.length > 0 ? { mistakes } : { aturan: { ...rule, siapa } }
}
