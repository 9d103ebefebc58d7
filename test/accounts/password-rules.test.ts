import test from 'ava'
import { checkPassword, normalisePassword } from '../../src/domain/accounts/password.rules.ts'
import { isExpired } from '../../src/domain/accounts/password-terms.rules.ts'

const NIP = '198002012005011007'
const OLD_NIP = '410012345'
const owner = {
  nips: [NIP, OLD_NIP],
  lahir: '1980-02-01',
  common: (password: string) => password === 'kata sandi umum',
}

const accepted = [
  ['8 code points', 'xkqv-wzj', 'xkqv-wzj'],
  ['256 code points', 'q'.repeat(256), 'q'.repeat(256)],
  ['8 code points of two UTF-16 units', '🙈🙉🙊🐵🦍🦧🐒🐸', '🙈🙉🙊🐵🦍🦧🐒🐸'],
  ['256 code points typed as 1024', '\u{1D6FC}\u0313\u0300\u0345'.repeat(256), '\u1F82'.repeat(256)],
  ['blanks before, inside and after', '  dua  kata  ', '  dua  kata  '],
  ['full-width letters as plain ones', 'ｘｋｑｖ－ｗｚｊ', 'xkqv-wzj'],
  ['a letter and its accent as one', 'cafe\u0301 pagi', 'caf\u00E9 pagi'],
  ['digits alone', '7402958163', '7402958163'],
  ['a common one inside a longer one', 'kata sandi umum!', 'kata sandi umum!'],
  ['the NIP without its birth date', NIP.slice(8), NIP.slice(8)],
  ['the year of birth alone', 'lulus 1980 dulu', 'lulus 1980 dulu'],
  ['year and month of birth', 'lulus 1980-02', 'lulus 1980-02'],
  ['another day', 'tanggal 02-02-1980', 'tanggal 02-02-1980'],
  ['another day whose tail is the day of birth', 'tanggal 21-2-1980', 'tanggal 21-2-1980'],
  ['another day in one piece, without zeros', 'xkqvw2121980', 'xkqvw2121980'],
  ['day and month that go on as another number', 'rumus 1-2-8051', 'rumus 1-2-8051'],
  ['another month in words', '1 Maret 1980', '1 Maret 1980'],
] as const

for (const [title, password, normalised] of accepted) {
  test(`accepts ${title}`, (t) => {
    t.deepEqual(checkPassword(password, owner), { ok: true, normalised })
  })
}

const refused = [
  ['nothing', '', 'too-short', 0],
  ['7 code points', 'xkqvwzj', 'too-short', 7],
  ['4 code points of two UTF-16 units', '🙈🙉🙊🐵', 'too-short', 4],
  ['8 that NFKC makes 7', 'xkqvwze\u0301', 'too-short', 7],
  ['257 code points', 'q'.repeat(257), 'too-long', 257],
  ['129 that NFKC makes 258', '\u2025'.repeat(129), 'too-long', 258],
  ['more than 4096 bytes, not normalised', '\u2025'.repeat(1366), 'too-long', 1366],
  ['a lone high surrogate', 'xkqv\uD83Dwzjp', 'malformed', 9],
  ['a lone low surrogate at the end', 'xkqvwzjp\uDE00', 'malformed', 9],
  ['a common one', 'kata sandi umum', 'common', 15],
  ['a common one in full width', 'ｋａｔａ ｓａｎｄｉ ｕｍｕｍ', 'common', 15],
  ['the NIP', NIP, 'contains-nip', 18],
  ['the NIP within words', `nip${NIP}saya`, 'contains-nip', 25],
  ['the NIP in its printed groups', '19800201 200501 1 007', 'contains-nip', 21],
  ['the NIP with dots', '19800201.200501.1.007', 'contains-nip', 21],
  ['the NIP with a dash and a blank between', '19800201 - 200501/1_007', 'contains-nip', 23],
  ['the NIP in full width', '１９８００２０１２００５０１１００７', 'contains-nip', 18],
  ['the old NIP', 'x410012345', 'contains-nip', 10],
  ['YYYYMMDD', 'abc19800201', 'contains-birth-date', 11],
  ['YYYY-MM-DD', 'abc1980-02-01', 'contains-birth-date', 13],
  ['DDMMYYYY', '01021980abc', 'contains-birth-date', 11],
  ['DD-MM-YYYY', '01-02-1980abc', 'contains-birth-date', 13],
  ['DD.MM.YYYY', '01.02.1980abc', 'contains-birth-date', 13],
  ['DD/MM/YYYY', '01/02/1980abc', 'contains-birth-date', 13],
  ['DD MM YYYY', '01 02 1980abc', 'contains-birth-date', 13],
  ['DDMMYY', 'abc010280', 'contains-birth-date', 9],
  ['DD.MM.YY', 'abc01.02.80', 'contains-birth-date', 11],
  ['YYMMDD', 'abc800201', 'contains-birth-date', 9],
  ['YY/MM/DD', 'abc80/02/01', 'contains-birth-date', 11],
  ['DMYYYY', 'abcde121980', 'contains-birth-date', 11],
  ['D-M-YYYY with digits behind', '1-2-1980123', 'contains-birth-date', 11],
  ['D/M/YY', 'abcd 1/2/80', 'contains-birth-date', 11],
  ['YYYY.M.D', 'abc1980.2.1', 'contains-birth-date', 11],
  ['the month in words', '1 Februari 1980', 'contains-birth-date', 15],
  ['the month in capitals, in one piece', '01FEBRUARI80', 'contains-birth-date', 12],
  ['the month short, in one piece', 'budi1feb1980', 'contains-birth-date', 12],
] as const

