import { ACRS, type Acr, reaches } from '../../domain/accounts/acr.rules.ts'
import { isExpired } from '../../domain/accounts/password-terms.rules.ts'
import { assuranceOf, type Bukti, reachableBy, strongest } from '../../domain/mfa/assurance.rules.ts'
import type { Demand } from '../../domain/mfa/demand.ts'
import { isExcused, isReminderDue } from '../../domain/mfa/kebijakan/tuntutan.rules.ts'
import { messageWays } from '../../domain/mfa/kode-pesan/cara.rules.ts'
import { VERSI_PEMBERITAHUAN } from '../../domain/mfa/aktivasi/pemberitahuan.rules.ts'
import { standsIn } from './percaya.rules.ts'
import type { PersonToday } from '../../domain/pegawai/person.ts'
import type { AktivasiState, ResetState } from './journey-kode.ts'

/** A page of the sign-in journey; `selesai` is the end, and the only place where somebody is signed in. */
export type StepName =
  | 'kata-sandi' | 'faktor' | 'daftar-faktor' | 'daftar-passkey' | 'tertahan' | 'ganti-sandi' | 'ingatkan' | 'kartu'
  | ActivationStep | ResetStep | 'selesai'

/** Pages on the way to a first password. */
export type ActivationStep =
  | 'aktivasi-nomor' | 'aktivasi-kode' | 'aktivasi-benar' | 'aktivasi-pemberitahuan' | 'aktivasi-sandi'

/** The steps of whoever forgot his password; his second factor is asked between them. */
export type ResetStep = 'reset-nomor' | 'reset-kode' | 'reset-sandi'

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
  /** Names the password that was typed, for `whileProofStands`. */
  readonly sandi?: string | undefined
  /** Our id of the passkey that was used last. */
  readonly kunci?: string | undefined
  /** The authenticator that `daftar-faktor` began: shown to this browser and no other. */
  readonly faktorBaru?: string | undefined
  /** The authenticator that he had is lost: another takes its place before the end. */
  readonly hilang?: boolean
  /** Where a one-time code went: enough of the contact to recognise it. */
  readonly terkirim?: { readonly saluran: 'email' | 'sms'; readonly mask: string } | undefined
  /** Recovery codes are to be shown before the end. */
  readonly kartu?: boolean
  /** This browser or device has no passkeys, as he says: nobody is kept at a page that he cannot use. */
  readonly tanpaPasskey?: boolean
  /** What he answered to the reminder: to set up a factor now, or later. */
  readonly pasang?: 'sekarang' | 'nanti'
  /** How far somebody without a password came in proving who he is; of nobody who is signed in. */
  readonly aktivasi?: AktivasiState | undefined
  /** How far somebody came who forgot his password. */
  readonly reset?: ResetState | undefined
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
  /** How sure the application wants the sign-in: what has to be, and the best of its wishes that can be. */
  readonly aplikasi: { readonly wajib: Acr | undefined; readonly ingin: readonly Acr[] }
  /** Whether this browser has shown the reminder a short while ago. */
  readonly diingatkan: boolean
  /** So many days a password is good on this instance; undefined: any number. */
  readonly masaSandi?: number | undefined
  readonly today: string
}

export const NEW_JOURNEY: JourneyState = { bukti: [], bersama: false, percaya: false, alur: 'masuk' }

interface Rule {
  readonly step: Exclude<StepName, 'selesai'>
  readonly due: (state: JourneyState, facts: JourneyFacts) => boolean
}

/** What proves who somebody is, before anything else is asked. */
const NAMES: ReadonlySet<Bukti> = new Set<Bukti>(['sandi', 'passkey', 'passkey-perangkat'])

/** The most that the person can prove: with what he set up, or with a code that may be sent to him. */
function reachable({ person, tuntutan }: JourneyFacts): Acr {
  if (person === undefined) return ACRS[0]
  return strongest([reachableBy(person), messageWays(tuntutan, person).length > 0 ? ACRS[1] : undefined])
}

/** What was proven is worth here: a code by message counts where the policy lets it. */
function worth({ bukti }: JourneyState, { tuntutan }: JourneyFacts): Acr {
  return assuranceOf(bukti.filter((one) => (one !== 'email' && one !== 'sms') || tuntutan.kodePesan.includes(one))).acr
}

const hasSecond = (facts: JourneyFacts): boolean => reachable(facts) !== ACRS[0]

