import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { actAs } from '../../audit/act.ts'
import { markPassUsed } from '../../accounts/bantuan/permintaan.queries.ts'
import { PASS_PURPOSE } from '../../accounts/bantuan/permintaan.service.ts'
import type { Codes } from '../../accounts/kode/index.ts'
import { giveBack } from '../../accounts/throttle/throttle.queries.ts'
import { type HeldBack, type Prover, recordFailure, tried } from '../tried.ts'

export interface PassDependencies {
  readonly database: Database
  readonly clock: Clock
  readonly codes: Codes
}

export type PassOutcome = { readonly ok: true } | HeldBack | { readonly ok: false; readonly alasan: 'salah' }

/**
 * Takes a helper's temporary pass in place of a second factor, once: of many at the same time one succeeds. The try is
 * counted before. Within a request or `perform`.
 * @param prover `code` as it was typed
 */
export function usePass(
  { database, clock, codes }: PassDependencies, prover: Prover & { readonly code: string },
): Promise<PassOutcome> {
  const { pegawaiId, code } = prover
  return tried<PassOutcome>(database, prover, clock.now(), async (counter) => {
    const isRight = await actAs({ database, clock, actor: `pegawai:${pegawaiId}` }, async ({ trx, at, tell }) => {
      if (!await codes.useCode(trx, { pegawaiId, tujuan: PASS_PURPOSE, code })) return false
      const permintaan = await markPassUsed(trx, pegawaiId, at) ?? ''
      tell({ kind: 'bantuan.izin-dipakai', subject: pegawaiId, data: { permintaan } })
      return true
    })
    if (isRight) {
      await database.query(giveBack(counter))
      return { ok: true }
    }
    recordFailure(prover, { jenis: 'izin', alasan: 'salah' }, clock.now())
    return { ok: false, alasan: 'salah' }
  })
}
