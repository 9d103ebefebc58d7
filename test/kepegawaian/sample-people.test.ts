import { readFileSync } from 'node:fs'
import test from 'ava'
import { REFERENCE_DAY, samplePeople, samplePopulation } from '../../src/domain/kepegawaian/sample/index.ts'
import type { SampleAssignment, SamplePerson, SeedUnit } from '../../src/domain/kepegawaian/sample/index.ts'
import { readGolongan } from '../../src/domain/pegawai/golongan.rules.ts'
import { KEADAAN, listKedudukan, readKedudukan } from '../../src/domain/pegawai/kedudukan.rules.ts'
import { parseNip } from '../../src/domain/pegawai/nip.rules.ts'

/** The sample as people: plausible on the reference day, with every state, seat and kind of assignment. */

const seeds = JSON.parse(readFileSync(new URL('../../seeds/unit.json', import.meta.url), 'utf8')) as SeedUnit[]
const { people, units, assignments } = samplePopulation(10_000, seeds)
const fewPeople = samplePeople(200, seeds)

const share = (is: (person: SamplePerson) => boolean): number => people.filter(is).length / people.length
const isAktif = (person: SamplePerson): boolean => {
  const read = readKedudukan(person.kedudukan.kode)
  return !read.tahan && read.kedudukan.keadaan === 'aktif' && person.meninggal === undefined
}
const covers = (day: string) => ({ mulai, selesai }: SampleAssignment): boolean =>
  mulai <= day && (selesai === undefined || day <= selesai)
const only = (jenis: SampleAssignment['jenis']): SampleAssignment[] => assignments.filter((a) => a.jenis === jenis)

test('every NIP is right, unique and tells the same as the rest of the row', (t) => {
  for (const { nip, lahir, kelamin, jenis, tmtAwal } of people) {
    const birth = new Date(Date.UTC(+nip.slice(0, 4), +nip.slice(4, 6) - 1, +nip.slice(6, 8)))
    const kind = +nip.slice(12, 14)
    const agrees = /^\d{18}$/.test(nip) && birth.toISOString().startsWith(lahir) && nip.slice(0, 8) === lahir.replaceAll('-', '')
      && nip.slice(8, 12) === tmtAwal.slice(0, 4)
      && (jenis === 'PPPK' ? kind >= 21 && kind <= 29 : kind === +tmtAwal.slice(5, 7))
      && nip[14] === (kelamin === 'L' ? '1' : '2') && +nip.slice(15) >= 1
    if (!agrees) t.fail(nip)
  }
  t.is(new Set(people.map((person) => person.nip)).size, people.length)
})

test('no NIP is refused or doubted by the rules', (t) => {
  for (const { nip } of people) {
    const read = parseNip(nip, REFERENCE_DAY)
    if (!read.ok || read.warnings.length > 0) t.fail(nip)
  }
  t.pass()
})

test('62 % PNS, 3 % CPNS, 35 % PPPK, 96 % of all in state 01', (t) => {
  t.is(share((person) => person.jenis === 'PNS'), 0.62)
  t.is(share((person) => person.jenis === 'CPNS'), 0.03)
  t.is(share((person) => person.jenis === 'PPPK'), 0.35)
  t.true(Math.abs(share((person) => person.kedudukan.kode === '01') - 0.96) < 0.005)
})