for (const [title, password, reason, length] of refused) {
  test(`refuses ${title}`, (t) => {
    t.deepEqual(checkPassword(password, owner), { ok: false, reason, length })
  })
}

const dates = [
  ['1980-05-12', ['12mei1980', '12 may 80', '12/5/1980'], ['12 mar 1980']],
  ['1980-08-17', ['17agustus1980', '17 Agt 1980', '17aug1980', '17-8-80'], ['7agustus1980']],
  ['1980-12-31', ['31desember1980', '31.12.80', '311280 aman'], ['31 des 1981', '30desember1980']],
] as const

for (const [lahir, containing, free] of dates) {
  test(`knows the spellings of ${lahir}`, (t) => {
    const reasonFor = (password: string): string => {
      const check = checkPassword(`xkq ${password}`, { nips: [], lahir, common: () => false })
      return check.ok ? 'ok' : check.reason
    }
    for (const password of containing) t.is(reasonFor(password), 'contains-birth-date', password)
    for (const password of free) t.is(reasonFor(password), 'ok', password)
  })
}

test('asks the blocklist for the whole NFKC form, and only for what may be long enough', (t) => {
  const asked: string[] = []
  const common = (password: string): boolean => asked.push(password) === 0
  for (const password of ['short', 'Ｃａｆｅ\u0301 Pagi', 'q'.repeat(257)]) {
    checkPassword(password, { ...owner, common })
  }
  t.deepEqual(asked, ['Caf\u00E9 Pagi'])
})

test('without a birth date and NIP nothing personal is compared', (t) => {
  const nobody = { nips: [], lahir: undefined, common: () => false }
  t.true(checkPassword(`${NIP} 01-02-1980`, nobody).ok)
})

for (const [title, wrong] of [
  ['a NIP with separators', { nips: ['19800201 200501 1 007'], lahir: undefined }],
  ['an empty NIP', { nips: [''], lahir: undefined }],
  ['a birth date in another order', { nips: [], lahir: '01-02-1980' }],
  ['a month that does not exist', { nips: [], lahir: '1980-13-01' }],
] as const) {
  test(`throws for ${title} rather than compare nothing`, (t) => {
    t.throws(() => checkPassword('xkqv-wzj', { ...wrong, nips: [...wrong.nips], common: () => false }), {
      instanceOf: TypeError,
    })
  })
}

test('normalisePassword has no form for what is no password', (t) => {
  t.is(normalisePassword('ｘ'), 'x')
  t.is(normalisePassword('q'.repeat(257)), undefined)
  t.is(normalisePassword('x\uD83D'), undefined)
})

test('composition is asked for where BSSN 4/2021 is followed, and nowhere else', (t) => {
  const judge = (password: string, composed: boolean) => {
    const check = checkPassword(password, { nips: [], lahir: undefined, common: () => false, terms: { composed } })
    return check.ok ? 'ok' : check.reason
  }
  for (const password of ['kuda lumping 7', 'KUDA LUMPING 7', 'Kuda Lumping', 'KudaLumping7']) {
    t.deepEqual([judge(password, true), judge(password, false)], ['not-composed', 'ok'], password)
  }
  t.deepEqual([judge('Kuda Lumping 7', true), judge('Ünïcode-9', true)], ['ok', 'ok'])
})

for (const [days, changed, expired] of [
  [undefined, '2001-01-01 00:00:00+00', false], [90, '2026-08-30 23:59:59.123456+00', false],
  [90, '2026-08-29 00:00:00+00', true], [90, '2026-11-28 05:00:00+00', false], [1, '2026-11-26 05:00:00+00', true],
] as const) {
  test(`a password of ${changed} is ${expired ? 'too old' : 'good'} where it is good for ${days ?? 'any'} days`, (t) => {
    t.is(isExpired(days, changed, '2026-11-28'), expired)
  })
}
