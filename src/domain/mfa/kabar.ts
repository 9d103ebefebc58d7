import type { Knex } from 'knex'
import { messagePerson } from '../accounts/pesan/index.ts'

/** What happened to somebody's ways to prove himself, as the letter tells it. */
export type KabarFaktor =
  | { readonly kejadian: 'ditambahkan' | 'dicabut'; readonly faktor: string }
  | { readonly kejadian: 'terkunci' | 'kode-dibuat' | 'disetel-ulang' | 'sandi-diganti' | 'diaktifkan' }
  | { readonly kejadian: 'kode-dipakai'; readonly sisa: number }

/**
 * Tells the owner on every contact that is believed, in the transaction of what it tells about: whoever did it may be
 * somebody else.
 */
export async function tellOwner(
  trx: Knex.Transaction, pegawaiId: string, kabar: KabarFaktor, at: Date,
): Promise<void> {
  const data = { saat: at.toISOString(), faktor: '', sisa: 0, ...kabar }
  await messagePerson(trx, { pegawaiId, template: 'faktor-berubah', data, saluran: 'semua', at })
}
