import { AMR_OF_FAKTOR } from '../mfa/assurance.rules.ts'
import { type ConfirmOutcome, confirmTotp } from '../mfa/totp/enrol.service.ts'
import { revokeAllTotp } from '../mfa/totp/totp.queries.ts'
import type { TotpDependencies } from '../mfa/totp/verify.service.ts'
import { lowerSessions } from './lower.queries.ts'
import { endTrust } from './perangkat.service.ts'

/**
 * Lets a new authenticator count in the place of every other that a person had, because his phone is lost: their seeds are
 * gone, what leaned on them goes on with what is left, and the owner is told. Whoever calls it has made sure that it is he,
 * by more than a password. The sign-in in which it happens goes on: its next step writes it again.
 */
export function replaceTotp(
  dependencies: TotpDependencies, begun: { pegawaiId: string; id: string; code: string },
): Promise<ConfirmOutcome> {
  const { pegawaiId, id } = begun
  return confirmTotp(dependencies, begun, async ({ trx, at, tell }) => {
    const gone = await revokeAllTotp(trx, pegawaiId, at, id)
    for (const faktor of gone) tell({ kind: 'faktor.dicabut', subject: pegawaiId, data: { jenis: 'totp', faktor } })
    await lowerSessions(trx, { pegawaiId, amr: AMR_OF_FAKTOR.totp })
    await endTrust(trx, pegawaiId)
    return 'diganti'
  })
}
