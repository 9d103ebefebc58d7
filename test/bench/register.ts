import { addClient } from '../../src/domain/clients/index.ts'
import { readUnitSeeds } from '../../src/domain/pegawai/unit/unit.schema.ts'
import type { Database } from '../../src/kernel/db/database.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { findDemoAccounts } from '../../src/seed/demo.queries.ts'
import { DEMO_PASSWORD } from '../../src/seed/demo.ts'
import { APP, MACHINE, type Parties, REDIRECT_URI, RESOURCE, RESOURCE_SCOPE, SCOPE } from './parties.ts'

/** Registers both clients in a database of template `penuh`. @returns them and whoever of the demo table may enter */
export async function registerParties(database: Database): Promise<Parties> {
  const clock = systemClock()
  const opd = readUnitSeeds().find(({ slug }) => slug === 'diskominfo')?.kode
  const common = { opd, testers: 'semua' }
  const app = await addClient(database, clock, {
    ...common, client_id: APP, client_name: 'Tolok ukur', redirect_uris: [REDIRECT_URI],
    grant_types: ['authorization_code', 'refresh_token'], scope: SCOPE,
  }, { demo: true })
  const machine = await addClient(database, clock, {
    ...common, client_id: MACHINE, client_name: 'Tolok ukur, mesin', host: 'mesin.bantenprov.go.id', redirect_uris: [],
    response_types: [], grant_types: ['client_credentials'], resources: { [RESOURCE]: [RESOURCE_SCOPE] },
  }, { demo: true })
  const accounts = (await findDemoAccounts(database)).filter(({ keterangan }) => !keterangan.startsWith('Tugas belajar'))
  return {
    app: { id: APP, secret: app.client_secret ?? '' }, machine: { id: MACHINE, secret: machine.client_secret ?? '' },
    people: accounts.map(({ nip }) => ({ nip, password: DEMO_PASSWORD })),
  }
}
