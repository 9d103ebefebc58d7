/** The door of one's own account. */
import type { Route } from '../route.ts'
import { dataRoutes } from './data.routes.ts'
import { profilRoutes } from './profil.routes.ts'
import { riwayatRoutes } from './riwayat.routes.ts'
import { type SandiDependencies, sandiRoutes } from './sandi.routes.ts'
import { sesiRoutes } from './sesi.routes.ts'

/** @returns the pages and acts of `/akun` */
export function akunRoutes(dependencies: SandiDependencies): Route[] {
  return [
    ...profilRoutes(dependencies), ...sandiRoutes(dependencies), ...sesiRoutes(dependencies), ...riwayatRoutes(dependencies), ...dataRoutes(dependencies),
  ]
}
