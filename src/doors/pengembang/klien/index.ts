import type { Route } from '../../route.ts'
import { type BerkasDependencies, berkasRoutes } from './berkas.routes.ts'
import { type KunciDependencies, kunciRoutes } from './kunci.routes.ts'
import { pakaiRoutes } from './pakai.routes.ts'
import { penerusRoutes } from './penerus.routes.ts'
import { petakanRoutes } from './petakan.routes.ts'
import { rahasiaRoutes } from './rahasia.routes.ts'
import { ringkasanRoutes } from './ringkasan.routes.ts'
import { ubahRoutes } from './ubah.routes.ts'

/** Every page of a client that runs, below /pengembang/klien. */
export const klienRoutes = (dependencies: BerkasDependencies & KunciDependencies): Route[] => [
  ...ringkasanRoutes(dependencies), ...rahasiaRoutes(dependencies), ...ubahRoutes(dependencies),
  ...penerusRoutes(dependencies), ...berkasRoutes(dependencies), ...kunciRoutes(dependencies),
  ...pakaiRoutes(dependencies), ...petakanRoutes(dependencies),
]
