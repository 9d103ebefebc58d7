import type { Route } from '../../route.ts'
import type { KlienDependencies } from '../klien.ts'
import { beriRoutes } from './beri.routes.ts'
import { masukRoutes } from './masuk.routes.ts'
import { pengujiRoutes } from './penguji.routes.ts'
import { peranRoutes } from './peran.routes.ts'

/** Who may enter an application of the OPD, who tries it, and who has which of its roles. */
export const gerbangRoutes = (dependencies: KlienDependencies): Route[] => [
  ...masukRoutes(dependencies), ...pengujiRoutes(dependencies), ...peranRoutes(dependencies), ...beriRoutes(dependencies),
]
