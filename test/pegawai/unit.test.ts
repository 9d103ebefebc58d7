import test from 'ava'
import { indukOf, isOpdKind, OPD_KINDS, opdOf } from '../../src/domain/pegawai/unit/unit.rules.ts'

/** Own unit first, as `[jenis, nama]`. */
const chain = (...units: [string, string][]) => units.map(([jenis, nama]) => ({ jenis, nama }))

const province: [string, string] = ['Provinsi', 'Banten']
const setda: [string, string] = ['Sekretariat Daerah', 'Setda']
const dinkes: [string, string] = ['Dinas', 'Dinkes']
const biro: [string, string] = ['Biro', 'Biro Hukum']
const rsud: [string, string] = ['RSUD', 'RSUD Banten']

const cases: [string, [string, string][], string | undefined, string | undefined][] = [
  ['a Dinas', [dinkes, province], 'Dinkes', undefined],
  ['a part of a Dinas', [['Bidang', 'Kesmas'], dinkes, province], 'Dinkes', undefined],
  ['a part of a part', [['Seksi', 'Gizi'], ['Bidang', 'Kesmas'], dinkes, province], 'Dinkes', undefined],
  ['Sekretariat Daerah', [setda, province], 'Setda', undefined],
  ['a Biro', [biro, setda, province], 'Biro Hukum', 'Setda'],
  ['a part of a Biro', [['Bagian', 'Bantuan Hukum'], biro, setda, province], 'Biro Hukum', 'Setda'],
  ['a Biro below an Asisten', [biro, ['Asisten', 'Asisten I'], setda, province], 'Biro Hukum', 'Setda'],
  ['an RSUD', [rsud, dinkes, province], 'RSUD Banten', 'Dinkes'],
  ['a part of an RSUD', [['Instalasi', 'Gawat Darurat'], rsud, dinkes, province], 'RSUD Banten', 'Dinkes'],
  ['a Balai', [['UPTD/Balai', 'BKKM'], dinkes, province], 'BKKM', 'Dinkes'],
  ['a Balai below a Bidang', [['UPTD/Balai', 'BKKM'], ['Bidang', 'P2P'], dinkes, province], 'BKKM', 'Dinkes'],
  ['a part of a Balai', [['Seksi', 'Pelayanan'], ['UPTD/Balai', 'BKKM'], dinkes, province], 'BKKM', 'Dinkes'],
  ['a Badan', [['Badan', 'BKD'], province], 'BKD', undefined],
  ['Inspektorat', [['Inspektorat', 'Inspektorat'], province], 'Inspektorat', undefined],
  ['Sekretariat DPRD', [['Sekretariat DPRD', 'Setwan'], province], 'Setwan', undefined],
  ['Satpol PP', [['Satpol PP', 'Satpol PP'], province], 'Satpol PP', undefined],
  ['Badan Penghubung', [['Badan Penghubung', 'Penghubung'], province], 'Penghubung', undefined],
  ['a unit outside any OPD', [['Staf Ahli', 'Staf Ahli Gubernur'], province], undefined, undefined],
  ['the province itself', [province], undefined, undefined],
  ['no unit at all', [], undefined, undefined],
]

for (const [name, units, opd, induk] of cases) {
  test(`${name}: opd ${opd ?? 'none'}, induk ${induk ?? 'none'}`, (t) => {
    t.is(opdOf(chain(...units))?.nama, opd)
    t.is(indukOf(chain(...units))?.nama, induk)
  })
}

test('ten kinds are an OPD, the province and a part are not', (t) => {
  t.is(new Set(OPD_KINDS).size, 10)
  for (const jenis of OPD_KINDS) t.true(isOpdKind(jenis))
  for (const jenis of ['Provinsi', 'Bidang', 'biro', '']) t.false(isOpdKind(jenis))
})
