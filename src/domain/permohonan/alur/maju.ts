import type { Act } from '../../audit/act.ts'
import type { Permohonan } from '../permohonan.ts'
import { prosedurOf } from './definisi.ts'
import { tellApplicant } from './kabar.ts'
import { openDesks } from './langkah.rules.ts'
import { findDecisions, moveTo, openVisits } from './perjalanan.queries.ts'
import type { Formulir } from './rumah.ts'

/**
 * Opens the desks that an application has reached by what was decided; where it has passed all of them, the client becomes
 * what was approved, in the same transaction.
 * @param permohonan as it was filed, taken by the transaction
 * @returns whether it is done
 */
export async function moveOn(
  { act, formulir }: { readonly act: Act; readonly formulir: Formulir }, permohonan: Permohonan,
): Promise<boolean> {
  const { trx, at, tell } = act
  const desks = openDesks({
    prosedur: prosedurOf(permohonan), permohonan, keputusan: await findDecisions(trx, permohonan.id),
  })
  if (desks.length > 0) {
    await openVisits(trx, {
      permohonanId: permohonan.id, at,
      desks: desks.map(({ langkah: { kunci: langkah, batasHari }, unitId }) => ({ langkah, unitId, batasHari })),
    })
    return false
  }
  await moveTo(trx, { id: permohonan.id, dari: ['berjalan'], ke: 'selesai', at })
  await formulir.applyApproved(act, permohonan)
  tell({ kind: 'permohonan.selesai', clientId: permohonan.client_id ?? undefined, data: { permohonan: permohonan.id } })
  await tellApplicant(trx, permohonan, { kejadian: 'selesai' }, at)
  return true
}
