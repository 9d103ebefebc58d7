import type { AturanMasuk } from './aturan.rules.ts'

/** What the ids of a rule are called. */
export interface RuleNames {
  /** Of the OPD whose application it is. */
  readonly opd: string
  /** Of a unit; one that is not here is called by no name. */
  readonly unit: Readonly<Record<string, string>>
}

/** A rule as pages of either language put it together; people are counted, not named. */
export interface RuleParts {
  readonly jenis: AturanMasuk['jenis']
  readonly opd: string
  readonly unit: readonly string[]
  readonly jabatan: readonly string[]
  readonly eselon: readonly string[]
  readonly orang: number
}

const NAMELESS = 'unit lain'

/** @returns a rule with the names of its units instead of their ids */
export function ruleParts(aturan: AturanMasuk, names: RuleNames): RuleParts {
  const base = { jenis: aturan.jenis, opd: names.opd }
  if (aturan.jenis !== 'tertentu') return { ...base, unit: [], jabatan: [], eselon: [], orang: 0 }
  const { unit, jabatan, eselon, orang } = aturan
  return { ...base, unit: unit.map((id) => names.unit[id] ?? NAMELESS), jabatan, eselon, orang: orang.length }
}

const list = (words: readonly string[]): string =>
  new Intl.ListFormat('id-ID', { type: 'disjunction' }).format(words)

/** @returns an entry rule as one Indonesian sentence */
export function ruleInWords(aturan: AturanMasuk, names: RuleNames): string {
  const { jenis, opd, unit, jabatan, eselon, orang } = ruleParts(aturan, names)
  if (jenis === 'semua') return 'Semua pegawai boleh masuk.'
  if (jenis === 'opd') return `Hanya pegawai ${opd} dan unit di bawahnya.`
  const parts = [
    ...unit.length > 0 ? [`pegawai ${list(unit)}, termasuk unit di bawahnya`] : [],
    ...jabatan.length > 0 ? [`pemegang jabatan ${list(jabatan)}`] : [],
    ...eselon.length > 0 ? [`pejabat eselon ${list(eselon)}`] : [],
    ...orang > 0 ? [`${orang} orang yang disebut namanya`] : [],
  ]
  return `Hanya ${parts.join('; ')}.`
}
