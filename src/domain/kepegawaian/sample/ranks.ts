import type { Education } from './education.ts'
import type { Random } from './random.ts'

/** Golongan that fit education, years of service and post. */

const PNS = 'I/a I/b I/c I/d II/a II/b II/c II/d III/a III/b III/c III/d IV/a IV/b IV/c IV/d IV/e'.split(' ')
const PPPK = 'I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII'.split(' ')

const START: Record<Education, string> = { SD: 'I/a', SMA: 'II/a', D3: 'II/c', S1: 'III/a', S2: 'III/b', S3: 'III/c' }
const HIGHEST: Record<Education, string> = { SD: 'II/d', SMA: 'III/b', D3: 'III/d', S1: 'IV/b', S2: 'IV/c', S3: 'IV/e' }

/** The span of ranks in which a post of each eselon is held. */
const OF_ESELON: Record<string, readonly [lowest: string, highest: string]> = {
  12: ['IV/d', 'IV/e'],
  21: ['IV/b', 'IV/d'],
  22: ['IV/b', 'IV/c'],
  31: ['IV/a', 'IV/b'],
  32: ['III/d', 'IV/b'],
  41: ['III/b', 'III/d'],
  42: ['III/b', 'III/d'],
}

/** Nobody rises above it who holds no functional and no structural post. */
const HIGHEST_OF_PELAKSANA = 'III/d'

/** A rank is due every four years. */
const YEARS_A_RANK = 4

/** What of a post decides about golongan: its eselon if it is structural, whether it is functional. */
export interface RankedPost {
  eselon?: string
  functional: boolean
}

/** The golongan of a PNS or CPNS after so many years of service in such a post. */
export function pnsGolongan(education: Education, years: number, post: RankedPost): string {
  const reached = PNS.indexOf(START[education]) + Math.floor(years / YEARS_A_RANK)
  const span = OF_ESELON[post.eselon ?? '']
  const lowest = PNS.indexOf(span?.[0] ?? START[education])
  let highest = PNS.indexOf(span?.[1] ?? HIGHEST[education])
  if (!span && !post.functional) highest = Math.min(highest, PNS.indexOf(HIGHEST_OF_PELAKSANA))
  return PNS[Math.max(lowest, Math.min(highest, reached))] as string
}

const PPPK_SPAN: Record<Education, readonly [lowest: string, highest: string]> = {
  SD: ['I', 'IV'], SMA: ['V', 'VI'], D3: ['VII', 'VIII'], S1: ['IX', 'XII'], S2: ['X', 'XV'], S3: ['XI', 'XVII'],
}

/** The golongan of a PPPK: mostly the one in which his education begins. */
export function pppkGolongan(random: Random, education: Education): string {
  const [lowest, highest] = PPPK_SPAN[education]
  if (random.chance(0.7)) return lowest
  return PPPK[random.int(PPPK.indexOf(lowest), PPPK.indexOf(highest))] as string
}
