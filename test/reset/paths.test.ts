import test from 'ava'
import fc from 'fast-check'
import { ACRS, reaches } from '../../src/domain/accounts/acr.rules.ts'
import { assuranceOf, type Bukti } from '../../src/domain/mfa/assurance.rules.ts'
import { type Demand, PASSWORD_DEMAND } from '../../src/domain/mfa/demand.ts'
import { isExcused } from '../../src/domain/mfa/kebijakan/tuntutan.rules.ts'
import { messageWays } from '../../src/domain/mfa/kode-pesan/cara.rules.ts'
import type { FaktorToday, PersonToday } from '../../src/domain/pegawai/person.ts'
import {
  type JourneyFacts, type JourneyState, merge, NEW_JOURNEY, nextStep, type StepName, strictly,
} from '../../src/doors/masuk/journey.rules.ts'

// A forgotten password, walked in every order: nobody sets a new one, or is signed in, beside his second factor.

const TODAY = '2026-11-28'
const totp: FaktorToday = { id: 't', jenis: 'totp', nama: 'Ponsel', sejak: new Date(0) }
const passkey: FaktorToday = { ...totp, id: 'p', jenis: 'passkey' }

interface World {
  readonly lewat: 'email' | 'sms'
  readonly person: PersonToday
  readonly facts: Omit<JourneyFacts, 'person'>
}

const acr = fc.constantFrom(...ACRS)

const world: fc.Arbitrary<World> = fc.record({
  lewat: fc.constantFrom('email', 'sms'),
  person: fc.record({
    id: fc.constant('siti'), faktor: fc.constantFrom([], [totp], [passkey], [totp, passkey]), kodePemulihan: fc.constantFrom(0, 1),
    email: fc.constantFrom(null, 'a@contoh.test'), no_hp: fc.constantFrom(null, '0812'),
    roles: fc.constantFrom([], [{ role: 'bkd', unitId: null, opd: null }]),
  }).map((person) => person as unknown as PersonToday),
  facts: fc.record({
    tuntutan: fc.record({
      acr, perangkatTepercaya: fc.boolean(), pendaftaranSampai: fc.option(fc.constantFrom('2026-11-27', '2026-12-31'), { nil: undefined }),
      kodePesan: fc.constantFrom([], ['email'] as const, ['email', 'sms'] as const),
    }).map((given): Demand => ({ ...PASSWORD_DEMAND, ...given, tahanPhishing: given.acr === ACRS[2] })),
    // A device that was trusted before stands in for nobody here.
    perangkat: fc.record({ dikenal: fc.boolean(), tepercaya: fc.boolean() }),
    aplikasi: fc.record({ wajib: fc.option(acr, { nil: undefined }), ingin: fc.array(acr, { maxLength: 2 }) }),
    diingatkan: fc.boolean(), today: fc.constant(TODAY),
  }),
})

const factsOf = ({ person, facts }: World, state: JourneyState): JourneyFacts =>
  strictly(state, { ...facts, person: state.sub === undefined ? undefined : person })

/** What each step can bring about while it is open. */
function answersOf(one: World, state: JourneyState, step: StepName): readonly Partial<JourneyState>[] {
  const opened = { sub: 'siti', reset: { ...state.reset, lewat: one.lewat } }
  const { faktor, kodePemulihan } = one.person
  const answers: Readonly<Partial<Record<StepName, readonly Partial<JourneyState>[]>>> = {
    'reset-nomor': [{ reset: { peminta: { siapa: 'siti', cocok: true } } }, opened],
    'reset-kode': [{}, opened],
    'reset-sandi': [{ sub: 'siti', bukti: ['sandi', ...state.bukti], ts: 1, reset: { lewat: one.lewat } }],
    'faktor': [
      {}, ...faktor.map(({ jenis }) => ({ bukti: [jenis] })), ...kodePemulihan > 0 ? [{ bukti: ['pemulihan'] as const }] : [],
      ...messageWays(factsOf(one, state).tuntutan, one.person).map((way) => ({ bukti: [way] })), { bukti: ['izin'] },
    ],
    'daftar-faktor': [{ bukti: ['totp'], kartu: true }],
    'daftar-passkey': [{ tanpaPasskey: true }, { bukti: ['passkey'], kartu: true }],
    'kartu': [{ kartu: false }],
    'ingatkan': [{ pasang: 'nanti' }],
  }
  return answers[step] ?? []
}

/** Every state that somebody passes who answers whatever he likes. */
function walk(one: World, choices: readonly number[]): { state: JourneyState; step: StepName }[] {
  let state: JourneyState = { ...NEW_JOURNEY, alur: 'reset' }
  const passed = [{ state, step: nextStep(state, factsOf(one, state)) }]
  for (const choice of choices) {
    const answers = answersOf(one, state, passed.at(-1)?.step ?? 'selesai')
    const change = answers[choice % Math.max(1, answers.length)]
    if (change) state = merge(state, change)
    passed.push({ state, step: nextStep(state, factsOf(one, state)) })
  }
  return passed
}

/** Whether so much was proven as the policy and his own factor ask, beside the way on which the link came. */
function isProven({ person, facts, lewat }: World, bukti: readonly Bukti[]): boolean {
  const { tuntutan } = facts
  const counted = bukti.filter((one) => one !== lewat && ((one !== 'email' && one !== 'sms') || tuntutan.kodePesan.includes(one)))
  const asked = person.faktor.length > 0 || (!isExcused(tuntutan, TODAY) && tuntutan.acr !== ACRS[0])
  return !asked || reaches(assuranceOf(['sandi', ...counted]).acr, ACRS[1])
}

const choices = fc.array(fc.nat({ max: 6 }), { maxLength: 12 })

test('no order of answers comes to the new password, or to the end, beside the second factor', (t) => {
  const seen = { sandi: 0, selesai: 0, tertahan: 0 }
  t.notThrows(() => fc.assert(fc.property(world, choices, (one, chosen) => walk(one, chosen).every(({ state, step }) => {
    if (step === 'tertahan') seen.tertahan += 1
    if (step === 'kata-sandi') return false
    if (step !== 'reset-sandi' && step !== 'selesai') return true
    seen[step === 'selesai' ? 'selesai' : 'sandi'] += 1
    return isProven(one, state.bukti)
  })), { numRuns: 4000 }))
  t.true(seen.sandi > 100 && seen.selesai > 100 && seen.tertahan > 10, JSON.stringify(seen))
})

test('whoever answers rightly comes to an end, or to the page that names who helps', (t) => {
  t.notThrows(() => fc.assert(fc.property(world, (one) => {
    let state: JourneyState = { ...NEW_JOURNEY, alur: 'reset' }
    for (let page = 0; page < 8; page += 1) {
      const step = nextStep(state, factsOf(one, state))
      if (step === 'selesai' || step === 'tertahan') return true
      const answers = answersOf(one, state, step).filter((answer) => Object.keys(answer).length > 0)
      const best = answers.find(({ bukti }) => bukti?.includes('passkey')) ?? answers.at(step === 'faktor' ? 0 : -1)
      state = merge(state, best ?? {})
    }
    return false
  }), { numRuns: 2000 }))
})
