import test from 'ava'
import fc from 'fast-check'
import { ACRS, reaches } from '../../src/domain/accounts/acr.rules.ts'
import { assuranceOf, type Bukti, reachableBy } from '../../src/domain/mfa/assurance.rules.ts'
import { type Demand, PASSWORD_DEMAND } from '../../src/domain/mfa/demand.ts'
import { isExcused } from '../../src/domain/mfa/kebijakan/tuntutan.rules.ts'
import { messageWays } from '../../src/domain/mfa/kode-pesan/cara.rules.ts'
import type { FaktorToday, PersonToday } from '../../src/domain/pegawai/person.ts'
import {
  type JourneyFacts, type JourneyState, merge, NEW_JOURNEY, nextStep, type StepName,
} from '../../src/doors/masuk/journey.rules.ts'

const TODAY = '2026-11-28'
const totp: FaktorToday = { id: 't', jenis: 'totp', nama: 'Ponsel', sejak: new Date(0) }
const passkey: FaktorToday = { ...totp, id: 'p', jenis: 'passkey' }

interface World {
  readonly faktor: readonly FaktorToday[]
  readonly kodePemulihan: number
  readonly kontak: Pick<PersonToday, 'email' | 'no_hp' | 'roles'>
  /** What the session proved that is stepped up; nothing where there is none. */
  readonly sesi: readonly Bukti[]
  readonly facts: Omit<JourneyFacts, 'person'>
}

const acr = fc.constantFrom(...ACRS)

const demand: fc.Arbitrary<Demand> = fc.record({
  acr, perangkatTepercaya: fc.boolean(), pendaftaranSampai: fc.option(fc.constantFrom('2026-11-27', TODAY, '2026-12-31'), { nil: undefined }),
  kodePesan: fc.constantFrom([], ['email'] as const, ['email', 'sms'] as const),
}).map((given) => ({ ...PASSWORD_DEMAND, ...given, tahanPhishing: given.acr === ACRS[2] }))

const world: fc.Arbitrary<World> = fc.record({
  faktor: fc.constantFrom([], [totp], [passkey], [totp, passkey]), kodePemulihan: fc.constantFrom(0, 1, 10),
  kontak: fc.record({
    email: fc.constantFrom(null, 'a@contoh.test'), no_hp: fc.constantFrom(null, '0812'),
    roles: fc.constantFrom([], [{ role: 'bkd', unitId: null, opd: null }]),
  }),
  sesi: fc.constantFrom<readonly Bukti[]>([], ['sandi'], ['sandi', 'email'], ['sandi', 'sms']),
  facts: fc.record({
    tuntutan: demand, perangkat: fc.record({ dikenal: fc.boolean(), tepercaya: fc.boolean() }),
    aplikasi: fc.record({ wajib: fc.option(acr, { nil: undefined }), ingin: fc.array(acr, { maxLength: 3 }) }),
    diingatkan: fc.boolean(), today: fc.constant(TODAY),
  }),
})

/** What a step can bring about, right answers and wrong ones; one that is not open is not listened to. */
const ANSWERS: Readonly<Partial<Record<StepName, (world: World) => readonly Partial<JourneyState>[]>>> = {
  'kata-sandi': () => [{ sub: 'siti', bukti: ['sandi'], ts: 1, sandi: 'x' }, {}],
  'faktor': ({ faktor, kodePemulihan, kontak, facts }) => [
    {}, ...faktor.map(({ jenis }) => ({ bukti: [jenis] })), ...kodePemulihan > 0 ? [{ bukti: ['pemulihan'] as const }, { bukti: ['pemulihan'] as const, hilang: true }] : [],
    ...messageWays(facts.tuntutan, kontak).map((way) => ({ bukti: [way] })),
  ],
  'daftar-faktor': () => [{}, { bukti: ['totp'], kartu: true, hilang: false }, { hilang: false }],
  'daftar-passkey': () => [{}, { bukti: ['passkey'], kartu: true }, { tanpaPasskey: true }],
  'kartu': () => [{ kartu: false }],
  'ingatkan': () => [{ pasang: 'nanti' }, { pasang: 'sekarang' }],
  'tertahan': () => [],
}

const STEPS = ['kata-sandi', 'faktor', 'daftar-faktor', 'daftar-passkey', 'kartu', 'ingatkan', 'tertahan'] as const

