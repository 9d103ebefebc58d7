import { drawAssignments } from './assignments.ts'
import type { SampleAssignment } from './assignments.ts'
import { writeBundle } from './bundle.ts'
import type { SampleBundle } from './bundle.ts'
import { drawPerson } from './people.ts'
import type { SamplePerson } from './people.ts'
import { createRandom } from './random.ts'
import { planRoles } from './roles.ts'
import { growUnits } from './units.ts'
import type { SampleUnit, SeedUnit } from './units.ts'

/**
 * The synthetic population: civil servants from a fixed seed, as an export bundle or as objects. No clock, no
 * chance from outside: the same number of people gives the same bytes, today and in ten years, dated around
 * `REFERENCE_DAY`. Nobody in it exists.
 */

export { REFERENCE_DAY } from './days.ts'
export type { SampleAssignment, SampleBundle, SamplePerson, SampleUnit, SeedUnit }

const SEED = 20_261_122
const USUAL_PEOPLE = 10_000

export interface Population {
  /** parents before their parts */
  units: SampleUnit[]
  /** heads of the seeded units first */
  people: SamplePerson[]
  assignments: SampleAssignment[]
}

/**
 * @param people how many; below about 200 not every unit, post and kedudukan hukum has somebody
 * @param seeds seeds/unit.json
 * @throws RangeError for a number of people that is no whole number from 1 on
 */
export function samplePopulation(people: number, seeds: readonly SeedUnit[]): Population {
  if (!Number.isInteger(people) || people < 1) throw new RangeError(`people must be 1 or more, not ${people}`)
  const random = createRandom(SEED)
  const units = growUnits(seeds)
  const taken = new Set<string>()
  const drawn = planRoles(random, people, units).map((role) => drawPerson(random, role, taken))
  return { units, people: drawn, assignments: drawAssignments(random, units, drawn) }
}

/** The people alone, for tests and the demo seed. */
export function samplePeople(people: number, seeds: readonly SeedUnit[]): SamplePerson[] {
  return samplePopulation(people, seeds).people
}

/** The population as the three files of an export bundle (domain.md section 6). */
export function makeSample(options: { people?: number; units: readonly SeedUnit[] }): SampleBundle {
  const { units, people, assignments } = samplePopulation(options.people ?? USUAL_PEOPLE, options.units)
  return writeBundle(units, people, assignments)
}
