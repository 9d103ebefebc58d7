/** What the form does for the procedure, as `alur/` asks for it. */
import type { Database } from '../../../kernel/db/database.ts'
import type { Act } from '../../audit/act.ts'
import type { Kesalahan, Permohonan } from '../permohonan.ts'
import { readIsian } from './isian.schema.ts'
import { findKonteks } from './konteks.queries.ts'
import { isianMistakes } from './periksa.rules.ts'
import { type Applied, applyApproved } from './terapkan.service.ts'
import { closeTrial } from './uji.service.ts'

/** @param issuer of this instance */
export function createFormulir({ issuer }: { issuer: string }) {
  return {
    /** @returns what keeps it from being filed, each at its field, in words for its author */
    async mistakesOf(database: Database, permohonan: Permohonan, today: string): Promise<readonly Kesalahan[]> {
      const isian = readIsian(permohonan.isi)
      return isianMistakes(isian, await findKonteks(database, permohonan, isian, { today, issuer }))
    },
    /** @see applyApproved of terapkan.service.ts */
    applyApproved: (act: Act, permohonan: Permohonan): Promise<Applied> => applyApproved(act, permohonan, issuer),
    closeTrial,
  }
}
