import type { Jenis } from './career.ts'
import { profileOf } from './opd.ts'
import type { Random } from './random.ts'
import { countOf, DECEASED_SHARE, STANDINGS } from './standings.ts'
import type { Standing } from './standings.ts'
import type { SampleUnit } from './units.ts'

/** Who is wanted: one role for each person, the ones that must not be missing first. */

export interface Role {
  unit: SampleUnit
  /** leads the unit */
  leads: boolean
  jenis: Jenis
  /** without one: 01 Aktif */
  standing?: Standing
  /** has died while the register still says 01 */
  deceased?: boolean
  /** has many years to go, so that the demo does not retire */
  lasting?: boolean
}

const SHARE_OF_CPNS = 0.03
const SHARE_OF_PPPK = 0.35

/** In these OPD nothing is vacant and nobody leaves soon: the demo's seats are there. */
const LASTING = new Set(['diskominfo', 'bkd'])
const LASTING_HEADS = new Set(['dindikbud', 'dinkes', 'bappeda', 'setda'])
/** Their highest post is vacant; a deputy stands in. */
const VACANT_HEADS = new Set(['dispar', 'rsud-malingping'])
const ONE_VACANT_IN = 29

/** Posts that somebody holds on the reference day. A vacant one stays without a role. */
function filledPosts(units: readonly SampleUnit[]): SampleUnit[] {
  return units.filter((unit, index) => {
    if (unit.head === undefined || VACANT_HEADS.has(unit.opd) && unit.level === 0) return false
    return unit.level === 0 || LASTING.has(unit.opd) || index % ONE_VACANT_IN !== 0
  })
}

/** The order in which posts are filled when there are fewer people than posts. */
function rankOfPost(unit: SampleUnit): number {
  if (unit.level === 0) return 0
  if (LASTING.has(unit.opd) || unit.level === 1 && VACANT_HEADS.has(unit.opd)) return 1
  return 1 + unit.level
}

/** @returns exactly `people` roles */
export function planRoles(random: Random, people: number, units: readonly SampleUnit[]): Role[] {
  const posts = filledPosts(units).sort((one, other) => rankOfPost(one) - rankOfPost(other))
  const must = posts.filter((unit) => rankOfPost(unit) <= 1)
  const rest = posts.filter((unit) => rankOfPost(unit) > 1)
  const places = workplaces(units)
  const opds = [...places.keys()]
  const somewhere = (): SampleUnit => {
    const opd = random.weighted(opds, (slug) => profileOf(slug).weight)
    return random.pick(places.get(opd) as SampleUnit[])
  }

  const roles = must.map(head)
  for (const opd of opds) {
    roles.push({ unit: random.pick(places.get(opd) as SampleUnit[]), leads: false, jenis: 'PNS', lasting: true })
  }
  for (const standing of STANDINGS) {
    for (let i = countOf(standing.share, people); i > 0; i -= 1) {
      roles.push({ unit: somewhere(), leads: false, jenis: standing.jenis, standing })
    }
  }
  for (let i = countOf(DECEASED_SHARE, people); i > 0; i -= 1) {
    roles.push({ unit: somewhere(), leads: false, jenis: 'PNS', deceased: true })
  }
  const left = Math.max(0, people - roles.length)
  roles.push(...rest.slice(0, left >= 3 * rest.length ? rest.length : Math.floor(left / 4)).map(head))

  const kinds = drawKinds(random, roles, people)
  for (const jenis of kinds) roles.push({ unit: somewhere(), leads: false, jenis })
  return roles.slice(0, people)
}

function head(unit: SampleUnit): Role {
  const lasting = LASTING.has(unit.opd) || LASTING_HEADS.has(unit.opd) && unit.level === 0
  return { unit, leads: true, jenis: 'PNS', lasting }
}

/** The smallest parts of each seeded unit: there the staff sits. */
function workplaces(units: readonly SampleUnit[]): Map<string, SampleUnit[]> {
  const parents = new Set(units.map((unit) => unit.indukId))
  const places = new Map<string, SampleUnit[]>()
  for (const unit of units) {
    if (unit.head === undefined) continue
    const isLeaf = unit.level > 0 && !parents.has(unit.id)
    const known = places.get(unit.opd) ?? []
    if (isLeaf) known.push(unit)
    places.set(unit.opd, known)
  }
  for (const unit of units) {
    if (unit.level === 0 && places.get(unit.opd)?.length === 0) places.set(unit.opd, [unit])
  }
  return places
}

/** The kinds still missing from the whole, in a mixed order. */
function drawKinds(random: Random, roles: readonly Role[], people: number): Jenis[] {
  const total = Math.max(0, people - roles.length)
  const missing = (jenis: Jenis, share: number): number =>
    Math.max(0, Math.round(people * share) - roles.filter((role) => role.jenis === jenis).length)
  const cpns = missing('CPNS', SHARE_OF_CPNS)
  const pppk = missing('PPPK', SHARE_OF_PPPK)
  const left: Record<Jenis, number> = { CPNS: cpns, PPPK: pppk, PNS: Math.max(0, total - cpns - pppk) }
  return Array.from({ length: total }, () => {
    const jenis = random.weighted(['PNS', 'CPNS', 'PPPK'] as const, (kind) => left[kind])
    left[jenis] -= 1
    return jenis
  })
}
