import type { Database } from '../../../kernel/db/database.ts'
import { UnitOfWork } from '../../../kernel/db/unit-of-work.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { record } from '../../audit/index.ts'
import type { PersonToday } from '../../pegawai/person.ts'
import { wideNetworkOf } from './batas.rules.ts'
import { insertNetwork, touchNetwork } from './jaringan.queries.ts'

/** Notes where a person signed in from. @param address of the caller, plain; empty when he has hung up */
export type NoteNetwork = (person: Pick<PersonToday, 'id' | 'jaringan'>, address: string) => Promise<void>

/**
 * A sign-in from a network that is new to a person who had one is a signal. Known networks come with the cached person:
 * from one of them it costs no statement of its own.
 */
export function createNoteNetwork({ database, clock }: { database: Database; clock: Clock }): NoteNetwork {
  return async ({ id: pegawaiId, jaringan: known }, address) => {
    const jaringan = wideNetworkOf(address)
    if (jaringan === undefined) return
    const at = clock.now()
    if (known.includes(jaringan)) return UnitOfWork.current().append(touchNetwork({ pegawaiId, jaringan, at }))
    const isNew = await insertNetwork(database, { pegawaiId, jaringan, at })
    if (isNew && known.length > 0) {
      record({ kind: 'sinyal.jaringan-baru', actor: `pegawai:${pegawaiId}`, subject: pegawaiId, data: { jaringan } }, at)
    }
  }
}
