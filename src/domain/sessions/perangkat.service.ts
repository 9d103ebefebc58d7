/** A person takes trust back from his devices, and what leaned on it with it. */
import type { Knex } from 'knex'
import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { actAs } from '../audit/act.ts'
import { AMR_OF_FAKTOR } from '../mfa/assurance.rules.ts'
import { clearTrust, revokeDevice } from '../mfa/perangkat/perangkat.queries.ts'
import { lowerSessions } from './lower.queries.ts'

interface Dependencies {
  readonly database: Database
  readonly clock: Clock
}

interface Chosen {
  readonly pegawaiId: string
  /** Our id of the device. */
  readonly id: string
}

/**
 * Ends the trust of one device of a person, or of all that he has, in the transaction of what it follows from; sessions
 * in which a device stood in are asked for the second factor at their next request.
 * @returns how many were trusted
 */
export async function endTrust(trx: Knex.Transaction, pegawaiId: string, id?: string): Promise<number> {
  const ended = await clearTrust(trx, pegawaiId, id)
  if (ended > 0) await lowerSessions(trx, { pegawaiId, amr: AMR_OF_FAKTOR.perangkat })
  return ended
}

/** A person trusts a device of his no more. @returns false where it was not trusted (any more) */
export function endOwnTrust({ database, clock }: Dependencies, { pegawaiId, id }: Chosen): Promise<boolean> {
  return actAs({ database, clock, actor: `pegawai:${pegawaiId}` }, async ({ trx, tell }) => {
    if (await endTrust(trx, pegawaiId, id) === 0) return false
    tell({ kind: 'perangkat.tak-dipercaya', subject: pegawaiId, data: { perangkat: id } })
    return true
  })
}

/** A person forgets a device: the next sign-in from it is one from a new device. @returns false where he has none such */
export function forgetOwnDevice({ database, clock }: Dependencies, { pegawaiId, id }: Chosen): Promise<boolean> {
  return actAs({ database, clock, actor: `pegawai:${pegawaiId}` }, async ({ trx, at, tell }) => {
    if (!await revokeDevice(trx, { pegawaiId, id, at })) return false
    await endTrust(trx, pegawaiId, id)
    tell({ kind: 'perangkat.dilupakan', subject: pegawaiId, data: { perangkat: id } })
    return true
  })
}
