import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { type BukanSaya, findBukanSaya, spendBukanSaya } from '../accounts/bukan-saya/bukan-saya.queries.ts'
import { lockFrozen } from '../accounts/freeze.queries.ts'
import { mailToRole } from '../accounts/role-mail.queries.ts'
import { actAs } from '../audit/act.ts'
import { findPersonToday } from '../pegawai/person.queries.ts'
import { freezeLocked } from './freeze.service.ts'

interface Desk {
  readonly database: Database
  readonly clock: Clock
}

/** @returns what a letter's link is good for now; undefined for an id that no letter has */
export function readBukanSaya({ database, clock }: Desk, id: string): Promise<BukanSaya | undefined> {
  return findBukanSaya(database, id, clock.now())
}

/**
 * Whoever has the letter says that it was not he: the account is frozen, once, and keamanan told in the same
 * transaction. Nothing happens where the link is good for nothing (any more), or the account frozen already.
 * @param link `pegawaiId` and `sebab` as `readBukanSaya` said
 * @returns whether it was frozen now
 */
export async function freezeByOwner(
  { database, clock }: Desk, { id, pegawaiId, sebab }: { id: string } & Pick<BukanSaya, 'pegawaiId' | 'sebab'>,
): Promise<boolean> {
  const person = await findPersonToday(database, pegawaiId, clock.today())
  return actAs({ database, clock, actor: `pegawai:${pegawaiId}` }, async (act) => {
    const { trx, at } = act
    // The account before the links, as whoever ends everything locks them.
    if (await lockFrozen(trx, pegawaiId) !== false || !await spendBukanSaya(trx, id, at)) return false
    const sesi = await freezeLocked(act, { pegawaiId, alasan: `bukan saya: ${sebab}`, tautan: id })
    await mailToRole(trx, 'keamanan', {
      template: 'bukan-saya', today: clock.today(),
      data: { nama: person?.nama ?? '', sebab, saat: at.toISOString(), sesi },
    })
    return true
  })
}
