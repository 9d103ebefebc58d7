import { bukanSayaLink } from '../../src/domain/accounts/bukan-saya/index.ts'
import type { House } from './house.ts'

/** A link as a letter about this person's account carries it. */
export async function bukanSayaUrl(
  { db, clock, links, issuer }: Pick<House, 'db' | 'clock' | 'links' | 'issuer'>, pegawaiId: string,
): Promise<string> {
  const id = await db.app.knex.transaction((trx) => bukanSayaLink(trx, { pegawaiId, sebab: 'sandi-diganti', at: clock.now() }))
  return `${issuer}/bukan-saya/${links.sign('bukan-saya', id)}`
}
