import { isDeepStrictEqual } from 'node:util'
import { actAsPerson, type PersonAct } from './orang.ts'
import { lockHarmless, writeHarmless } from './ubah.queries.ts'
import type { Harmless, HarmlessField } from './ubah.schema.ts'

/**
 * Changes name, description, contacts and home page of a client; the rest needs the procedure.
 * @param wanted has been found right by `harmlessMistakes`
 * @returns names of what is different now; nothing is written or told where nothing is
 */
export function changeHarmless(who: PersonAct, clientId: string, wanted: Harmless): Promise<HarmlessField[]> {
  return actAsPerson(who, async ({ trx, at, tell }) => {
    const before = await lockHarmless(trx, clientId)
    if (!before) return []
    const bidang = (Object.keys(before) as HarmlessField[]).filter((field) => !isDeepStrictEqual(before[field], wanted[field]))
    if (bidang.length === 0) return []
    await writeHarmless(trx, clientId, { ...wanted, at })
    tell({ kind: 'klien.keterangan-diubah', subject: clientId, clientId, data: { bidang } })
    return bidang
  })
}
