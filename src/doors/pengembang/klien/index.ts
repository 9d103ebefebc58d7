import type { Route } from '../../route.ts'
import type { KlienDependencies } from '../klien.ts'
import { ringkasanRoutes } from './ringkasan.routes.ts'

/** Every page of a client that runs, below /pengembang/klien. */
export const klienRoutes = (dependencies: KlienDependencies): Route[] => [
  ...ringkasanRoutes(dependencies),
]
