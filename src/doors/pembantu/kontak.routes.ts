import { jangkauanOf } from '../../domain/accounts/pembantu/jangkauan.rules.ts'
import { namaLengkap } from '../../domain/pegawai/nama.rules.ts'
import { catatanKontakPages } from '../catatan-kontak.ts'
import { visitorOf } from '../guards.ts'
import type { Route } from '../route.ts'
import { colleagueOf, type PembantuDependencies } from './meja.ts'

/** Contacts that a helper records for a colleague of his own OPD, and another helper of it confirms. */
export const kontakRoutes = (dependencies: PembantuDependencies): Route[] => catatanKontakPages(dependencies, {
  sebagai: 'helper-mfa', bertugas: 'sebagai pembantu', bertiket: true,
  orang: { judul: 'Rekan yang dibantu', href: '/pembantu/orang' },
  daftar: { judul: 'Permintaan bantuan', href: '/pembantu/permintaan' }, catatan: '/pembantu/kontak',
  nameOf: async (ctx, pegawaiId) =>
    namaLengkap(await colleagueOf(dependencies, ctx, pegawaiId, jangkauanOf(visitorOf(ctx).roles, ['helper-mfa']))),
})
