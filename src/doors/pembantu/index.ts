import type { Route } from '../route.ts'
import { gelombangRoutes } from './gelombang.routes.ts'
import { kartuRoutes } from './kartu.routes.ts'
import { kemajuanRoutes } from './kemajuan.routes.ts'
import { kontakRoutes } from './kontak.routes.ts'
import type { PembantuDependencies } from './meja.ts'
import { orangRoutes } from './orang.routes.ts'
import { permintaanRoutes } from './permintaan.routes.ts'

/** Every page below /pembantu: the helper of an OPD, and who is the second person beside him. */
export const pembantuRoutes = (dependencies: PembantuDependencies): Route[] => [
  ...kemajuanRoutes(dependencies), ...gelombangRoutes(dependencies), ...orangRoutes(dependencies),
  ...permintaanRoutes(dependencies), ...kartuRoutes(dependencies), ...kontakRoutes(dependencies),
]
