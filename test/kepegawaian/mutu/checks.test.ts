import test from 'ava'
import {
  checkOpd, checkPerson, PERSON_CHECKS, type PersonCheck, type PersonFacts, retirementAt,
} from '../../../src/domain/kepegawaian/mutu/checks.rules.ts'

/** Every cross-check with a case in which it speaks and one in which it is silent, as a table. */

const TODAY = '2026-11-22'

const person = (changes: Partial<PersonFacts> = {}): PersonFacts => ({
  id: '1', nip: '198001012005011001', tanggal_lahir: '1980-01-01', jenis_kelamin: 'L', jenis: 'PNS',
  tmt_cpns: '2005-01-01', tmt_pns: '2006-01-01', golongan: 'III/c', tmt_golongan: '2022-04-01', email: 'a@contoh.example', no_hp: '+628120000000', tmt_pensiun: '2038-02-01', akhir_kontrak: null,
  bup: null, unit_id: 'u', tmt_jabatan: '2020-02-01', eselon: null, jenis_jabatan: 'fungsional', kembar: false, plt: [], ...changes,
})
const pppk = { nip: '198001012022211001', jenis: 'PPPK', tmt_cpns: null, tmt_pns: null, golongan: 'IX', tmt_pensiun: null, akhir_kontrak: '2027-12-31', tmt_jabatan: null } as const

