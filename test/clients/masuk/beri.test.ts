import test from 'ava'
import { type GiftFacts, mayGive } from '../../../src/domain/clients/peran/beri.rules.ts'
import { appRolesOf } from '../../../src/domain/clients/peran/peran.rules.ts'

const FACTS: GiftFacts = {
  keadaan: 'aktif', tahan: false, units: ['seksi', 'dinas', 'provinsi'], giver: ['dinas'], mulai: '2026-11-28', alasan: 'surat tugas',
  today: '2026-11-28',
}

for (const [title, change, outcome] of [
  ['somebody of the OPD', {}, 'dinas'],
  ['until a day', { selesai: '2026-11-28' }, 'dinas'],
  ['from a day to come', { mulai: '2027-01-01', selesai: '2027-02-01' }, 'dinas'],
  ['the nearest of several units of the giver', { giver: ['balai', 'seksi', 'dinas'] }, 'seksi'],
  ['somebody on study leave', { keadaan: 'terbatas' }, 'dinas'],
  ['somebody of another OPD', { units: ['badan', 'provinsi'] }, 'bukan-orang-opd'],
  ['by nobody\'s unit', { giver: [] }, 'bukan-orang-opd'],
  ['somebody who left', { keadaan: 'tutup' }, 'keadaan'],
  ['somebody suspended', { keadaan: 'beku' }, 'keadaan'],
  ['somebody who is held', { tahan: true }, 'ditahan'],
  ['from a day of the past', { mulai: '2026-11-27' }, 'tanggal'],
  ['to a day before the first', { selesai: '2026-11-27' }, 'tanggal'],
  ['from no day', { mulai: '2026-02-30' }, 'tanggal'],
  ['to no day', { selesai: 'besok' }, 'tanggal'],
  ['without a reason', { alasan: '    ' }, 'alasan'],
  ['with a book for a reason', { alasan: 'x'.repeat(501) }, 'alasan'],
] as [string, Partial<GiftFacts>, string][]) {
  test(`a role given to/${title}: ${outcome}`, (t) => {
    const verdict = mayGive({ ...FACTS, ...change })
    t.is(verdict.ok ? verdict.unitId : verdict.alasan, outcome)
  })
}

const role = (klien: string, kode: string, unit: string) => ({ klien, kode, unit })
const unit = (id: string) => ({ id, kode: null, kodeSumber: null, nama: id, jenis: 'Dinas' })

test('roles are of the application asked for, of units that he is in, once each', (t) => {
  const person = {
    unitChain: [unit('seksi'), unit('dinas')],
    penugasan: [{ jenis: 'PLT' as const, jabatan: 'Kepala', unit: unit('badan'), rantai: ['badan'], mulai: '2026-01-01', selesai: null, sk: null }],
    peranAplikasi: [role('a', 'z', 'dinas'), role('a', 'z', 'seksi'), role('a', 'b', 'badan'), role('a', 'c', 'lain'), role('b', 'd', 'dinas')],
  }
  t.deepEqual(appRolesOf(person, 'a'), ['b', 'z'])
  t.deepEqual(appRolesOf({ ...person, penugasan: [] }, 'a'), ['z'])
  t.deepEqual(appRolesOf({ ...person, unitChain: [] }, 'b'), [])
  t.deepEqual(appRolesOf({ unitChain: [], penugasan: [] }, 'a'), [])
})
