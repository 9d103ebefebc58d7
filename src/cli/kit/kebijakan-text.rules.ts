import type { Aturan } from '../../domain/mfa/kebijakan/aturan.ts'
import type { Hitungan } from '../../domain/mfa/kebijakan/simulasi/hitung.rules.ts'
import type { Simulasi } from '../../domain/mfa/kebijakan/simulasi/simulasi.service.ts'
import { alignColumns } from './table.rules.ts'

const given = (conditions: object): string[] => Object.entries(conditions).filter(([, value]) => value !== undefined)
  .map(([name, value]) => value === true ? name : `${name} ${(value as string[]).join(',')}`)

/** @returns the conditions in one cell, "everybody" where there is none */
const cell = (conditions: object, none: string): string => given(conditions).join('; ') || none

/** @returns one line a rule */
export function rulesText(rules: readonly Aturan[]): string {
  if (rules.length === 0) return 'There is no rule: a password will do everywhere.'
  return alignColumns([
    ['id', 'asks', 'who', 'where to', 'where from', 'from', 'grace until', 'trusted device', 'messages'],
    ...rules.map((rule) => [
      rule.id, rule.tuntutan, cell(rule.siapa, 'everybody'), cell(rule.ke, 'everywhere'), cell(rule.dari, 'anywhere'),
      rule.sejak, rule.pendaftaran_sampai ?? 'none', rule.perangkat_tepercaya ? 'yes' : 'no', rule.kode_pesan.join(','),
    ]),
  ])
}

const counts = ({ terkena, berfaktor, tenggang, terkunci, belum_aktif: inactive }: Hitungan): string[] =>
  [terkena, berfaktor, tenggang, terkunci, inactive].map(String)

/** @returns the counts by OPD, and one sentence on what happens when the grace is over */
export function simulationText({ hari, total, terkunci_setelah_tenggang: later, opd }: Simulasi): string {
  return `${alignColumns([
    ['OPD', 'affected', 'has a factor', 'in grace', 'locked out', 'no account yet'],
    ...opd.map((row) => [row.opd?.nama ?? '(no OPD)', ...counts(row)]),
    ['all', ...counts(total)],
  ])}\n\nAs of ${hari}. When the grace is over, ${later} would be locked out until they have enrolled a factor.`
}
