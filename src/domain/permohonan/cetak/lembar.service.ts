import { createHash } from 'node:crypto'
import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { newSpokenCode } from '../../../kernel/lib/ids.ts'
import type { Keadaan } from '../permohonan.ts'
import { KODE_LENGTH } from './kode.rules.ts'
import { keepSheet, type KeptSheet } from './lembar.queries.ts'
import type { Lembar } from './lembar.ts'

/** @returns SHA-256 of what stands on a sheet */
export const sidikOf = (lembar: Lembar): Buffer => createHash('sha256').update(JSON.stringify(lembar)).digest()

/** Gives a sheet the code by which anybody who has the paper can ask for it; the same content keeps its code. */
export function signSheet(
  { database, clock }: { database: Database; clock: Clock },
  { permohonanId, keadaan, lembar }: { permohonanId: string; keadaan: Keadaan; lembar: Lembar },
): Promise<KeptSheet> {
  return keepSheet(database, {
    permohonanId, lembar: lembar.jenis, sidik: sidikOf(lembar), kode: newSpokenCode(KODE_LENGTH), keadaan, at: clock.now(),
  })
}
