import type { Route } from '../../route.ts'
import { daftarRoutes } from './daftar.routes.ts'
import { isianRoutes } from './isian.routes.ts'
import { kepemilikanRoutes } from './kepemilikan.routes.ts'
import { lampiranRoutes } from './lampiran.routes.ts'
import type { PermohonanDependencies } from './permohonan.ts'
import { satuRoutes } from './satu.routes.ts'
import { ujiRoutes } from './uji.routes.ts'

/** Every page of applications on their way, below /pengembang. */
export const permohonanRoutes = (dependencies: PermohonanDependencies): Route[] => [
  ...daftarRoutes(dependencies), ...satuRoutes(dependencies), ...isianRoutes(dependencies), ...lampiranRoutes(dependencies),
  ...kepemilikanRoutes(dependencies), ...ujiRoutes(dependencies),
]
