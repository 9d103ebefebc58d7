import type { Route } from '../route.ts'
import { ikhtisarRoutes } from './ikhtisar.routes.ts'
import { kalenderRoutes } from './kalender.routes.ts'
import { kontakRoutes } from './kontak.routes.ts'
import { penugasanPutusanRoutes } from './penugasan-putusan.routes.ts'
import { penugasanRoutes, type SealedDependencies } from './penugasan.routes.ts'
import { tanpaNipPutusanRoutes } from './tanpa-nip-putusan.routes.ts'
import { tanpaNipRoutes } from './tanpa-nip.routes.ts'
import { pegawaiRoutes } from './pegawai.routes.ts'

/** Every page below /bkd; whoever adds one adds its routes here. */
export const bkdRoutes = (dependencies: SealedDependencies): Route[] => [
  ...ikhtisarRoutes(dependencies),
  ...kalenderRoutes(dependencies),
  ...kontakRoutes(dependencies),
  ...penugasanRoutes(dependencies), ...penugasanPutusanRoutes(dependencies),
  ...tanpaNipRoutes(dependencies), ...tanpaNipPutusanRoutes(dependencies),
  ...pegawaiRoutes(dependencies),
]
