import type { Knex } from 'knex'
import { bukanSayaLink } from '../accounts/bukan-saya/index.ts'
import { messagePerson } from '../accounts/pesan/index.ts'

/** What happened to somebody's ways to prove himself, as the letter tells it. */
export type KabarFaktor =
  | { readonly kejadian: 'ditambahkan' | 'diganti' | 'dicabut' | 'ditandai'; readonly faktor: string }
  | { readonly kejadian: 'terkunci' | 'kode-dibuat' | 'disetel-ulang' | 'sandi-diganti' | 'sandi-lupa' | 'diaktifkan' }
  | { readonly kejadian: 'kode-dipakai'; readonly sisa: number }

/**
 * Tells the owner on every contact that is believed, in the transaction of what it tells about: whoever did it may be
 * somebody else, and the letter's link freezes the account.
 */
export async function tellOwner(
  trx: Knex.Transaction, pegawaiId: string, kabar: KabarFaktor, at: Date,
): Promise<void> {
  const bukanSaya = await bukanSayaLink(trx, { pegawaiId, sebab: kabar.kejadian, at })
  const data = { saat: at.toISOString(), faktor: '', sisa: 0, ...kabar, bukanSaya }
  await messagePerson(trx, { pegawaiId, template: 'faktor-berubah', data, saluran: 'semua', at })
}

/**
 * Tells the owner that somebody signed in from a browser that was never seen of him.
 * @param nama names of products, null where the browser says nothing
 */
export async function tellOfNewDevice(
  trx: Knex.Transaction, pegawaiId: string, nama: string | null, at: Date,
): Promise<void> {
  const bukanSaya = await bukanSayaLink(trx, { pegawaiId, sebab: 'perangkat-baru', at })
  const data = { saat: at.toISOString(), perangkat: nama ?? '', bukanSaya }
  await messagePerson(trx, { pegawaiId, template: 'perangkat-baru', data, saluran: 'semua', at })
}
