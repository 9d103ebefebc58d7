/** What all rules together ask of one sign-in: the strictest of each (kebijakan of domain/mfa). */
import { ACRS, type Acr, reaches } from '../../accounts/acr.rules.ts'
import { DEVICE_AMR, messageBehind } from '../assurance.rules.ts'
import { type Demand, PASSWORD_DEMAND } from '../demand.ts'
import { type Aturan, type Keadaan, type Saluran, type Tuntutan, TUNTUTAN } from './aturan.ts'
import { hasFitting, inGrace, isMeant, messagesFor } from './cocok.rules.ts'

const acrOf = (tuntutan: Tuntutan): Acr => ACRS[TUNTUTAN.indexOf(tuntutan)] ?? ACRS[2]

const strictest = (rules: readonly Aturan[]): Acr =>
  rules.map(({ tuntutan }) => acrOf(tuntutan)).reduce((one, other) => reaches(one, other) ? one : other, ACRS[0])

const idsOf = (rules: readonly Aturan[]): string[] => rules.map(({ id }) => id).toSorted()

const earliest = (days: readonly string[]): string | undefined => days.toSorted()[0]

/** What rules ask that hold together for this sign-in, whatever grace they give. */
function together(rules: readonly Aturan[], { person, client }: Keadaan): Demand {
  const acr = strictest(rules)
  const tahanPhishing = acr === ACRS[2]
  return {
    acr, tahanPhishing,
    perangkatTepercaya: !tahanPhishing && !client.berisiko && rules.every((one) => one.perangkat_tepercaya),
    kodePesan: tahanPhishing ? []
      : PASSWORD_DEMAND.kodePesan.filter((way) => rules.every((one) => messagesFor(one, person).includes(way))),
    sejak: earliest(rules.map(({ sejak }) => sejak)) ?? PASSWORD_DEMAND.sejak,
    aturan: idsOf(rules),
  }
}

/**
 * What is asked of one sign-in: of all rules in force that are about it, the strictest. A rule whose grace lasts binds
 * only who has a fitting factor already; the others are told until when. The order of the rules says nothing.
 * @returns `PASSWORD_DEMAND` where no rule asks for more; at an application of high risk no trusted device stands in for
 *   what the person set up by himself either
 */
export function demandOf(rules: readonly Aturan[], sign: Keadaan): Demand {
  const meant = rules.filter((one) => one.tuntutan !== 'sandi' && isMeant(one, sign))
  const waiting = meant.filter((one) => inGrace(one, sign.today) && !hasFitting(one, sign.person))
  const binding = meant.filter((one) => !waiting.includes(one))
  const sampai = earliest(waiting.flatMap(({ pendaftaran_sampai: until }) => until ?? []))
  const perangkatTepercaya = !sign.client.berisiko
  if (sampai === undefined) {
    return binding.length === 0 ? { ...PASSWORD_DEMAND, perangkatTepercaya } : together(binding, sign)
  }
  if (binding.length === 0) return { ...together(waiting, sign), perangkatTepercaya, pendaftaranSampai: sampai }
  return { ...together(binding, sign), menyusul: { acr: strictest(waiting), sampai, aturan: idsOf(waiting) } }
}

/** What was proven in a sign-in or a session, as far as the policy cares. */
export interface Terbukti {
  readonly acr: string | undefined
  /** A device that the person trusted, and that still is, stood in. */
  readonly perangkat: boolean
  /** The way on which the code came that made it a second factor, where nothing else did. */
  readonly kodePesan?: Saluran | undefined
}

/** Whether somebody without a fitting factor is let in all the same. */
export const isExcused = ({ pendaftaranSampai: until }: Demand, today: string): boolean => until !== undefined && today <= until

/**
 * Whether what was proven meets what is asked.
 * @param demand for this very person: of somebody who has a fitting factor `demandOf` asks it though a grace lasts
 */
export function isMet(demand: Demand, { acr, perangkat, kodePesan }: Terbukti, today: string): boolean {
  // Where no device counts, what it stood in for is asked after all: a factor of his own that he was spared.
  if (perangkat && !demand.perangkatTepercaya && !reaches(acr, ACRS[1])) return false
  if (isExcused(demand, today) || (perangkat && demand.perangkatTepercaya)) return true
  return reaches(acr, demand.acr) && (kodePesan === undefined || demand.acr === ACRS[0] || demand.kodePesan.includes(kodePesan))
}

/** Whether a session, by what it says of itself, meets what is asked. */
export const sessionMeets = (
  demand: Demand, { acr, amr }: { readonly acr: string | undefined; readonly amr: readonly string[] }, today: string,
): boolean => isMet(demand, { acr, perangkat: amr.includes(DEVICE_AMR), kodePesan: messageBehind(amr) }, today)

/** A grace of a quarter of a year is no reason to ask somebody every week: so many days before its end he is. */
const REMINDED_DAYS = 30

/** Whether somebody whom a grace lets in is to be reminded at his sign-in. @param today YYYY-MM-DD in WIB */
export function isReminderDue({ pendaftaranSampai: until }: Demand, today: string): boolean {
  if (until === undefined || until < today) return false
  return Date.parse(until) - Date.parse(today) < REMINDED_DAYS * 86_400_000
}
