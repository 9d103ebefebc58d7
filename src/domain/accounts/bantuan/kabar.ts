import type { Knex } from 'knex'
import { bukanSayaLink } from '../bukan-saya/index.ts'
import { messagePerson } from '../pesan/index.ts'

/** What became of somebody's request for help, as the letter tells it. */
export interface KabarBantuan {
  readonly kejadian: 'izin-disetujui' | 'setel-ulang-disetujui' | 'setel-ulang-dibatalkan'
  /** Our id of the request. */
  readonly id: string
  /** When a reset will be carried out. */
  readonly laksana?: Date | undefined
}

/**
 * Tells the owner on every contact that is believed what others ask in his name, in the transaction of what it tells about;
 * the letter's link freezes the account.
 */
export async function tellOfHelp(
  trx: Knex.Transaction, pegawaiId: string, { kejadian, id, laksana }: KabarBantuan, at: Date,
): Promise<void> {
  const bukanSaya = await bukanSayaLink(trx, { pegawaiId, sebab: kejadian, at })
  await messagePerson(trx, {
    pegawaiId, template: 'bantuan-kabar', saluran: 'semua', at,
    data: { kejadian, saat: at.toISOString(), laksana: laksana?.toISOString() ?? '', id, bukanSaya },
  })
}