/** What the policy asks to be proven now: nothing in a grace, or on a device that may stand in. */
function demanded(facts: JourneyFacts): Acr {
  return isExcused(facts.tuntutan, facts.today) || standsIn(facts) ? ACRS[0] : facts.tuntutan.acr
}

/** Who set up a second factor is asked for it, whoever else demands it or not, except on a device that he trusted. */
const ownWish = (facts: JourneyFacts): Acr =>
  facts.person !== undefined && facts.person.faktor.length > 0 && !standsIn(facts) ? ACRS[1] : ACRS[0]

/** How sure this sign-in has to be before it ends. */
function needed(facts: JourneyFacts): Acr {
  const { person, aplikasi } = facts
  const wish = aplikasi.ingin.find((acr) => person !== undefined && reaches(reachableBy(person), acr))
  return strongest([demanded(facts), aplikasi.wajib, wish, ownWish(facts)])
}

const isShort = (state: JourneyState, facts: JourneyFacts): boolean => !reaches(worth(state, facts), needed(facts))

/** Nothing but a passkey reaches what this sign-in needs. */
export const isPasskeyNeeded = (facts: JourneyFacts): boolean => needed(facts) === ACRS[2]

/** Somebody has to have a passkey, or said to the reminder that he makes one now. */
const wantsPasskey = (state: JourneyState, facts: JourneyFacts): boolean => !reaches(worth(state, facts), ACRS[2])
  && (isPasskeyNeeded(facts) || (state.pasang === 'sekarang' && facts.tuntutan.tahanPhishing))

/** More has to be proven, and there is something to prove it with that was not asked yet. */
function canProveMore(state: JourneyState, facts: JourneyFacts): boolean {
  // What cannot reach the goal is asked all the same: nobody sets up another factor, or is told more, with a password.
  return (isShort(state, facts) || (wantsPasskey(state, facts) && state.tanpaPasskey !== true))
    && !reaches(worth(state, facts), reachable(facts))
}

/** More has to be proven, and there is nothing yet to prove it with; a passkey is set up in its own step. */
const needsFirstFactor = (state: JourneyState, facts: JourneyFacts): boolean => !hasSecond(facts)
  && ((isShort(state, facts) && needed(facts) === ACRS[1]) || (state.pasang === 'sekarang' && !facts.tuntutan.tahanPhishing))

/** A passkey is wanted, and there is none; whatever else he has was proven before, by the step `faktor`. */
const needsPasskey = (state: JourneyState, facts: JourneyFacts): boolean =>
  wantsPasskey(state, facts) && reachable(facts) !== ACRS[2] && state.tanpaPasskey !== true

/** He proved himself without his lost authenticator, by something that cannot be guessed from the password. */
const isToReplace = ({ hilang, bukti }: JourneyState): boolean => hilang === true && reaches(assuranceOf(bukti).acr, ACRS[1])

/** The policy asks for what this person cannot prove; what an application asks in vain, it is told by an error. */
const isHeld = (state: JourneyState, facts: JourneyFacts): boolean => !reaches(worth(state, facts), demanded(facts))

/** Near the end of a grace, and once in a while: whoever activates his account hears of it there, early as it is. */
const isMoment = ({ alur }: JourneyState, { tuntutan, today, diingatkan }: JourneyFacts): boolean => alur === 'aktivasi'
  ? isExcused(tuntutan, today) : isReminderDue(tuntutan, today) && !diingatkan

/** A grace comes to its end some day, and the person has nothing yet of what will be asked, nor has he set up anything now. */
const isToBeReminded = (state: JourneyState, facts: JourneyFacts): boolean =>
  isMoment(state, facts) && state.pasang === undefined && state.kartu === undefined
  && !reaches(strongest([reachable(facts), assuranceOf(state.bukti).acr]), facts.tuntutan.acr)

/** The password that was typed is older than this instance lets it be. */
const isToBeChanged = ({ sandi }: JourneyState, { masaSandi, today }: JourneyFacts): boolean =>
  sandi !== undefined && isExpired(masaSandi, sandi, today)

/** Somebody chooses his first password in this journey, and has not yet. */
const isActivating = ({ alur, bukti }: JourneyState): boolean => alur === 'aktivasi' && bukti.length === 0

/** An activation, its steps in their order. */
const ACTIVATION: readonly (readonly [Rule['step'], (aktivasi: AktivasiState) => boolean])[] = [
  ['aktivasi-nomor', ({ peminta, terbukti }) => peminta === undefined && terbukti === undefined],
  ['aktivasi-kode', ({ terbukti }) => terbukti === undefined],
  ['aktivasi-benar', ({ benar }) => benar !== true],
  ['aktivasi-pemberitahuan', ({ versi }) => versi !== VERSI_PEMBERITAHUAN],
  ['aktivasi-sandi', () => true],
]

