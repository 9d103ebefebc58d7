import type { PersonToday } from '../../pegawai/person.ts'

/**
 * The roles of one application that a person has today. A role counts while he works in the OPD by which it was given or
 * below it, by post or assignment: on the day on which he leaves it is gone, whether its row has been ended yet or not.
 * @returns codes in the order of the alphabet, each once
 */
export function appRolesOf(
  { peranAplikasi = [], unitChain, penugasan }: Pick<PersonToday, 'peranAplikasi' | 'unitChain' | 'penugasan'>, clientId: string,
): string[] {
  const units = new Set([...unitChain.map(({ id }) => id), ...penugasan.flatMap(({ rantai }) => rantai)])
  const codes = peranAplikasi.filter(({ klien, unit }) => klien === clientId && units.has(unit)).map(({ kode }) => kode)
  return [...new Set(codes)].sort()
}
