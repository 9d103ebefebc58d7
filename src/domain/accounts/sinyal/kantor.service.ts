import type { Database } from '../../../kernel/db/database.ts'
import { isNetwork } from '../../../kernel/lib/cidr.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { OperatorError } from '../../../kernel/lib/operator-error.ts'
import { actAs } from '../../audit/act.ts'
import { deleteOffice, findOffices, type OfficeNetwork, upsertOffice } from './kantor.queries.ts'

export { findOffices as listOffices, type OfficeNetwork } from './kantor.queries.ts'

const MOST_LETTERS = 80

/** @throws OperatorError for what is no range, or one that nearly everybody is in */
function readNetwork(text: string): string {
  if (!isNetwork(text)) throw new OperatorError(`${text} is not a network: give an address and bits, as 10.20.0.0/16; of IPv6 at most 64 bits.`)
  if (Number(text.split('/')[1]) < 8) throw new OperatorError('That is more than an office: give at least 8 bits.')
  return text
}

/**
 * Names the network of an office. Many people at new computers are nothing unusual there.
 * @returns every office's network
 * @throws OperatorError for what is no network, and for a name that is empty or too long
 */
export async function nameOffice(
  database: Database, clock: Clock, { cidr, name }: { cidr: string; name: string },
): Promise<OfficeNetwork[]> {
  const blok = readNetwork(cidr)
  const nama = name.trim()
  if (nama === '' || nama.length > MOST_LETTERS) throw new OperatorError(`Give a name of at most ${MOST_LETTERS} letters.`)
  await actAs({ database, clock, actor: 'operator' }, async ({ trx, at, tell }) => {
    tell({ kind: 'jaringan.dinamai', data: { blok: await upsertOffice(trx, { blok, nama, at }), nama } })
  })
  return findOffices(database)
}

/**
 * Takes the name of a network back: it is like any other then.
 * @returns the networks that are left
 * @throws OperatorError when it has no name
 */
export async function forgetOffice(database: Database, clock: Clock, cidr: string): Promise<OfficeNetwork[]> {
  const blok = readNetwork(cidr)
  await actAs({ database, clock, actor: 'operator' }, async ({ trx, tell }) => {
    const nama = await deleteOffice(trx, blok)
    if (nama === undefined) throw new OperatorError('That network has no name. "network list" shows those that have.')
    tell({ kind: 'jaringan.dilupakan', data: { blok, nama } })
  })
  return findOffices(database)
}
