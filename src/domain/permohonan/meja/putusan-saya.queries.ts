import type { Statement } from '../../../kernel/db/database.ts'
import { KEY_PARTS, keysetSql, type ListWindow } from '../../../kernel/db/keyset.ts'
import type { Keadaan, KunciLangkah, Putusan, Sebagai } from '../permohonan.ts'

/** Something that a person decided, and where its application stands. */
export interface PutusanSaya {
  readonly id: string
  /** with all digits of its time, for the cursor of a page */
  readonly kunci: string
  readonly at: Date
  readonly putusan: Putusan
  readonly sebagai: Sebagai
  readonly langkah: KunciLangkah
  readonly permohonan_id: string
  readonly nomor: string
  readonly nama: string
  readonly keadaan: Keadaan
}

/** How a page of this list is cut. */
export const PUTUSAN_KEY = [KEY_PARTS.instant, KEY_PARTS.uuid]

/** What somebody decided at any desk, newest first; what he filed himself is no decision. */
export function selectPutusan(oleh: string, window: ListWindow): Statement {
  const { where, order, values } = keysetSql(['k.at', 'k.id'], window, 1)
  return {
    text: `SELECT k.id, k.at::text AS kunci, k.at, k.putusan, k.sebagai, l.langkah, k.permohonan_id, p.nomor,
             coalesce(p.isi ->> 'nama', '') AS nama, p.keadaan
           FROM permohonan_keputusan k JOIN permohonan_langkah l ON l.id = k.langkah_id JOIN permohonan p ON p.id = k.permohonan_id
           WHERE k.oleh = $1 AND k.putusan <> 'diajukan' AND ${where} ${order}`,
    values: [oleh, ...values],
  }
}
