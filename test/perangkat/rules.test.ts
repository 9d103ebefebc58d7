import { randomUUID } from 'node:crypto'
import test from 'ava'
import { ACRS, type Acr } from '../../src/domain/accounts/acr.rules.ts'
import { fingerprintOf, type KnownBrowser } from '../../src/domain/accounts/throttle/known-browser.rules.ts'
import type { Bukti } from '../../src/domain/mfa/assurance.rules.ts'
import { PASSWORD_DEMAND } from '../../src/domain/mfa/demand.ts'
import { isTrusted, mayTrustOn, TRUST_DAYS, trustUntil } from '../../src/domain/mfa/perangkat/perangkat.rules.ts'
import { namaDepan } from '../../src/domain/pegawai/nama.rules.ts'
import type { PersonToday } from '../../src/domain/pegawai/person.ts'
import { type JourneyFacts, type JourneyState, NEW_JOURNEY, nextStep } from '../../src/doors/masuk/journey.rules.ts'
import { mayTrust, provenIn } from '../../src/doors/masuk/percaya.rules.ts'

const NOW = new Date('2026-11-28T02:00:00Z')
const [SITI, BUDI] = [randomUUID(), randomUUID()]
const id = Buffer.alloc(16, 7)
const since = NOW.getTime() / 1000
const named = (...subs: string[]): KnownBrowser =>
  ({ id, people: subs.map((sub) => ({ fingerprint: fingerprintOf(id, sub), since })) })
const device = (sub: string, until: Date | null, of = id) =>
  ({ sidik: fingerprintOf(of, sub).toString('hex'), tepercayaSampai: until })
const later = new Date(NOW.getTime() + 1000)

for (const [title, perangkat, browser, trusted] of [
  ['trusted by this person', [device(SITI, later)], named(SITI), true],
  ['trusted by this person, whom another followed', [device(SITI, later)], named(BUDI, SITI), true],
  ['known and not trusted', [device(SITI, null)], named(SITI), false],
  ['trusted until now', [device(SITI, NOW)], named(SITI), false],
  ['revoked', [], named(SITI), false],
  ['trusted by somebody else', [device(BUDI, later)], named(SITI, BUDI), false],
  ['another device of his', [device(SITI, later, Buffer.alloc(16, 8))], named(SITI), false],
  ['one whose cookie somebody planted before he signed in', [device(SITI, later)], named(), false],
  ['without a cookie', [device(SITI, later)], undefined, false],
] as const) {
  test(`a browser that is ${title}: ${trusted ? 'trusted' : 'not trusted'}`, (t) => {
    t.is(isTrusted({ id: SITI, perangkat }, browser, NOW), trusted)
  })
}

test('a trust ends after 30 days, and not later', (t) => {
  t.is(TRUST_DAYS, 30)
  t.is(trustUntil(NOW).toISOString(), '2026-12-28T02:00:00.000Z')
})

test('a device is trusted on what somebody has every day, not on what helps him back once', (t) => {
  const ways: readonly Bukti[] = ['sandi', 'totp', 'passkey', 'passkey-perangkat', 'email', 'sms', 'pemulihan', 'izin', 'perangkat']
  t.deepEqual(ways.filter((one) => mayTrustOn(['sandi', one])), ['totp', 'passkey', 'passkey-perangkat', 'email', 'sms'])
})

test('a name says enough for its bearer', (t) => {
  t.deepEqual(['Siti Aminah', 'M. Rizki', 'H. A. Rahman', 'Al Ghifari', 'Siti', 'Ny'].map(namaDepan),
    ['Siti', 'Rizki', 'Rahman', 'Ghifari', 'Siti', 'Ny'])
})

const totp = { id: 't', jenis: 'totp', nama: 'Ponsel', sejak: NOW } as const
const facts: JourneyFacts = {
  person: { id: SITI, faktor: [totp], kodePemulihan: 0, email: null, no_hp: null, roles: [] as PersonToday['roles'] } as unknown as PersonToday,
  tuntutan: PASSWORD_DEMAND, perangkat: { dikenal: true, tepercaya: true }, aplikasi: { wajib: undefined, ingin: [] },
  diingatkan: false, today: '2026-11-28',
}
const typed: JourneyState = { ...NEW_JOURNEY, sub: SITI, bukti: ['sandi'], ts: 1 }
const MFA = { ...PASSWORD_DEMAND, acr: ACRS[1] }

for (const [title, change, step, bukti] of [
  ['spares a factor of one\'s own', {}, 'selesai', ['sandi', 'perangkat']],
  ['spares what the policy asks', { tuntutan: MFA }, 'selesai', ['sandi', 'perangkat']],
  ['spares nothing where the policy takes none', { tuntutan: { ...MFA, perangkatTepercaya: false } }, 'faktor', ['sandi']],
  ['spares nothing of one\'s own at an application of high risk', { tuntutan: { ...PASSWORD_DEMAND, perangkatTepercaya: false } }, 'faktor', ['sandi']],
  ['spares nothing that the application requires', { aplikasi: { wajib: ACRS[1] as Acr, ingin: [] } }, 'faktor', ['sandi', 'perangkat']],
  ['spares no passkey that the application requires', { aplikasi: { wajib: ACRS[2] as Acr, ingin: [] } }, 'faktor', ['sandi', 'perangkat']],
  ['spares nothing that the application wishes', { aplikasi: { wajib: undefined, ingin: [ACRS[1] as Acr] } }, 'faktor', ['sandi', 'perangkat']],
  ['that is not trusted spares nothing', { perangkat: { dikenal: true, tepercaya: false } }, 'faktor', ['sandi']],
] as const) {
  test(`a trusted device ${title}`, (t) => {
    const now: JourneyFacts = { ...facts, ...change }
    t.is(nextStep(typed, now), step)
    t.deepEqual(provenIn(typed, now), bukti)
  })
}

test('what was proven is told, and not what it made needless', (t) => {
  t.deepEqual(provenIn({ ...typed, bukti: ['sandi', 'totp'] }, facts), ['sandi', 'totp'])
})

for (const [title, state, change, may] of [
  ['who proves himself', {}, {}, true],
  ['whom the policy asks', {}, { tuntutan: MFA }, true],
  ['on a computer that others use', { bersama: true }, {}, false],
  ['of a session that is made surer', { ts: undefined }, {}, false],
  ['who trusted it before', {}, { perangkat: { dikenal: true, tepercaya: true } }, false],
  ['where the policy takes none', {}, { tuntutan: { ...MFA, perangkatTepercaya: false } }, false],
  ['at an application that requires a factor', {}, { aplikasi: { wajib: ACRS[1] as Acr, ingin: [] } }, false],
  ['at one that requires a password', {}, { aplikasi: { wajib: ACRS[0] as Acr, ingin: [] } }, true],
] as const) {
  test(`trust of a device is ${may ? 'offered' : 'not offered'} to somebody ${title}`, (t) => {
    const known: JourneyFacts = { ...facts, perangkat: { dikenal: true, tepercaya: false } }
    const now: JourneyFacts = { ...known, ...change }
    t.is(mayTrust({ ...typed, ...state }, now), may)
  })
}