interface Jump { readonly step: (typeof STEPS)[number]; readonly answer: number }
const jumps: fc.Arbitrary<Jump[]> = fc.array(
  fc.record({ step: fc.constantFrom(...STEPS), answer: fc.nat({ max: 4 }) }), { maxLength: 30 })

/** What is known of the person: nobody before the password, and one more factor once it was set up. */
function factsOf({ faktor, kodePemulihan, kontak, facts }: World, { sub, bukti }: JourneyState): JourneyFacts {
  const made = [...bukti.includes('totp') ? [totp] : [], ...bukti.includes('passkey') ? [passkey] : []]
  const has = [...faktor, ...made.filter(({ jenis }) => !faktor.some((one) => one.jenis === jenis))]
  return { ...facts, person: sub === undefined ? undefined : { id: sub, faktor: has, kodePemulihan, ...kontak } as unknown as PersonToday }
}

/** Every state that somebody passes who posts whatever he likes, in whatever order. */
function walk(one: World, tries: readonly Jump[]): { state: JourneyState; step: StepName }[] {
  let state: JourneyState = one.sesi.length === 0 ? NEW_JOURNEY : { ...NEW_JOURNEY, sub: 'siti', bukti: one.sesi }
  const passed = [{ state, step: nextStep(state, factsOf(one, state)) }]
  for (const { step, answer } of tries) {
    const open = passed.at(-1)?.step
    if (open === 'selesai' || step !== open) continue
    const answers = ANSWERS[step]?.(one) ?? []
    const change = answers[answer % Math.max(1, answers.length)]
    if (change) state = merge(state, change)
    passed.push({ state, step: nextStep(state, factsOf(one, state)) })
  }
  return passed
}

test('no order of steps, right or wrong, ends a sign-in without what the policy demands of it', (t) => {
  let ended = 0
  fc.assert(fc.property(world, jumps, (one, tries) => {
    for (const { state, step } of walk(one, tries)) {
      if (step !== 'selesai') continue
      ended += 1
      const { tuntutan, perangkat, aplikasi } = one.facts
      // A code by message is worth something where the policy lets it.
      const counted = state.bukti.filter((bukti) => (bukti !== 'email' && bukti !== 'sms') || tuntutan.kodePesan.includes(bukti))
      const reached = assuranceOf(counted).acr
      const spared = isExcused(tuntutan, TODAY) || (perangkat.tepercaya && tuntutan.perangkatTepercaya)
      if (!state.bukti.some((bukti) => ['sandi', 'passkey'].includes(bukti))) return false
      if (!spared && !reaches(reached, tuntutan.acr)) return false
      // An application is told by an error what this person cannot prove; what he can, he has proven.
      const { person } = factsOf(one, state)
      const most = person ? reachableBy(person) : ACRS[0]
      if (aplikasi.wajib && reaches(most, aplikasi.wajib) && !reaches(reached, aplikasi.wajib)) return false
      if (aplikasi.wajib === ACRS[1] && !reaches(reached, ACRS[1])) return false
    }
    return true
  }), { numRuns: 3000 })
  t.true(ended > 100, 'and some do end')
})

/** Right answers alone: how many pages somebody sees from a state on. */
function pagesFrom(one: World, state: JourneyState): number {
  const step = nextStep(state, factsOf(one, state))
  if (step === 'selesai') return 0
  // Their pages name a person, a room and a telephone.
  if (step === 'tertahan' || step === 'daftar-passkey') return 1
  const answers = (ANSWERS[step]?.(one) ?? []).filter((change) => Object.keys(change).length > 0)
  const best = Math.min(...answers.map((change) => {
    const next = merge(state, change)
    return JSON.stringify(next) === JSON.stringify(state) ? Infinity : pagesFrom(one, next)
  }))
  return 1 + best
}

test('from every state somebody is signed in, or with whom helps him, after three pages', (t) => {
  // From the password on: the password itself, the factor or the page that sets one up, and the card.
  t.notThrows(() => fc.assert(fc.property(world, jumps, (one, tries) =>
    walk(one, tries).every(({ state }) => pagesFrom(one, state) <= 3)), { numRuns: 3000 }))
})

test('somebody who proved a factor is not asked for the same again', (t) => {
  t.notThrows(() => fc.assert(fc.property(world, (one) => {
    const all: Bukti[] = ['sandi', ...one.faktor.map(({ jenis }) => jenis)]
    if (one.faktor.length === 0) return true
    const state = merge(NEW_JOURNEY, { sub: 'siti', bukti: all })
    return nextStep(state, factsOf(one, state)) !== 'faktor'
  })))
})
