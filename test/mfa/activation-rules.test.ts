import test from 'ava'
import { lastFour, makeLongCode, mayActivate, readLongCode, reasonAgainst, type TanpaKode } from '../../src/domain/mfa/aktivasi/aktivasi.rules.ts'
import type { Contacts } from '../../src/domain/accounts/pesan/index.ts'

const known: Contacts = { noHp: '+628123456789', usable: ['sms'] }
const calon = { activated: false, keadaan: 'aktif' } as const

const ROWS: [name: string, calon: Parameters<typeof reasonAgainst>[0], contacts: Contacts, empat: string, reason: TanpaKode | undefined][] = [
  ['who fits', calon, known, '6789', undefined],
  ['who is away may choose a password', { ...calon, keadaan: 'terbatas' }, known, '6789', undefined],
  ['nobody has the number', undefined, { usable: [] }, '6789', 'tidak-dikenal'],
  ['who is active', { ...calon, activated: true }, known, '6789', 'sudah-aktif'],
  ['who left', { ...calon, keadaan: 'tutup' }, known, '6789', 'keadaan'],
  ['who may not sign in yet', { ...calon, keadaan: 'calon' }, known, '6789', 'keadaan'],
  ['no number on file', calon, { email: 'a@b.test', usable: ['email'] }, '6789', 'tanpa-nomor'],
  ['a number not believed yet', calon, { ...known, usable: ['email'] }, '6789', 'nomor-baru'],
  ['other digits', calon, known, '6788', 'angka-salah'],
]

for (const [name, who, contacts, empat, reason] of ROWS) {
  test(`whether a code is sent: ${name}`, (t) => { t.is(reasonAgainst(who, contacts, empat), reason) })
}

test('who is frozen by his standing chooses no password', (t) => { t.false(mayActivate({ activated: false, keadaan: 'beku' })) })

for (const [typed, four] of [['6789', '6789'], ['0812-3456 789', '6789'], ['+62 812 3456 789', '6789'], ['678', undefined], ['enam', undefined], ['', undefined]] as const) {
  test(`the last four digits of "${typed}"`, (t) => { t.is(lastFour(typed), four) })
}

test('a long code is read as it was printed, however it is typed', (t) => {
  const code = makeLongCode((below) => below - 1)
  t.is(code, '9999-9999-9999-9999-9999')
  for (const typed of [code, code.replaceAll('-', ''), ` ${code.replaceAll('-', ' ').toLowerCase()} `]) t.is(readLongCode(typed), code)
  for (const typed of ['', code.slice(1), `${code}9`, code.replace('9', 'O'), code.replace('9', '１')]) t.is(readLongCode(typed), undefined)
})
