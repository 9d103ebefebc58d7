/** The doors behind product roles and seats, all of them. */
import type { Codes } from './domain/accounts/kode/index.ts'
import type { RunDependencies } from './domain/clients/coba/jalan.service.ts'
import type { Fetch } from './domain/clients/operasi/index.ts'
import type { ErrorBook } from './domain/clients/galat/pencatat.service.ts'
import { createHostProof } from './domain/permohonan/formulir/bukti-host.service.ts'
import { createFormulir } from './domain/permohonan/formulir/formulir.ts'
import { adminRoutes } from './doors/admin/index.ts'
import { bkdRoutes } from './doors/bkd/index.ts'
import { disposisiRoutes } from './doors/disposisi/index.ts'
import { inventarisRoutes } from './doors/inventaris/index.ts'
import { keamananRoutes } from './doors/keamanan/index.ts'
import type { StaffPages } from './doors/kerja.ts'
import { pembantuRoutes } from './doors/pembantu/index.ts'
import { cobaRoutes } from './doors/pengembang/coba/index.ts'
import { gerbangRoutes } from './doors/pengembang/gerbang/index.ts'
import { klienRoutes } from './doors/pengembang/klien/index.ts'
import { permohonanRoutes } from './doors/pengembang/permohonan/index.ts'
import type { Route } from './doors/route.ts'
import type { Database } from './kernel/db/database.ts'
import type { Renderer } from './kernel/http/render.ts'
import { createOutbound } from './kernel/http/outbound.ts'
import type { Clock } from './kernel/lib/clock.ts'
import type { Seal } from './kernel/lib/seal.ts'

interface DeskDependencies extends RunDependencies {
  readonly renderer: Renderer
  readonly staff: StaffPages
  readonly database: Database
  readonly clock: Clock
  readonly seal: Seal
  readonly codes: Codes
  readonly errorBook: ErrorBook
  /** Where the way out leads. */
  readonly outboundCidrs: readonly string[]
  /** The one way out, under the allow-list. */
  readonly outbound: Fetch
}

export function deskRoutes(dependencies: DeskDependencies): Route[] {
  const formulir = createFormulir(dependencies)
  const cidrs = dependencies.outboundCidrs
  const proof = createHostProof({ outbound: createOutbound({ cidrs }), cidrs })
  return [
    ...bkdRoutes(dependencies), ...pembantuRoutes(dependencies), ...keamananRoutes(dependencies),
    ...adminRoutes(dependencies), ...inventarisRoutes(dependencies), ...klienRoutes(dependencies), ...gerbangRoutes(dependencies),
    ...permohonanRoutes({ ...dependencies, proof }), ...cobaRoutes(dependencies),
    ...disposisiRoutes({ ...dependencies, formulir }, dependencies.renderer),
  ]
}
