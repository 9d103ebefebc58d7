/** The door of one's own account. */
import type { Route } from '../route.ts'
import { dataRoutes } from './data.routes.ts'
import type { FaktorDependencies } from './bukti.ts'
import { faktorRoutes } from './faktor.routes.ts'
import { passkeyRoutes } from './passkey.routes.ts'
import { perangkatRoutes } from './perangkat.routes.ts'
import { pilihanRoutes } from './pilihan.routes.ts'
import { profilRoutes } from './profil.routes.ts'
import { riwayatRoutes } from './riwayat.routes.ts'
import { type SandiDependencies, sandiRoutes } from './sandi.routes.ts'
import { sesiRoutes } from './sesi.routes.ts'
import { totpRoutes } from './totp.routes.ts'

/** @returns the pages and acts of `/akun` */
export function akunRoutes(dependencies: SandiDependencies & FaktorDependencies): Route[] {
  return [
    ...profilRoutes(dependencies), ...pilihanRoutes(dependencies), ...sandiRoutes(dependencies),
    ...faktorRoutes(dependencies), ...totpRoutes(dependencies), ...passkeyRoutes(dependencies),
    ...perangkatRoutes(dependencies), ...sesiRoutes(dependencies), ...riwayatRoutes(dependencies), ...dataRoutes(dependencies),
  ]
}
