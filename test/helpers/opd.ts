import { listClients } from '../../src/domain/clients/index.ts'
import type { House } from './house.ts'

/**
 * @param clientId an application of Table 1
 * @returns the code of the OPD that runs it
 * @throws Error when there is no such application
 */
export async function opdOfTable({ db, clock }: Pick<House, 'db' | 'clock'>, clientId: string): Promise<string> {
  const kode = (await listClients(db.app, clock)).find(({ client_id: id }) => id === clientId)?.opd.kode
  if (typeof kode !== 'string') throw new Error(`no application of Table 1 is ${clientId}`)
  return kode
}
