import test from 'ava'
import type { DirectoryUnit } from '../../../src/domain/pegawai/unit/directory.queries.ts'
import { treeOf } from '../../../src/domain/pegawai/unit/directory.rules.ts'
import { checkPlan, type Plan } from '../../../src/domain/kepegawaian/reorganisasi/plan.rules.ts'

/** What may be planned, as a table. */

const TODAY = '2026-11-22'

const unit = (id: string, induk_id: string | null, jenis: string, more: Partial<DirectoryUnit> = {}): DirectoryUnit => ({
  id, induk_id, jenis, slug: null, nama: `Unit ${id}`, kode: null, kode_sumber: null, valid_from: '2017-01-01', valid_to: null,
  successor_id: null, aliases: [], ...more,
})

const TREE = treeOf([
  unit('prov', null, 'Provinsi'), unit('a', 'prov', 'Dinas'), unit('b', 'prov', 'Dinas'), unit('c', 'prov', 'Badan'),
  unit('balai-a', 'a', 'UPTD/Balai'), unit('bidang-a', 'a', 'Bidang'), unit('bidang-b', 'b', 'Bidang'),
  unit('lama', 'prov', 'Dinas', { valid_to: '2026-01-01', successor_id: 'b' }),
  unit('segera', 'prov', 'Dinas', { valid_to: '2027-06-01', successor_id: 'b' }),
  unit('kelak', 'prov', 'Dinas', { valid_from: '2027-03-01' }),
])

const plan = (changes: Partial<Plan>): Plan =>
  ({ jenis: 'gabung', unitId: 'a', penerusId: 'b', berlaku: '2027-01-01', dasar: 'Perda 1/2026', ...changes })

const CASES: [changes: Partial<Plan>, errors: [field: string, mistake: string][], why: string][] = [
  [{}, [], 'a Dinas goes into another'],
  [{ berlaku: TODAY }, [], 'today'],
  [{ berlaku: '2026-11-21' }, [['berlaku', 'sudah-lewat']], 'yesterday'],
  [{ berlaku: '31-12-2026' }, [['berlaku', 'bukan-tanggal']], 'another order of the date'],
  [{ berlaku: '2026-02-30' }, [['berlaku', 'bukan-tanggal']], 'no day of the calendar'],
  [{ dasar: ' ' }, [['dasar', 'kosong']], 'no letter'],
  [{ dasar: 'x'.repeat(201) }, [['dasar', 'terlalu-panjang']], 'a letter too long'],
  [{ unitId: 'zz' }, [['unit', 'tidak-ada']], 'no such unit'],
  [{ unitId: 'lama' }, [['unit', 'sudah-tutup']], 'closed already'],
  [{ unitId: 'segera' }, [['unit', 'sudah-tutup']], 'its end is announced already'],
  [{ unitId: 'prov' }, [['unit', 'puncak'], ['penerus', 'penerus-di-bawah']], 'the province itself'],
  [{ penerusId: undefined }, [['penerus', 'kosong']], 'no successor'],
  [{ penerusId: 'zz' }, [['penerus', 'tidak-ada']], 'a successor that is none'],
  [{ penerusId: 'a' }, [['penerus', 'sama']], 'into itself'],
  [{ penerusId: 'balai-a' }, [['penerus', 'penerus-di-bawah']], 'into a part of itself'],
  [{ penerusId: 'lama' }, [['penerus', 'penerus-tutup']], 'into a closed one'],
  [{ penerusId: 'segera', berlaku: '2027-06-01' }, [['penerus', 'penerus-tutup']], 'into one that closes that day'],
  [{ penerusId: 'segera' }, [], 'into one that lives that day'],
  [{ penerusId: 'kelak' }, [['penerus', 'penerus-tutup']], 'into one that is not yet there'],
  [{ penerusId: 'bidang-b' }, [['penerus', 'penerus-bukan-opd']], 'an OPD into a part of one'],
  [{ unitId: 'bidang-a', penerusId: 'bidang-b' }, [], 'a part into a part'],
  [{ jenis: 'pecah', bagian: [{ bagianId: 'bidang-a', penerusId: 'c' }] }, [], 'split: one part goes elsewhere'],
  [{ jenis: 'pecah', bagian: [{ bagianId: 'bidang-b', penerusId: 'c' }] }, [['bagian', 'bagian-lain']], 'a part of another unit'],
  [{ jenis: 'pecah', bagian: [{ bagianId: 'bidang-a', penerusId: 'lama' }] }, [['bagian', 'penerus-tutup']], 'a part to a closed one'],
  [{ jenis: 'pecah', bagian: [] }, [['bagian', 'satu-penerus']], 'split into one'],
  [{ jenis: 'pecah', bagian: [{ bagianId: 'bidang-a', penerusId: 'b' }] }, [['bagian', 'satu-penerus']], 'split into the same one'],
  [{ bagian: [{ bagianId: 'bidang-a', penerusId: 'c' }] }, [['bagian', 'bagian-lain']], 'a merger with parts elsewhere'],
  [{ jenis: 'nama', namaBaru: 'Dinas Baru', penerusId: undefined }, [], 'another name'],
  [{ jenis: 'nama', namaBaru: 'Provinsi Baru', unitId: 'prov', penerusId: undefined }, [], 'another name for the province'],
  [{ jenis: 'nama', namaBaru: 'Unit a' }, [['nama', 'sama']], 'the name it has'],
  [{ jenis: 'nama', namaBaru: '' }, [['nama', 'kosong']], 'no name'],
]
for (const [changes, errors, why] of CASES) {
  test(`${errors.length === 0 ? 'may be' : 'may not be'}: ${why}`, (t) => {
    t.deepEqual(checkPlan(plan(changes), TREE, TODAY).map(({ field, mistake }) => [field, mistake]), errors)
  })
}
