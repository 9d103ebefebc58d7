import { findName } from '../../domain/pegawai/name.queries.ts'
import { notFound } from '../../kernel/lib/app-error.ts'
import { catatanKontakPages } from '../catatan-kontak.ts'
import type { Route } from '../route.ts'
import type { BkdDependencies } from './ikhtisar.routes.ts'

/** Contacts that BKD records for anybody. */
export const catatanKontakRoutes = (dependencies: BkdDependencies): Route[] => catatanKontakPages(dependencies, {
  sebagai: 'bkd', bertugas: 'di BKD', bertiket: false, orang: { judul: 'Cari pegawai', href: '/bkd/pegawai' },
  daftar: { judul: 'Kontak yang menunggu', href: '/bkd/kontak' }, catatan: '/bkd/kontak/catatan',
  async nameOf(_ctx, pegawaiId) {
    const nama = await findName(dependencies.database, pegawaiId)
    if (nama === undefined) throw notFound()
    return nama
  },
})