for (const [size, group] of [['10,000', people], ['200', fewPeople]] as const) {
  test(`${size} people are spread over all 41 units`, (t) => {
    t.is(new Set(group.map((person) => person.unit.opd)).size, 41)
  })

  test(`${size} people: the 31 kedudukan hukum of a PNS, all five states, an unknown one, and one who has died`, (t) => {
    const codes = new Set(group.map((person) => person.kedudukan.kode))
    t.deepEqual([...codes].sort(), [...listKedudukan().map((k) => k.kode).filter((kode) => kode !== '71'), 'MP'].sort())
    const readings = [...codes].map((kode) => readKedudukan(kode))
    const states = new Set(readings.map((read) => (read.tahan ? 'tahan' : read.kedudukan.keadaan)))
    t.deepEqual([...states].sort(), [...KEADAAN, 'tahan'].sort())
    t.true(group.some((person) => person.kedudukan.kode === '01' && (person.meninggal ?? '9') < REFERENCE_DAY))
  })

  const seats: [opd: string, jabatan: RegExp][] = [
    ['diskominfo', /^Kepala Dinas Komunikasi/], ['diskominfo', /^Kepala Bidang /], ['diskominfo', /^Kepala Seksi /],
    ['bkd', /^Kepala Badan Kepegawaian Daerah$/], ['dindikbud', /^Kepala Dinas /], ['dinkes', /^Kepala Dinas /],
  ]
  for (const [opd, jabatan] of seats) {
    test(`${size} people: a seat ${jabatan.source} in ${opd} with years to go`, (t) => {
      const holder = group.find((p) => p.unit.opd === opd && p.leads && jabatan.test(p.jabatan.nama))
      t.truthy(holder)
      t.true(holder && isAktif(holder))
      t.true((holder?.tmtPensiun ?? '') > '2035')
    })
  }
}

test('Dindikbud, Dinkes and the hospitals are big, and Kominfo has its functional posts', (t) => {
  const size = (opd: string): number => people.filter((person) => person.unit.opd === opd).length
  for (const [big, times] of [['dindikbud', 25], ['rsud-banten', 5], ['rsud-malingping', 3], ['dinkes', 2]] as const) {
    t.true(size(big) > times * size('diskominfo'), big)
  }
  const kominfo = people.filter((person) => person.unit.opd === 'diskominfo' && isAktif(person))
  t.true(kominfo.some((person) => person.jabatan.nama === 'Pranata Komputer Ahli Muda'))
})

test('nobody in service is past retirement, the contract or his death', (t) => {
  for (const person of people.filter(isAktif)) {
    const end = person.tmtPensiun ?? person.akhirKontrak ?? ''
    if (end <= REFERENCE_DAY) t.fail(`${person.jenis} until ${end}`)
    if ((person.jenis === 'PPPK') !== (person.akhirKontrak !== undefined)) t.fail(person.jenis)
  }
  t.pass()
})

test('who is retired has passed his day, who prepares for it reaches it within 13 months', (t) => {
  for (const { kedudukan, tmtPensiun = '' } of people) {
    if (kedudukan.kode === '98' || kedudukan.kode === '99') t.true(tmtPensiun <= REFERENCE_DAY)
    if (kedudukan.kode === '20') t.true(tmtPensiun > REFERENCE_DAY && tmtPensiun < '2028')
  }
})

test('dates follow each other: birth, appointment, golongan and jabatan, the reference day', (t) => {
  for (const { jenis, lahir, tmtAwal, tmtPns, tmtGolongan, jabatan } of people) {
    if ((jenis === 'PNS') !== (tmtPns !== undefined)) t.fail(`${jenis} ${tmtPns}`)
    const inOrder = tmtAwal <= (tmtPns ?? tmtAwal) && (tmtPns ?? tmtAwal) <= REFERENCE_DAY && lahir < tmtAwal && tmtAwal <= tmtGolongan && tmtAwal <= jabatan.tmt
      && tmtGolongan <= REFERENCE_DAY && jabatan.tmt <= REFERENCE_DAY
    if (!inOrder) t.fail([lahir, tmtAwal, tmtGolongan, jabatan.tmt].join(' '))
  }
  t.pass()
})

test('all golongan occur, I to XVII for PPPK and I/a to IV/e for the others', (t) => {
  const seen = { PNS: new Set<string>(), PPPK: new Set<string>() }
  for (const { jenis, golongan } of people) {
    const read = readGolongan(golongan)
    if (read?.jenis !== (jenis === 'PPPK' ? 'PPPK' : 'PNS')) t.fail(`${jenis} ${golongan}`)
    seen[jenis === 'PPPK' ? 'PPPK' : 'PNS'].add(golongan)
  }
  t.is(seen.PPPK.size, 17)
  t.is(seen.PNS.size, 17)
})

