import type { Context } from 'koa'
import { realCode } from '../../domain/pegawai/unit/directory.rules.ts'
import { nameKey } from '../../domain/pegawai/unit/unit-name.rules.ts'
import { isOpdKind } from '../../domain/pegawai/unit/unit.rules.ts'
import { allSeats, claimOwners } from '../../domain/permohonan/kursi/daftar.queries.ts'
import { allHolders } from '../../domain/permohonan/kursi/pemegang.queries.ts'
import { firstOf } from '../kerja.ts'
import type { Route } from '../route.ts'
import { seatState } from './kursi.rules.ts'
import { type AdminDependencies, holds, livingUnits } from './petugas.ts'

const LONGEST = 100

/** The OPD as the procedure needs them: who signs for each, and who answers for which data. Units are changed at /bkd/unit. */
export const unitRoutes = (dependencies: AdminDependencies): Route[] =>
  [{ method: 'GET', path: '/admin/unit', handle: (ctx) => show(dependencies, ctx) }]

async function show(dependencies: AdminDependencies, ctx: Context): Promise<void> {
  const { staff, database, clock } = dependencies
  const [units, seats, holders, owners] = await Promise.all([
    livingUnits(dependencies), allSeats(database), allHolders(database, clock.today()), claimOwners(database),
  ])
  const cari = firstOf(ctx.query['cari']).trim().slice(0, LONGEST)
  const key = nameKey(cari)
  const opds = units.filter(({ jenis }) => isOpdKind(jenis))
  const shown = opds.filter((unit) => cari === '' || nameKey(unit.nama).includes(key) || realCode(unit) === cari)
  const seatOf = (unitId: string) => seats.find(({ jenis, unit_id: id }) => jenis === 'kepala-opd' && id === unitId)
  staff.page(ctx, 'admin/unit.njk', {
    judul: `${opds.length} OPD, ${opds.filter(({ id }) => !seatOf(id)).length} tanpa kursi kepala`, cari,
    baris: shown.map((unit) => {
      const seat = seatOf(unit.id)
      return [
        holds(ctx, 'bkd') ? { teks: unit.nama, href: `/bkd/unit/${unit.id}` } : unit.nama, unit.jenis, realCode(unit) ?? '–',
        seat ? { teks: seat.jabatan, href: `/admin/kursi/${seat.id}` } : '–',
        seat ? seatState(holders.filter(({ kursiId }) => kursiId === seat.id)) : { teks: 'Belum diikat', lencana: 'warn' },
      ]
    }),
    pemilik: owners.map(({ klaim, unit }) => [klaim, unit === '' ? '–' : unit]), bolehBkd: holds(ctx, 'bkd'),
  })
}
