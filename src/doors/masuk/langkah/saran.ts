import type { Context } from 'koa'
import { fingerprintOf } from '../../../domain/accounts/throttle/known-browser.rules.ts'
import { namaDepan } from '../../../domain/pegawai/nama.rules.ts'
import type { JourneyDependencies } from '../journey.ts'

/** Whom a known browser suggests: "Lanjut sebagai Siti ····1234". */
export interface Saran {
  /** What he would type; never on a page. */
  readonly nomor: string
  /** All that a page may tell of him. */
  readonly sebutan: string
  /** Says on the form who was suggested, so that no password is taken for somebody else's; it names nobody. */
  readonly tanda: string
}

/** @returns whom this browser suggests, while he may sign in; from memory as a rule, as every sign-in reads him next */
export async function suggestedIn(
  { devices, findPerson }: Pick<JourneyDependencies, 'devices' | 'findPerson'>, ctx: Context,
): Promise<Saran | undefined> {
  const browser = devices.of(ctx)
  const sub = devices.suggested(ctx)
  const person = sub === undefined ? undefined : await findPerson(sub)
  if (!browser || !person?.nomor) return undefined
  return {
    nomor: person.nomor, sebutan: `${namaDepan(person.nama)} ····${person.nomor.slice(-4)}`,
    tanda: fingerprintOf(browser.id, person.id).toString('base64url'),
  }
}
