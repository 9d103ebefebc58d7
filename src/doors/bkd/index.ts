import type { Route } from '../route.ts'
import { catatanKontakRoutes } from './catatan-kontak.routes.ts'
import { ikhtisarRoutes } from './ikhtisar.routes.ts'
import { kalenderRoutes } from './kalender.routes.ts'
import { kontakRoutes } from './kontak.routes.ts'
import { koreksiRoutes } from './koreksi.routes.ts'
import { penugasanPutusanRoutes } from './penugasan-putusan.routes.ts'
import { penugasanRoutes, type SealedDependencies } from './penugasan.routes.ts'
import { tanpaNipPutusanRoutes } from './tanpa-nip-putusan.routes.ts'
import { tanpaNipRoutes } from './tanpa-nip.routes.ts'
import { jabatanRoutes } from './jabatan.routes.ts'
import { mutuRoutes } from './mutu.routes.ts'
import { pemetaanRoutes } from './pemetaan.routes.ts'
import { tinjauanRoutes } from './tinjauan.routes.ts'
import { unitRoutes } from './unit.routes.ts'
import { pegawaiRoutes } from './pegawai.routes.ts'
import { peristiwaPutusanRoutes } from './peristiwa-putusan.routes.ts'
import { peristiwaRoutes } from './peristiwa.routes.ts'
import { putusanRoutes } from './putusan.routes.ts'
import { runRoutes } from './run.routes.ts'
import { unggahRoutes } from './unggah.routes.ts'

/** Every page below /bkd; whoever adds one adds its routes here. */
export const bkdRoutes = (dependencies: SealedDependencies): Route[] => [
  ...ikhtisarRoutes(dependencies),
  ...runRoutes(dependencies), ...putusanRoutes(dependencies), ...unggahRoutes(dependencies),
  ...peristiwaRoutes(dependencies), ...peristiwaPutusanRoutes(dependencies),
  ...kalenderRoutes(dependencies),
  ...kontakRoutes(dependencies), ...catatanKontakRoutes(dependencies), ...koreksiRoutes(dependencies),
  ...penugasanRoutes(dependencies), ...penugasanPutusanRoutes(dependencies),
  ...tanpaNipRoutes(dependencies), ...tanpaNipPutusanRoutes(dependencies),
  ...pegawaiRoutes(dependencies),
  ...pemetaanRoutes(dependencies), ...jabatanRoutes(dependencies),
  ...unitRoutes(dependencies), ...tinjauanRoutes(dependencies),
  ...mutuRoutes(dependencies),
]
