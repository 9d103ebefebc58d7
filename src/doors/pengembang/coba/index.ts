import type { Route } from '../../route.ts'
import { galatRoutes } from './galat.routes.ts'

/** What helps a developer to connect a client: its last errors. */
export const cobaRoutes = (dependencies: Parameters<typeof galatRoutes>[0]): Route[] => [
  ...galatRoutes(dependencies),
]
