import type { Route } from '../route.ts'
import { type BkdDependencies, ikhtisarRoutes } from './ikhtisar.routes.ts'
import { kontakRoutes } from './kontak.routes.ts'

/** Every page below /bkd; whoever adds one adds its routes here. */
export const bkdRoutes = (dependencies: BkdDependencies): Route[] => [
  ...ikhtisarRoutes(dependencies),
  ...kontakRoutes(dependencies),
]
