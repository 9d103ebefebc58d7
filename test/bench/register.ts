import { addClient } from '../../src/domain/clients/index.ts'
import { readUnitSeeds } from '../../src/domain/pegawai/unit/unit.schema.ts'
import type { Database } from '../../src/kernel/db/database.ts'
import { systemClock } from '../../src/kernel/lib/clock.ts'
import { findDemoAccounts } from '../../src/seed/demo.queries.ts'
import { DEMO_PASSWORD } from '../../src/seed/demo.ts'
import { APP, MACHINE, type Parties, REDIRECT_URI, RESOURCE, RESOURCE_SCOPE, SCOPE } from './parties.ts'

const PEOPLE = 24

/**
 * Gives people an account whom the policy that an instance begins with lets in with a password: no eselon, no product
 * role, still in the grace of everybody.
 */
async function activate(database: Database): Promise<Parties['people']> {
  const [demo] = (await findDemoAccounts(database)).filter(({ role }) => role === 'pegawai')
  const rows = await database.query<{ nip: string }>({
    text: `WITH orang AS (
             SELECT p.id, n.nip FROM pegawai p JOIN pegawai_nip n ON n.pegawai_id = p.id AND n.valid_to IS NULL
               JOIN pegawai_jabatan j ON j.pegawai_id = p.id AND j.valid_to IS NULL AND j.eselon IS NULL
             WHERE p.keadaan = 'aktif' AND p.kategori = 'asn' AND NOT EXISTS (SELECT FROM account a WHERE a.pegawai_id = p.id)
             ORDER BY n.nip LIMIT $1
           ), akun AS (
             INSERT INTO account (pegawai_id, password_hash)
             SELECT orang.id, a.password_hash FROM orang, account a JOIN pegawai_nip d ON d.pegawai_id = a.pegawai_id
             WHERE d.nip = $2
           )
           SELECT nip FROM orang`,
    values: [PEOPLE, demo?.nip],
  })
  return rows.map(({ nip }) => ({ nip, password: DEMO_PASSWORD }))
}

/** Registers both clients in a database of template `penuh`. @returns them and people who may enter */
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
  return {
    app: { id: APP, secret: app.client_secret ?? '' }, machine: { id: MACHINE, secret: machine.client_secret ?? '' },
    people: await activate(database),
  }
}
