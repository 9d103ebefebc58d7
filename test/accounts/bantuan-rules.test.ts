import test from 'ava'
import {
  mayStop, type Pemilik, type Petugas, reasonNotToAgree, reasonNotToAsk,
} from '../../src/domain/accounts/bantuan/permintaan.rules.ts'

// Who may help whom, as tables (decision 28).

const by = (id: string, ...roles: ('pembantu' | 'adminOpd' | 'keamanan')[]): Petugas => ({
  id, pembantu: roles.includes('pembantu'), adminOpd: roles.includes('adminOpd'), keamanan: roles.includes('keamanan'),
})
const owner: Pemilik = { id: 'siti', activated: true, berperan: false }
const powerful: Pemilik = { ...owner, berperan: true }

const ASKING: readonly [Petugas, Pemilik, ReturnType<typeof reasonNotToAsk>][] = [
  [by('budi', 'pembantu'), owner, undefined],
  [by('budi', 'pembantu'), powerful, undefined],
  [by('siti', 'pembantu'), owner, 'sendiri'],
  [by('siti', 'pembantu', 'adminOpd', 'keamanan'), owner, 'sendiri'],
  [by('budi'), owner, 'luar-jangkauan'],
  [by('budi', 'adminOpd'), owner, 'luar-jangkauan'],
  [by('budi', 'keamanan'), owner, 'luar-jangkauan'],
  [by('budi', 'pembantu'), { ...owner, activated: false }, 'belum-aktif'],
]

for (const [who, whose, reason] of ASKING) {
  test(`asking: ${JSON.stringify(who)} for ${JSON.stringify(whose)}: ${reason ?? 'he may'}`, (t) => {
    t.is(reasonNotToAsk(who, whose), reason)
  })
}

const AGREEING: readonly [Petugas, Pemilik, bertugas: boolean, ReturnType<typeof reasonNotToAgree>][] = [
  [by('wati', 'pembantu'), owner, true, undefined],
  [by('wati', 'adminOpd'), owner, true, undefined],
  [by('wati', 'keamanan'), owner, true, undefined],
  [by('wati'), owner, true, 'luar-jangkauan'],
  [by('budi', 'pembantu'), owner, true, 'orang-yang-sama'],
  [by('budi', 'pembantu', 'adminOpd', 'keamanan'), owner, true, 'orang-yang-sama'],
  [by('siti', 'adminOpd', 'keamanan'), owner, true, 'sendiri'],
  [by('wati', 'pembantu'), powerful, true, 'hanya-keamanan'],
  [by('wati', 'adminOpd'), powerful, true, 'hanya-keamanan'],
  [by('wati', 'keamanan'), powerful, true, undefined],
  [by('wati', 'keamanan'), owner, false, 'peminta-tidak-bertugas'],
]

for (const [who, whose, bertugas, reason] of AGREEING) {
  test(`agreeing: ${JSON.stringify(who)} for ${JSON.stringify(whose)}, asked by budi${bertugas ? '' : ' who left'}: ${reason ?? 'he may'}`, (t) => {
    t.is(reasonNotToAgree(who, whose, { oleh: 'budi', bertugas }), reason)
  })
}

test('whoever asked may stop it, and whoever may agree; a stranger may not', (t) => {
  t.true(mayStop(by('budi'), 'budi'))
  for (const role of ['pembantu', 'adminOpd', 'keamanan'] as const) t.true(mayStop(by('wati', role), 'budi'))
  t.false(mayStop(by('wati'), 'budi'))
})
