import test from 'ava'
import { ACRS } from '../../src/domain/accounts/acr.rules.ts'
import { type Demand, PASSWORD_DEMAND } from '../../src/domain/mfa/demand.ts'
import type { FaktorToday, PersonToday } from '../../src/domain/pegawai/person.ts'
import { type JourneyFacts, type JourneyState, merge, NEW_JOURNEY, nextStep } from '../../src/doors/masuk/journey.rules.ts'
import { waysOf } from '../../src/doors/masuk/langkah/faktor.rules.ts'

const TODAY = '2026-11-28'
const totp: FaktorToday = { id: 't', jenis: 'totp', nama: 'Ponsel', sejak: new Date(0) }
const passkey: FaktorToday = { ...totp, id: 'p', jenis: 'passkey' }
const passkeyDemand: Demand = { ...PASSWORD_DEMAND, acr: ACRS[2], tahanPhishing: true, perangkatTepercaya: false, kodePesan: [] }

function facts(faktor: FaktorToday[], change: Partial<JourneyFacts> = {}): JourneyFacts {
  const person = { id: 'siti', faktor, kodePemulihan: 0, email: null, no_hp: null, roles: [] as PersonToday['roles'] } as unknown as PersonToday
  return {
    person, tuntutan: passkeyDemand, perangkat: { dikenal: false, tepercaya: false },
    aplikasi: { wajib: undefined, ingin: [] }, diingatkan: false, today: TODAY, ...change,
  }
}
const typed = merge(NEW_JOURNEY, { sub: 'siti', bukti: ['sandi'], ts: 1 })
const after = (change: Partial<JourneyState>, state = typed) => merge(state, change)

test('who has nothing beside his password is led to make a passkey where one is demanded', (t) => {
  t.is(nextStep(typed, facts([])), 'daftar-passkey')
  t.is(nextStep(after({ bukti: ['passkey'] }), facts([passkey])), 'selesai')
  t.is(nextStep(after({ bukti: ['passkey'] }), facts([])), 'selesai', 'though the directory is of a moment ago')
  const wanted = { tuntutan: PASSWORD_DEMAND, aplikasi: { wajib: ACRS[2], ingin: [] } }
  t.is(nextStep(typed, facts([], wanted)), 'daftar-passkey', 'by the application alone')
})

test('a password alone makes no passkey for somebody who has an authenticator, whatever device he trusts', (t) => {
  for (const tepercaya of [false, true]) {
    const seen = facts([totp], { perangkat: { dikenal: true, tepercaya } })
    t.is(nextStep(typed, seen), 'faktor')
    t.is(nextStep(after({ bukti: ['totp'] }), seen), 'daftar-passkey')
  }
  const grace = facts([totp], {
    tuntutan: { ...passkeyDemand, pendaftaranSampai: '2026-12-10' }, perangkat: { dikenal: true, tepercaya: true },
  })
  t.is(nextStep(typed, grace), 'faktor', 'no device stands in where none may')
  const spared = { ...grace, tuntutan: { ...grace.tuntutan, perangkatTepercaya: true } }
  t.is(nextStep(typed, spared), 'ingatkan', 'in a grace the device stands in for what he has')
  t.is(nextStep(after({ pasang: 'sekarang' }), spared), 'faktor', 'and for no more')
  t.is(nextStep(after({ bukti: ['totp'] }), grace), 'ingatkan', 'an authenticator is not what will be asked')
  t.is(nextStep(after({ pasang: 'sekarang' }), grace), 'faktor', 'nor in a grace')
  t.is(nextStep(after({ pasang: 'sekarang', bukti: ['totp'] }), grace), 'daftar-passkey')
})

test('in a grace the passkey may be made later', (t) => {
  const grace = facts([], { tuntutan: { ...passkeyDemand, pendaftaranSampai: '2026-12-10' } })
  t.is(nextStep(typed, grace), 'ingatkan')
  t.is(nextStep(after({ pasang: 'nanti' }), grace), 'selesai')
  t.is(nextStep(after({ pasang: 'sekarang' }), grace), 'daftar-passkey')
  t.is(nextStep(after({ pasang: 'sekarang', tanpaPasskey: true }), grace), 'selesai', 'nor does a device without passkeys hold him')
})

test('whose device has no passkeys is held, with whom helps him, and not signed in by less', (t) => {
  t.is(nextStep(after({ tanpaPasskey: true }), facts([])), 'tertahan')
  t.is(nextStep(after({ tanpaPasskey: true, bukti: ['totp'] }), facts([totp])), 'tertahan')
  t.is(nextStep(after({ tanpaPasskey: true }), facts([totp])), 'faktor', 'nobody is told more with a password')
})

test('who has a passkey is asked for it alone where nothing less will do, beside the others elsewhere', (t) => {
  t.is(nextStep(typed, facts([passkey])), 'faktor')
  t.is(nextStep(after({ bukti: ['totp'] }), facts([totp, passkey])), 'faktor', 'an authenticator is not good enough')
  t.deepEqual(waysOf({ faktor: [totp, passkey], kodePemulihan: 3 }, [], 'totp', true), { cara: 'passkey', lain: [] })
  t.deepEqual(waysOf({ faktor: [totp], kodePemulihan: 3 }, [], undefined, true), { cara: 'totp', lain: ['pemulihan', 'izin'] })
  t.deepEqual(waysOf({ faktor: [passkey, totp], kodePemulihan: 0 }, [], undefined), { cara: 'totp', lain: ['passkey', 'izin'] })
  t.deepEqual(waysOf({ faktor: [passkey], kodePemulihan: 1 }, [], undefined), { cara: 'passkey', lain: ['pemulihan', 'izin'] })
})

test('a passkey alone signs in, and begins anew what was there', (t) => {
  const alone = merge(typed, { sub: 'siti', bukti: ['passkey'], ts: 2 })
  t.deepEqual(alone.bukti, ['passkey'])
  t.is(nextStep(alone, facts([passkey, totp])), 'selesai')
})
