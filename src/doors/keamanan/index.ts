import type { Route } from '../route.ts'
import { type KeamananDependencies, kebijakanRoutes } from './kebijakan.routes.ts'

/** Every page below /keamanan: whoever answers for how surely people sign in. */
export const keamananRoutes = (dependencies: KeamananDependencies): Route[] => kebijakanRoutes(dependencies)
