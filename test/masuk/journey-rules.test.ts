import test from 'ava'
import { PASSWORD_DEMAND } from '../../src/domain/mfa/demand.ts'
import type { PersonToday } from '../../src/domain/pegawai/person.ts'
import { type JourneyFacts, merge, NEW_JOURNEY, nextStep } from '../../src/doors/masuk/journey.rules.ts'

const facts: JourneyFacts = {
  person: { id: 'siti', faktor: [] as PersonToday['faktor'], kodePemulihan: 0, email: null, no_hp: null, roles: [] as PersonToday['roles'] } as PersonToday, tuntutan: PASSWORD_DEMAND,
  perangkat: { dikenal: false, tepercaya: false }, aplikasi: { wajib: undefined, ingin: [] }, diingatkan: false,
  today: '2026-11-28',
}

test('a journey begins with the password, and ends with it where nothing more is asked', (t) => {
  t.is(nextStep(NEW_JOURNEY, { ...facts, person: undefined }), 'kata-sandi')
  t.is(nextStep(merge(NEW_JOURNEY, { sub: 'siti', bukti: ['sandi'] }), facts), 'selesai')
  t.is(nextStep(merge(NEW_JOURNEY, { sub: 'siti' }), facts), 'kata-sandi', 'a name is no proof')
  t.is(nextStep(merge(NEW_JOURNEY, { sub: 'siti', bukti: ['sandi'] }), { ...facts, person: undefined }), 'kata-sandi')
})

test('another person takes nothing over from the one before', (t) => {
  const siti = merge(NEW_JOURNEY, { sub: 'siti', bukti: ['sandi'], bersama: true, ts: 1, cara: 'totp', kunci: 'k' })
  t.deepEqual(merge(siti, { sub: 'siti', bukti: ['totp'] }), { ...siti, bukti: ['sandi', 'totp'] })
  t.deepEqual(merge(merge(siti, { bukti: ['totp'] }), { sub: 'siti', bukti: ['sandi'], ts: 2 }), {
    ...NEW_JOURNEY, sub: 'siti', bukti: ['sandi'], ts: 2,
  }, 'nor does who proves anew who he is')
  t.deepEqual(merge(siti, { sub: 'budi', bukti: ['sandi'] }), { ...NEW_JOURNEY, sub: 'budi', bukti: ['sandi'] })
})

test('whoever activates hears of the day by which at once, others in its last month, and on a browser that told them not again', (t) => {
  const later = { ...PASSWORD_DEMAND, acr: 'urn:bantenprov:acr:mfa', pendaftaranSampai: '2027-02-20' } as const
  const soon = { ...later, pendaftaranSampai: '2026-12-10' }
  const siti = (alur: 'masuk' | 'aktivasi') => merge({ ...NEW_JOURNEY, alur }, { sub: 'siti', bukti: ['sandi'], ts: 1 })
  t.is(nextStep(siti('masuk'), { ...facts, tuntutan: later }), 'selesai')
  t.is(nextStep(siti('aktivasi'), { ...facts, tuntutan: later }), 'ingatkan')
  t.is(nextStep(siti('masuk'), { ...facts, tuntutan: soon }), 'ingatkan')
  t.is(nextStep(siti('masuk'), { ...facts, tuntutan: soon, diingatkan: true }), 'selesai')
  t.is(nextStep(siti('aktivasi'), { ...facts, tuntutan: soon, diingatkan: true }), 'ingatkan', 'a colleague saw it before')
  t.is(nextStep(merge(siti('aktivasi'), { pasang: 'nanti' }), { ...facts, tuntutan: soon }), 'selesai')
})

test('where passwords expire, an old one is changed after all that is to be proven, and before the sign-in ends', (t) => {
  const typed = (sandi: string) => merge(NEW_JOURNEY, { sub: 'siti', bukti: ['sandi'], ts: 1, sandi })
  const strict = { ...facts, masaSandi: 90 }
  t.is(nextStep(typed('2026-01-05 05:00:00+00'), facts), 'selesai', 'the switch is off')
  t.is(nextStep(typed('2026-01-05 05:00:00+00'), strict), 'ganti-sandi')
  t.is(nextStep(typed('2026-11-05 05:00:00+00'), strict), 'selesai')
  t.is(nextStep(merge(typed('2026-01-05 05:00:00+00'), { sandi: '2026-11-28 05:00:00+00' }), strict), 'selesai')
  const person = { ...facts.person, faktor: [{ id: 't', jenis: 'totp', nama: 'Ponsel', sejak: new Date(0) }] } as unknown as PersonToday
  t.is(nextStep(typed('2026-01-05 05:00:00+00'), { ...strict, person }), 'faktor', 'nobody changes it with the password alone')
  t.is(nextStep(merge(NEW_JOURNEY, { sub: 'siti', bukti: ['sandi'] }), strict), 'selesai', 'a session that goes on typed none')
})

test('a lost authenticator is replaced once something else was proven, and on the way to the end alone', (t) => {
  const person = { ...facts.person, faktor: [{ id: 't', jenis: 'totp', nama: 'Ponsel', sejak: new Date(0) }], kodePemulihan: 9 } as unknown as PersonToday
  const known = { ...facts, person }
  const siti = merge(NEW_JOURNEY, { sub: 'siti', bukti: ['sandi'], ts: 1 })
  t.is(nextStep(merge(siti, { hilang: true }), known), 'faktor', 'the password says nothing of it')
  t.is(nextStep(merge(siti, { bukti: ['pemulihan'], hilang: true }), known), 'daftar-faktor')
  t.is(nextStep(merge(siti, { bukti: ['pemulihan'], hilang: false }), known), 'selesai')
  t.false(merge(merge(siti, { bukti: ['izin'], hilang: true }), { sub: 'budi', bukti: ['sandi'], ts: 2 }).hilang ?? false)
})