/** Somebody gives himself another password in this journey, and has not yet. */
export const isResetting = ({ alur, bukti }: Pick<JourneyState, 'alur' | 'bukti'>): boolean =>
  alur === 'reset' && !bukti.includes('sandi')

/**
 * What is known when somebody forgot his password, to the end of that journey: no device stands in for him, and a code
 * by the way on which his link came would prove the same thing twice.
 */
export function strictly({ alur, reset }: JourneyState, facts: JourneyFacts): JourneyFacts {
  if (alur !== 'reset') return facts
  const kodePesan = facts.tuntutan.kodePesan.filter((way) => way !== reset?.lewat)
  return {
    ...facts, perangkat: { ...facts.perangkat, tepercaya: false }, tuntutan: { ...facts.tuntutan, kodePesan },
  }
}

/**
 * Before a forgotten password is replaced as much is proven as a sign-in with it would ask: of whoever has something to
 * prove, and of everybody of whom the policy asks it now. Who has nothing then is let on by his helper's pass.
 */
function isToProveFirst(state: JourneyState, facts: JourneyFacts): boolean {
  const proven = worth({ ...state, bukti: [...state.bukti, 'sandi'] }, facts)
  if (reaches(proven, needed(facts)) || (!hasSecond(facts) && demanded(facts) === ACRS[0])) return false
  return proven === ACRS[0] || !reaches(proven, reachable(facts))
}

/** A forgotten password, step by step. The person is known by his link, as long as that is good. */
const RESET: readonly Rule[] = [
  { step: 'reset-nomor', due: ({ reset }, { person }) => person === undefined && reset?.peminta === undefined },
  { step: 'reset-kode', due: (_, { person }) => person === undefined },
  { step: 'faktor', due: isToProveFirst },
  { step: 'reset-sandi', due: () => true },
]

/** Who read another version of the notice reads the one of today; who never read one was activated by an operator. */
const isNoticeNew = ({ person }: JourneyFacts): boolean =>
  typeof person?.pemberitahuan === 'number' && person.pemberitahuan < VERSI_PEMBERITAHUAN

/** The journey: the first step that is due comes next. */
const JOURNEY: readonly Rule[] = [
  ...ACTIVATION.map(([step, isOpen]): Rule => (
    { step, due: (state) => isActivating(state) && isOpen(state.aktivasi ?? {}) })),
  ...RESET.map(({ step, due }): Rule => ({ step, due: (state, facts) => isResetting(state) && due(state, facts) })),
  { step: 'kata-sandi', due: ({ bukti }, { person }) => person === undefined || !bukti.some((one) => NAMES.has(one)) },
  { step: 'faktor', due: canProveMore },
  { step: 'daftar-faktor', due: (state, facts) => needsFirstFactor(state, facts) || isToReplace(state) },
  { step: 'daftar-passkey', due: needsPasskey },
  { step: 'tertahan', due: isHeld },
  { step: 'ganti-sandi', due: isToBeChanged },
  { step: 'aktivasi-pemberitahuan', due: ({ aktivasi }, facts) => aktivasi?.versi !== VERSI_PEMBERITAHUAN && isNoticeNew(facts) },
  { step: 'kartu', due: ({ kartu }) => kartu === true },
  { step: 'ingatkan', due: isToBeReminded },
]

/** Every step that somebody can stand at. */
export const JOURNEY_STEPS = JOURNEY.map(({ step }) => step)

/** @returns the step that this state leads to */
export function nextStep(state: JourneyState, facts: JourneyFacts): StepName {
  return JOURNEY.find(({ due }) => due(state, facts))?.step ?? 'selesai'
}

/**
 * Adds what a step brought about. Proofs are added to those that were there; where somebody proved anew who he is (`ts`),
 * or is another person, nothing of what was before is kept: a new sign-in does not lean on an old factor.
 */
export function merge(state: JourneyState, change: Partial<JourneyState>): JourneyState {
  const isAnew = change.ts !== undefined || (change.sub !== undefined && change.sub !== state.sub)
  const before: JourneyState = isAnew ? { ...NEW_JOURNEY, alur: state.alur } : state
  return { ...before, ...change, bukti: [...new Set([...before.bukti, ...change.bukti ?? []])] }
}
