/** One-time links that a person is sent: 256 bits, kept as a digest, bound to a purpose, one alive at a time. */
import type { Knex } from 'knex'
import type { Database } from '../../../kernel/db/database.ts'
import { newSecret, sha256 } from '../../../kernel/lib/ids.ts'
import { findLink, putLink, spendLink } from './tautan.queries.ts'

/** The purpose is part of what is digested: a link of one purpose is unknown under any other. */
const linkOf = (tujuan: string, rahasia: string): { tujuan: string; sidik: Buffer } => (
  { tujuan, sidik: sha256(`tautan:${tujuan}:${rahasia}`) })

/**
 * Makes a link's secret; the one before for the same person and purpose is void.
 * @param issue menit: how many minutes it is good
 * @returns 43 characters of base64url, to be sealed in the message that carries it
 */
export async function issueLink(
  trx: Knex.Transaction, { pegawaiId, tujuan, menit }: { pegawaiId: string; tujuan: string; menit: number },
): Promise<string> {
  const rahasia = newSecret()
  await putLink(trx, { ...linkOf(tujuan, rahasia), pegawaiId, menit })
  return rahasia
}

/**
 * Whose link it is, for the page that it opens: mail scanners open links as well, so looking spends nothing.
 * @returns the person's id, undefined where the link opens nothing (any more)
 */
export function readLink(
  database: Database, { tujuan, rahasia }: { tujuan: string; rahasia: string },
): Promise<string | undefined> {
  return findLink(database, linkOf(tujuan, rahasia))
}

/**
 * Takes a link, once, in the transaction of what it allows: of many at the same time one succeeds, and it stays unused
 * where that is rolled back.
 * @returns the person's id, undefined where the link opens nothing (any more)
 */
export function useLink(
  trx: Knex.Transaction, { tujuan, rahasia }: { tujuan: string; rahasia: string },
): Promise<string | undefined> {
  return spendLink(trx, linkOf(tujuan, rahasia))
}
