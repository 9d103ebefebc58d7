import type { Route } from '../../route.ts'
import { type CobaDependencies, percobaanRoutes } from './coba.routes.ts'
import { type GalatDependencies, galatRoutes } from './galat.routes.ts'

/** What helps a developer to connect a client: a sign-in that he tries with it, and its last errors. */
export const cobaRoutes = (dependencies: CobaDependencies & GalatDependencies): Route[] => [
  ...percobaanRoutes(dependencies), ...galatRoutes(dependencies),
]
