import { ACRS, type Acr } from '../accounts/acr.rules.ts'
import type { Orang, Saluran } from './kebijakan/aturan.ts'

/** What the policy asks of one person for one application, from one network, at one moment. */
export interface Demand {
  readonly acr: Acr
  /** Nothing but a passkey will do. */
  readonly tahanPhishing: boolean
  /** A device that the person trusted may stand in for the second factor. */
  readonly perangkatTepercaya: boolean
  /** Ways on which a one-time code may be sent and stand in for a factor of the person's own. */
  readonly kodePesan: readonly Saluran[]
  /** The first day on which it holds. */
  readonly sejak: string
  /** The last day on which somebody without a fitting factor is let in and reminded. */
  readonly pendaftaranSampai?: string | undefined
  /** What comes on top of it when a grace ends that this person still has, to remind him. */
  readonly menyusul?: { readonly acr: Acr; readonly sampai: string; readonly aturan: readonly string[] } | undefined
  /** Ids of the rules that ask it, to say so in words. */
  readonly aturan: readonly string[]
}

/** What is asked where no rule asks for more. */
export const PASSWORD_DEMAND: Demand = {
  acr: ACRS[0], tahanPhishing: false, perangkatTepercaya: true, kodePesan: ['email', 'sms'], sejak: '0001-01-01', aturan: [],
}

/**
 * Asks the policy about one sign-in; it costs no statement while the news of other nodes comes in.
 * @param clientId of the application; the portal's for our own pages
 * @param network the caller's address or network, undefined when it is not known
 */
export type DemandFor = (person: Orang, clientId: string, network: string | undefined) => Promise<Demand>