const CASES: [check: PersonCheck | undefined, changes: Partial<PersonFacts>, why: string][] = [
  [undefined, {}, 'a PNS in order'],
  [undefined, pppk, 'a PPPK in order'],
  [undefined, { nip: null }, 'without a number nothing is compared with it'],
  ['lahir-beda-nip', { tanggal_lahir: '1980-01-10' }, 'ten days after the number'],
  ['kelamin-beda-nip', { jenis_kelamin: 'P' }, 'a woman with digit 1'],
  [undefined, { jenis_kelamin: null }, 'no sex says nothing'],
  ['usia-pengangkatan', { nip: '198001011990011001', tmt_cpns: null, tmt_pns: null, tmt_golongan: null, tmt_jabatan: null }, 'appointed at ten'],
  ['cpns-beda-nip', { tmt_cpns: '2005-02-01' }, 'a month after the one in the number'],
  ['cpns-beda-nip', { tmt_cpns: '2004-01-01' }, 'the same month of another year'],
  [undefined, { tmt_cpns: '2005-01-31' }, 'the last day of the month in the number'],
  [undefined, { ...pppk, tmt_cpns: '2022-03-01' }, 'the number of a PPPK tells no month'],
  ['cpns-sebelum-lahir', { tmt_cpns: '2005-01-01', tanggal_lahir: '2005-01-01', nip: null, tmt_pensiun: null }, 'appointed on the day of birth'],
  [undefined, { tmt_cpns: '2005-01-02', tanggal_lahir: '2005-01-01', nip: null, tmt_pensiun: null }, 'appointed after birth, if only a day'],
  ['pns-sebelum-cpns', { tmt_pns: '2004-12-31' }, 'PNS the day before CPNS'],
  ['pns-sebelum-cpns', { tmt_cpns: null, tmt_pns: '2004-12-31' }, 'PNS before the month in the number'],
  [undefined, { tmt_pns: '2005-01-01' }, 'PNS at once'],
  ['golongan-sebelum-pengangkatan', { tmt_golongan: '2004-12-31' }, 'the day before TMT CPNS'],
  ['golongan-sebelum-pengangkatan', { tmt_cpns: '2005-01-15', tmt_golongan: '2005-01-14' }, 'in the month of the number, before TMT CPNS'],
  [undefined, { tmt_golongan: '2005-01-01' }, 'the first golongan, from TMT CPNS'],
  ['golongan-sebelum-pengangkatan', { tmt_cpns: null, tmt_pns: null, tmt_golongan: '2004-12-31' }, 'the day before the month of appointment'],
  [undefined, { tmt_cpns: null, tmt_golongan: '2005-01-01' }, 'the first day of that month'],
  ['golongan-antara-cpns-pns', { tmt_golongan: '2005-12-31' }, 'promoted the day before TMT PNS'],
  [undefined, { tmt_golongan: '2006-01-01' }, 'promoted on TMT PNS'],
  [undefined, { tmt_cpns: null, tmt_golongan: '2005-12-31' }, 'before TMT PNS where TMT CPNS is not told'],
  ['jabatan-antara-cpns-pns', { tmt_jabatan: '2005-01-02' }, 'another post the day after TMT CPNS'],
  [undefined, { tmt_jabatan: '2005-01-01' }, 'the first post, from TMT CPNS'],
  ['tmt-setelah-pensiun', { tmt_golongan: '2038-02-02' }, 'promoted the day after retirement'],
  ['tmt-setelah-pensiun', { tmt_jabatan: '2038-03-01' }, 'a post after retirement'],
  ['tmt-setelah-pensiun', { tmt_cpns: null, tmt_pns: '2038-03-01', tmt_golongan: null, tmt_jabatan: null }, 'PNS after retirement'],
  [undefined, { tmt_golongan: '2038-02-01', tmt_jabatan: '2038-02-01' }, 'on the day of retirement'],
  ['jabatan-sebelum-pengangkatan', { tmt_jabatan: '2004-12-31' }, 'a post before the appointment'],
  [undefined, { ...pppk, tmt_jabatan: '2022-01-01' }, 'a PPPK from the first day of his year'],
  ['jabatan-sebelum-pengangkatan', { ...pppk, tmt_jabatan: '2021-12-31' }, 'a PPPK from the year before'],
  ['golongan-kosong', { golongan: null, tmt_golongan: null }, 'no golongan'],
  ['golongan-lain-jenis', { golongan: 'III' }, 'a PNS with the golongan of a PPPK'],
  ['golongan-lain-jenis', { ...pppk, golongan: 'III/a' }, 'a PPPK with the golongan of a PNS'],
  [undefined, { jenis: null }, 'no kind says nothing'],
  ['eselon-kosong', { jenis_jabatan: 'struktural' }, 'a structural post without eselon'],
  [undefined, { jenis_jabatan: 'struktural', eselon: 'III.a' }, 'a structural post with one'],
  ['pensiun-beda-bup', { bup: 58, tmt_pensiun: '2040-02-01' }, 'at 60 where the post says 58'],
  [undefined, { bup: 60, tmt_pensiun: '2040-02-01' }, 'at 60 where the post says 60'],
  ['pensiun-beda-bup', { tmt_pensiun: '2037-12-01' }, 'before 58, whatever the post'],
  [undefined, { tmt_pensiun: '2045-02-01' }, 'at 65, the last age there is'],
  ['pensiun-beda-bup', { tmt_pensiun: '2045-03-01' }, 'after 65'],
  [undefined, { tmt_pensiun: null }, 'no day of retirement says nothing'],
  ['kontrak-tanpa-akhir', { ...pppk, akhir_kontrak: null }, 'a PPPK without an end'],
  ['plt-terlalu-lama', { plt: [{ mulai: '2026-01-01', selesai: '2026-07-02' }] }, 'a letter of six months and a day'],
  [undefined, { plt: [{ mulai: '2026-01-01', selesai: '2026-07-01' }] }, 'a letter of six months'],
  ['plt-terlalu-lama', { plt: [{ mulai: '2026-05-21', selesai: null }] }, 'open, and longer than six months today'],
  [undefined, { plt: [{ mulai: '2026-05-22', selesai: null }] }, 'open, six months today'],
  ['tanpa-unit', { unit_id: null }, 'no unit'],
  ['kembar', { kembar: true }, 'a twin'],
  ['tanpa-email', { email: null }, 'no address'],
  ['tanpa-hp', { no_hp: null }, 'no telephone'],
]
for (const [check, changes, why] of CASES) {
  test(`${check ?? 'nothing'}: ${why}`, (t) => {
    t.deepEqual(checkPerson(person(changes), TODAY), check === undefined ? [] : [check])
  })
}

test('every check has a case in which it speaks', (t) => {
  const spoken = new Set(CASES.map(([check]) => check))
  t.deepEqual(Object.keys(PERSON_CHECKS).filter((name) => !spoken.has(name as PersonCheck)), [])
})

test('retirement begins on the first of the month after the birthday', (t) => {
  t.is(retirementAt('1980-01-01', 58), '2038-02-01')
  t.is(retirementAt('1980-01-31', 58), '2038-02-01')
  t.is(retirementAt('1980-12-15', 60), '2041-01-01')
})

for (const [definitif, penugasan, found] of [
  [0, 0, ['opd-tanpa-kepala']], [1, 0, []], [0, 1, []], [2, 0, ['opd-kepala-ganda']], [1, 1, []], [2, 1, ['opd-kepala-ganda']],
] as const) {
  test(`an OPD with ${definitif} heads and ${penugasan} who stand in`, (t) => {
    t.deepEqual(checkOpd({ definitif, penugasan }), [...found])
  })
}
