import type { Route } from '../route.ts'
import { kalenderRoutes } from './kalender.routes.ts'
import { kursiRoutes } from './kursi.routes.ts'
import { peranPutusanRoutes } from './peran-putusan.routes.ts'
import { peranRoutes } from './peran.routes.ts'
import type { AdminDependencies } from './petugas.ts'
import { unitRoutes } from './unit.routes.ts'

/** Every page below /admin: who may do what, and by which days the procedure's clocks go. */
export const adminRoutes = (dependencies: AdminDependencies): Route[] => [
  ...peranRoutes(dependencies), ...peranPutusanRoutes(dependencies), ...kursiRoutes(dependencies), ...unitRoutes(dependencies),
  ...kalenderRoutes(dependencies),
]
