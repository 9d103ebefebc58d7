/** The door of one's own account. */
import type { Route } from '../route.ts'
import { dataRoutes } from './data.routes.ts'
import type { AkunDependencies } from './halaman.ts'
import { profilRoutes } from './profil.routes.ts'
import { riwayatRoutes } from './riwayat.routes.ts'
import { sesiRoutes } from './sesi.routes.ts'

/** @returns the pages and acts of `/akun` */
export function akunRoutes(dependencies: AkunDependencies): Route[] {
  return [
    ...profilRoutes(dependencies), ...sesiRoutes(dependencies), ...riwayatRoutes(dependencies), ...dataRoutes(dependencies),
  ]
}
