/** Whoever may be the second person of two is told that something waits (decision 28). */
import type { Knex } from 'knex'
import { mailToRole } from '../role-mail.queries.ts'
import { type ProductRole, ROLES } from '../role.rules.ts'
import { unitOf } from './kedua.queries.ts'

/** Something that waits for a second word. */
export interface Waiting {
  readonly id: string
  readonly jenis: 'izin' | 'setel-ulang' | 'kontak'
  /** Whom it is about. */
  readonly pegawaiId: string
  /** Who spoke first. */
  readonly oleh: string
  /** Until when somebody may agree; undefined: without end. */
  readonly batas?: Date
  /** official day in WIB */
  readonly today: string
}

/** Path at which the holders of a role answer. */
const pathOf = ({ jenis, id }: Waiting, role: ProductRole): string =>
  jenis !== 'kontak' ? `/pembantu/permintaan/${id}` : role === 'bkd' ? `/bkd/kontak/catatan/${id}` : `/pembantu/kontak/${id}`

/**
 * Owes a letter to those who may agree, each once for each request: neither to whoever asked nor to whom it is about. It
 * names nobody, since it leaves the house.
 * @param circles roles, those who stand nearest first; the next ones hear of it where there is nobody nearer
 */
export async function tellSeconds(
  trx: Knex.Transaction, waiting: Waiting, circles: readonly (readonly ProductRole[])[],
): Promise<void> {
  const { id, jenis, pegawaiId, oleh, batas, today } = waiting
  const unitId = await unitOf(trx, pegawaiId, today)
  for (const roles of circles) {
    let told = 0
    for (const role of roles) {
      const isBound = ROLES[role].opd === 'always'
      if (isBound && unitId === undefined) continue
      told += await mailToRole(trx, role, {
        today, kecuali: [pegawaiId, oleh], ...(isBound && { unitId }), template: 'kedua-menunggu',
        data: { jenis, sampai: batas?.toISOString() ?? '', tautan: pathOf(waiting, role) }, dedupKey: `kedua-menunggu ${id}`,
      })
    }
    if (told > 0) return
  }
}