const ranks: [jabatan: RegExp, eselon: string][] = [
  [/^Sekretaris Daerah$/, '12'], [/^Kepala Dinas /, '21'], [/^Kepala Badan (?!Penghubung)/, '21'],
  [/^Kepala Biro /, '22'], [/^Sekretaris (Dinas|Badan) /, '31'], [/^Kepala Bidang /, '32'],
  [/^Kepala (Subbagian|Subbidang) (?!Tata)/, '41'],
]
for (const [jabatan, eselon] of ranks) {
  test(`${jabatan.source} is eselon ${eselon}`, (t) => {
    const found = people.filter((person) => person.leads && jabatan.test(person.jabatan.nama))
    t.true(found.length > 0)
    t.deepEqual([...new Set(found.map((person) => person.jabatan.eselon))], [eselon])
  })
}

test('a post has one holder, an aktif PNS in his own unit; only the others have no eselon', (t) => {
  const led = people.filter((person) => person.leads)
  t.is(new Set(led.map((person) => person.unit.id)).size, led.length)
  for (const person of led) {
    const fits = isAktif(person) && person.jenis === 'PNS' && person.jabatan.nama === person.unit.head?.nama
    if (!fits) t.fail(person.jabatan.nama)
  }
  t.true(people.every((person) => (person.jabatan.jenis === '1') === person.leads))
  t.true(people.every((person) => (person.jabatan.eselon === '99') !== person.leads))
})

test('Plt letters have ended in 2025, run on the reference day, and begin after it', (t) => {
  t.true(only('PLT').some((letter) => letter.selesai?.startsWith('2025')))
  t.true(only('PLT').some(covers(REFERENCE_DAY)))
  t.true(only('PLT').some((letter) => letter.mulai > REFERENCE_DAY))
})

test('a Plt letter lasts three months and is extended once at most', (t) => {
  const letters = new Map<string, number>()
  for (const { pnsId, unitId, mulai, selesai = '' } of only('PLT')) {
    const days = (Date.parse(selesai) - Date.parse(mulai)) / 86_400_000 + 1
    if (days < 89 || days > 92) t.fail(`${mulai} ${selesai}`)
    letters.set(`${pnsId} ${unitId}`, (letters.get(`${pnsId} ${unitId}`) ?? 0) + 1)
  }
  t.deepEqual([...new Set(letters.values())].sort(), [1, 2])
})

test('a running Plt stands in a vacant post, a running Plh in one that is held', (t) => {
  const led = new Set(people.filter((person) => person.leads).map((person) => person.unit.id))
  const running = assignments.filter(covers(REFERENCE_DAY))
  t.true(running.filter((a) => a.jenis === 'PLT').every((a) => !led.has(a.unitId)))
  t.true(running.some((a) => a.jenis === 'PLH'))
  t.true(running.filter((a) => a.jenis === 'PLH').every((a) => led.has(a.unitId)))
  t.true(units.some((unit) => unit.head && !led.has(unit.id) && unit.level === 0))
})

test('who stands in keeps his definitive post in the same OPD and is in service', (t) => {
  const byId = new Map(people.map((person) => [person.pnsId, person]))
  const opdOf = new Map(units.map((unit) => [unit.id, unit.opd]))
  for (const { pnsId, jenis, unitId } of assignments) {
    const person = byId.get(pnsId)
    const fits = person && isAktif(person) && person.unit.opd === opdOf.get(unitId)
      && (jenis === 'TT' || person.leads && person.unit.id !== unitId)
    if (!fits) t.fail(`${jenis} ${unitId}`)
  }
  t.deepEqual([...new Set(assignments.map((a) => a.jenis))].sort(), ['PJ', 'PLH', 'PLT', 'TT'])
})

test('somebody has two assignments on the reference day, and somebody one without an end', (t) => {
  const running = new Map<string, number>()
  for (const { pnsId } of assignments.filter(covers(REFERENCE_DAY))) running.set(pnsId, (running.get(pnsId) ?? 0) + 1)
  t.true([...running.values()].includes(2))
  t.true(assignments.some((a) => a.selesai === undefined && a.mulai < REFERENCE_DAY))
})
