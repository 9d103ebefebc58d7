import type { Renderer } from '../../kernel/http/render.ts'
import type { Route } from '../route.ts'
import { berkasRoutes } from './berkas.routes.ts'
import { cetakRoutes } from './cetak.routes.ts'
import { csirtRoutes } from './csirt.routes.ts'
import { delegasiRoutes } from './delegasi.routes.ts'
import { kotakRoutes } from './kotak.routes.ts'
import type { DisposisiDependencies } from './meja.ts'
import { putuskanRoutes } from './putuskan.routes.ts'

/** Every page below /disposisi, the sheets for paper and what everybody may ask about one. */
export const disposisiRoutes = (dependencies: DisposisiDependencies, renderer: Renderer): Route[] => [
  ...kotakRoutes(dependencies), ...berkasRoutes(dependencies), ...putuskanRoutes(dependencies), ...csirtRoutes(dependencies),
  ...delegasiRoutes(dependencies), ...cetakRoutes(dependencies, renderer),
]
