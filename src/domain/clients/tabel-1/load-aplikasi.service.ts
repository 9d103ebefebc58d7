import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { loadUnits, type UnitCounts } from '../../pegawai/unit/load-units.service.ts'
import { readUnitSeeds, type UnitSeed } from '../../pegawai/unit/unit.schema.ts'
import { actAsOperator } from '../operator-act.ts'
import { insertResourceServer } from '../sumber/sumber.queries.ts'
import type { ResourceServer } from '../sumber/sumber.types.ts'
import { insertApplications, insertTableClients, waitForOtherLoaders } from './tabel.queries.ts'
import { applicationOf, clientOf } from './tabel.rules.ts'
import { readTable, type TableRow } from './tabel.schema.ts'

/** Row 1 of Table 1 is an API: a sample resource server (decision 22). */
const SAMPLE_API: ResourceServer = {
  identifier: 'https://api.bantenprov.go.id', nama: 'Dokumentasi API Kepegawaian', scopes: ['kepegawaian:baca'],
  format: 'jwt', signing_alg: 'ES256',
}

export interface Counts {
  readonly created: number
  readonly unchanged: number
}

/** What `seed aplikasi` prints. */
export interface LoadCounts {
  readonly units: UnitCounts
  readonly aplikasi: Counts
  readonly klien: Counts
}

/** What is loaded: the product's own seeds unless a test says otherwise. */
export interface LoadSource {
  readonly units: readonly UnitSeed[]
  readonly table: readonly TableRow[]
}

/**
 * Loads the units and the applications of Table 1 with their clients (domain.md section 7), in one transaction. What
 * is there stays as it is, so a second run changes nothing and tells nothing.
 *
 * @returns how many were new and how many were there
 */
export async function loadAplikasi(
  database: Database, clock: Clock, source: LoadSource = { units: readUnitSeeds(), table: readTable() },
): Promise<LoadCounts> {
  const applications = source.table.map(applicationOf)
  const clients = source.table.map(clientOf).filter((client) => client !== undefined)
  return actAsOperator(database, clock, async ({ trx, tell }) => {
    await waitForOtherLoaders(trx)
    const units = await loadUnits(trx, source.units)
    const aplikasi = await insertApplications(trx, applications)
    const klien = await insertTableClients(trx, clients)
    await insertResourceServer(trx, SAMPLE_API, 'api.bantenprov.go.id')
    const unit = units.created + units.changed
    if (unit + aplikasi + klien > 0) tell({ kind: 'aplikasi.dimuat', data: { aplikasi, klien, unit } })
    return { units, aplikasi: counts(aplikasi, applications.length), klien: counts(klien, clients.length) }
  })
}

const counts = (created: number, all: number): Counts => ({ created, unchanged: all - created })
