import { reaches } from '../../domain/accounts/acr.rules.ts'
import { assuranceOf, type Bukti } from '../../domain/mfa/assurance.rules.ts'
import type { Demand } from '../../domain/mfa/demand.ts'
import type { PersonToday } from '../../domain/pegawai/person.ts'

/** A page of the sign-in journey; `selesai` is the end, and the only place where somebody is signed in. */
export type StepName =
  | 'kata-sandi' | 'faktor' | 'daftar-faktor' | 'ingatkan' | 'kartu' | `aktivasi-${string}` | `reset-${string}` | 'selesai'

/** What one sign-in has come to, kept in the library's interaction. It never holds a secret. */
export interface JourneyState {
  /** Whose sign-in it is: undefined until that was proven. */
  readonly sub?: string | undefined
  /** What he proved so far, in this journey or in the session that is stepped up. */
  readonly bukti: readonly Bukti[]
  /** The person said that others use this computer too. */
  readonly bersama: boolean
  /** The person wants this device to be trusted. */
  readonly percaya: boolean
  readonly alur: 'masuk' | 'aktivasi' | 'reset'
  /** When the password was typed or the passkey used, in seconds since 1970: becomes `auth_time`. */
  readonly ts?: number | undefined
  /** Names the password that was typed, for `whilePasswordStands`. */
  readonly sandi?: string | undefined
  /** The authenticator that `daftar-faktor` began: shown to this browser and no other. */
  readonly faktorBaru?: string | undefined
  /** Recovery codes are to be shown before the end. */
  readonly kartu?: boolean
  /** What a step keeps for itself. */
  readonly [own: string]: unknown
}

/** What is known beside the state when the next step is chosen. */
export interface JourneyFacts {
  /** As of today; undefined when nobody was proven, or he may not be signed in (any more). */
  readonly person?: PersonToday | undefined
  readonly tuntutan: Demand
  /** What this browser is to the person. */
  readonly perangkat: { readonly dikenal: boolean; readonly tepercaya: boolean }
  readonly today: string
}

export const NEW_JOURNEY: JourneyState = { bukti: [], bersama: false, percaya: false, alur: 'masuk' }

interface Rule {
  readonly step: Exclude<StepName, 'selesai'>
  readonly due: (state: JourneyState, facts: JourneyFacts) => boolean
}

/** What proves who somebody is, before anything else is asked. */
const NAMES: ReadonlySet<Bukti> = new Set<Bukti>(['sandi', 'passkey', 'passkey-perangkat'])

/** Something beside the password is asked, and the person has nothing to show; a passkey is set up in its own step. */
function needsFirstFactor({ bukti }: JourneyState, { person, tuntutan }: JourneyFacts): boolean {
  return person?.faktor.length === 0 && person.kodePemulihan === 0 && !tuntutan.tahanPhishing
    && !reaches(assuranceOf(bukti).acr, tuntutan.acr)
}

/** The journey: the first step that is due comes next. */
const JOURNEY: readonly Rule[] = [
  { step: 'kata-sandi', due: ({ bukti }, { person }) => person === undefined || !bukti.some((one) => NAMES.has(one)) },
  { step: 'daftar-faktor', due: needsFirstFactor },
  { step: 'kartu', due: ({ kartu }) => kartu === true },
]

/** @returns the step that this state leads to */
export function nextStep(state: JourneyState, facts: JourneyFacts): StepName {
  return JOURNEY.find(({ due }) => due(state, facts))?.step ?? 'selesai'
}

/**
 * Adds what a step brought about. Proofs are added to those that were there; where another person was proven, nothing of
 * the one before is kept.
 */
export function merge(state: JourneyState, change: Partial<JourneyState>): JourneyState {
  const isSomebodyElse = change.sub !== undefined && change.sub !== state.sub
  const before: JourneyState = isSomebodyElse ? { ...NEW_JOURNEY, alur: state.alur } : state
  return { ...before, ...change, bukti: [...new Set([...before.bukti, ...change.bukti ?? []])] }
}
