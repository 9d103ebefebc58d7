import test from 'ava'
import { dissolvedName, isBeyondWildcard } from '../../src/domain/clients/host-names.rules.ts'
import { editDistance, nearTwins } from '../../src/domain/clients/host-twins.rules.ts'
import { hostOf } from '../../src/domain/clients/tabel-1/tabel.rules.ts'
import { readTable } from '../../src/domain/clients/tabel-1/tabel.schema.ts'

const at = (name: string): string => name.includes('.go.id') || name.endsWith('.id') ? name : `${name}.bantenprov.go.id`

for (const [one, other] of [
  ['bapenda', 'bappeda'], ['bapenda', 'bappenda'], ['bappeda', 'bappenda'], ['bpkad', 'bpad'], ['distamben', 'distambem'],
  ['sim-peg', 'simpeg'], ['s1mpeg', 'slmpeg'], ['pelayanan', 'pelayananan'], ['e-kinerja', 'ekinerja'], ['lapor', 'lapro'],
  ['sppd.bapenda', 'sppd.bappeda'], ['dornain', 'domain'], ['skp0', 'skpo'],
] as const) {
  test(`twins: ${one} and ${other}`, (t) => {
    t.deepEqual(nearTwins(at(one), ['lain.bantenprov.go.id', at(other)]), [at(other)])
    t.deepEqual(nearTwins(at(other), [at(one)]), [at(one)], 'the other way round')
  })
}

for (const [one, other] of [
  ['bapenda', 'bapenda'], ['bkd', 'bkn'], ['skp', 'spp'], ['rsud', 'bpbd'], ['sim1', 'sim2'], ['dinsos', 'dinkes'],
  ['sppd.dinkes', 'sppd.dishub'], ['lapor', 'tapor'], ['bapenda', 'sppd.bapenda'], ['dispora', 'dispertan'],
] as const) {
  test(`no twins: ${one} and ${other}`, (t) => t.deepEqual(nearTwins(at(one), [at(other)]), []))
}

test('a foreign name that only moves a dot is a twin', (t) => {
  t.deepEqual(nearTwins('bapenda-bantenprov.go.id', ['bapenda.bantenprov.go.id', 'bapenda.go.id']), ['bapenda.bantenprov.go.id'])
})

test('Table 1 has the twins that are known, and few others', (t) => {
  const hosts = readTable().flatMap((row) => hostOf(row) ?? [])
  const pairs = hosts.flatMap((host, index) => nearTwins(host, hosts.slice(index + 1)).map((twin) =>
    [host, twin].map((one) => one.replace('.bantenprov.go.id', '')).toSorted().join(' ')))
  t.deepEqual(pairs.toSorted(), [
    'bapenda bappeda', 'bapenda bappenda', 'bappeda bappenda', 'bpad bpbd', 'bpad bpkad', 'distambem distamben',
  ])
})

test('the distance counts a letter put in, left out, changed or swapped', (t) => {
  for (const [one, other, distance] of [
    ['', '', 0], ['a', '', 1], ['', 'ab', 2], ['kitten', 'sitting', 3], ['ab', 'ba', 1], ['abc', 'abc', 0], ['ca', 'abc', 3],
  ] as const) t.is(editDistance(one, other), distance, `${one} ${other}`)
})

for (const [host, name] of [
  ['dms.dishubkominfo', 'dishubkominfo'], ['distamben', 'distamben'], ['dppkd', 'dppkd'], ['gistahura.dishutbun', 'dishutbun'],
  ['bpad', 'bpad'], ['sim-bandiklat', 'bandiklat'], ['bpkad', undefined], ['bpadx', undefined], ['bapenda', undefined],
] as const) {
  test(`a name that is no more: ${host} ${name ?? 'none'}`, (t) => t.is(dissolvedName(at(host)), name))
}

test('a wildcard covers one level', (t) => {
  t.deepEqual(['bantenprov.go.id', 'skp.bantenprov.go.id', 'skp.bantenprov.go.id:8443', 'a.b.bantenprov.go.id', 'a.b.c.bantenprov.go.id:8443',
    'a.b.go.id', 'a.b.c.d.go.id'].map(isBeyondWildcard), [false, false, false, true, true, false, false])
})
