import { ACRS, type Acr } from '../accounts/acr.rules.ts'

/** What the policy asks of one person for one application, from one network, at one moment. */
export interface Demand {
  readonly acr: Acr
  /** Nothing but a passkey will do. */
  readonly tahanPhishing: boolean
  /** A device that the person trusted may stand in for the second factor. */
  readonly perangkatTepercaya: boolean
  /** The first day on which it holds. */
  readonly sejak: string
  /** The last day on which somebody without a fitting factor is let in and reminded. */
  readonly pendaftaranSampai?: string | undefined
  /** Ids of the rules that ask it, to say so in words. */
  readonly aturan: readonly string[]
}

/** What is asked where no rule asks for more. */
export const PASSWORD_DEMAND: Demand = {
  acr: ACRS[0], tahanPhishing: false, perangkatTepercaya: true, sejak: '0001-01-01', aturan: [],
}

/** Asks the policy; it costs no statement. */
export type DemandFor = (
  person: { readonly id: string }, clientId: string, network: string | undefined,
) => Demand
