import type { Database } from '../../kernel/db/database.ts'
import type { Clock } from '../../kernel/lib/clock.ts'
import { OperatorError } from '../../kernel/lib/operator-error.ts'
import type { Act } from '../audit/act.ts'
import { requirePerson } from '../accounts/person.service.ts'
import { mailToRole } from '../accounts/role-mail.queries.ts'
import { actAsOperator } from '../clients/operator-act.ts'
import { tellOwner } from '../mfa/kabar.ts'
import { revokeAllFactors } from '../mfa/reset.ts'
import { endEverythingOf } from './endings/index.ts'

/** What a reset came to. */
export interface ResetOutcome {
  readonly pegawaiId: string
  /** Factors and recovery codes that were taken. */
  readonly faktor: number
  readonly kode: number
  /** Living sessions that were ended. */
  readonly sessions: number
}

/**
 * Takes every second factor and recovery code from a person, ends whatever he is signed in to, and tells him; he sets up
 * a new one when he signs in next. Whose decision it is, is the caller's: an operator's (below), or two people's.
 * @param act a transaction whose audit events say who acts
 */
export async function resetFactors(
  { trx, at, tell }: Act, { pegawaiId, alasan }: { pegawaiId: string; alasan: string },
): Promise<ResetOutcome> {
  const { faktor, kode } = await revokeAllFactors(trx, pegawaiId, at)
  const sessions = await endEverythingOf(trx, { pegawaiIds: [pegawaiId], reason: 'faktor-disetel-ulang', at })
  tell({ kind: 'faktor.disetel-ulang', subject: pegawaiId, data: { alasan, faktor, kode, sesi: sessions } })
  await tellOwner(trx, pegawaiId, { kejadian: 'disetel-ulang' }, at)
  return { pegawaiId, faktor: faktor.length, kode, sessions }
}

/**
 * Breaks the glass: one operator at the command line, without a second person. All of keamanan are told in the same
 * transaction.
 * @throws OperatorError for an unknown person or an empty reason
 */
export async function breakGlass(
  database: Database, clock: Clock, { nip, reason }: { nip: string; reason: string },
): Promise<ResetOutcome> {
  const alasan = reason.trim()
  if (alasan === '') throw new OperatorError('Give a reason: it stands in the audit trail, and keamanan reads it.')
  const { pegawai_id: pegawaiId, nama } = await requirePerson(database, nip)
  return actAsOperator(database, clock, async (act) => {
    const outcome = await resetFactors(act, { pegawaiId, alasan })
    await mailToRole(act.trx, 'keamanan', {
      template: 'faktor-alarm', today: clock.today(),
      data: { nama, alasan, saat: act.at.toISOString(), sesi: outcome.sessions },
    })
    return outcome
  })
}
