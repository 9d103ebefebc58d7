import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { actAs } from '../../audit/act.ts'
import { namaLengkap } from '../../pegawai/nama.rules.ts'
import { normaliseNomor } from '../../pegawai/nomor.rules.ts'
import { missingContact } from './kontak.rules.ts'
import { actAsPerson, type PersonAct } from './orang.ts'
import { candidateFor, contactsOfClients, markAsked, writeContact } from './penerus.queries.ts'
import { writeToOpd } from './surat.ts'

/**
 * Asks an OPD for another contact where the one of a client has moved out, is closed or frozen: once, by letter to its
 * developers and its admin. Where nobody of them can be written to it is tried again; a contact that is back is
 * remembered as such, so that its next leaving is asked about.
 */
export async function askForSuccessors({ database, clock }: { readonly database: Database; readonly clock: Clock }): Promise<void> {
  const today = clock.today()
  await actAs({ database, clock, actor: 'sistem' }, async ({ trx, at, tell }) => {
    for (const { clientId, nama, unitId, penanggung, diminta } of await contactsOfClients(trx, today)) {
      const sebab = missingContact(penanggung, today)
      if (sebab === undefined && diminta) await markAsked(trx, { clientId, at: null })
      if (sebab === undefined || diminta) continue
      const terkirim = await writeToOpd(trx, unitId, {
        template: 'penerus-diminta', data: { nama, klien: clientId, orang: namaLengkap(penanggung), sebab },
        dedupKey: `penerus ${clientId} ${penanggung.id} ${today}`, today, at,
      })
      if (terkirim === 0 || !await markAsked(trx, { clientId, at })) continue
      tell({ kind: 'klien.penerus-diminta', subject: clientId, clientId, data: { sebab, terkirim } })
    }
  })
}

/**
 * Names who answers for a client from now on: somebody who works in its OPD today and can sign in.
 * @param order.nomor as it was typed
 * @returns false when that is nobody of this OPD; whether he is somebody elsewhere is not told
 */
export function nameContact(
  who: PersonAct, { clientId, nomor }: { clientId: string; nomor: string },
): Promise<boolean> {
  const today = who.clock.today()
  return actAsPerson(who, async ({ trx, at, tell }) => {
    const candidate = await candidateFor(trx, { clientId, nomor: normaliseNomor(nomor), today })
    if (candidate === null || missingContact(candidate, today) !== undefined) return false
    const dari = await writeContact(trx, { clientId, pegawaiId: candidate.id, at })
    tell({ kind: 'klien.penanggung-ditetapkan', subject: clientId, clientId, data: { dari, ke: candidate.id } })
    return true
  })
}
