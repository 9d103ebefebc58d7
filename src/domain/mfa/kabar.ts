import type { Knex } from 'knex'
import { enqueueMail } from '../../kernel/notifications/index.ts'
import { findOwner } from './kabar.queries.ts'

/** What happened to somebody's ways to prove himself, as the letter tells it. */
export type KabarFaktor =
  | { readonly kejadian: 'ditambahkan' | 'dicabut'; readonly faktor: string }
  | { readonly kejadian: 'terkunci' | 'kode-dibuat' | 'disetel-ulang' | 'sandi-diganti' }
  | { readonly kejadian: 'kode-dipakai'; readonly sisa: number }

/** Tells the owner, in the transaction of what it tells about: whoever did it may be somebody else. */
export async function tellOwner(
  trx: Knex.Transaction, pegawaiId: string, kabar: KabarFaktor, at: Date,
): Promise<void> {
  const owner = await findOwner(trx, pegawaiId)
  if (!owner?.email) return
  const data = { nama: owner.nama, saat: at.toISOString(), faktor: '', sisa: 0, ...kabar }
  await enqueueMail(trx, { to: owner.email, template: 'faktor-berubah', data })
}
