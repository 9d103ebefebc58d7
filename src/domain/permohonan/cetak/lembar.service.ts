import { createHash } from 'node:crypto'
import type { Database } from '../../../kernel/db/database.ts'
import type { Clock } from '../../../kernel/lib/clock.ts'
import { newSpokenCode } from '../../../kernel/lib/ids.ts'
import type { PermohonanFile } from '../alur/index.ts'
import { latestCheck } from '../csirt/pemeriksaan.queries.ts'
import { handFindings } from '../csirt/temuan.queries.ts'
import type { Keadaan } from '../permohonan.ts'
import { lembarOf } from './isi.rules.ts'
import { KODE_LENGTH } from './kode.rules.ts'
import { keepSheet, type KeptSheet } from './lembar.queries.ts'
import { isLembar, type JenisLembar, LEMBAR, type Lembar } from './lembar.ts'

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

/** @returns the sheets that there is something to put on by now; two statements more once it has been with the CSIRT */
export async function sheetsOf(database: Database, file: PermohonanFile): Promise<JenisLembar[]> {
  const { langkah, permohonan: { id } } = file
  const wasChecked = langkah.some(({ langkah: { kunci }, kunjungan }) => kunci === 'csirt' && kunjungan.length > 0)
  const [laporan, temuan] = wasChecked ? await Promise.all([latestCheck(database, id), handFindings(database, id)]) : [undefined, []]
  return Object.keys(LEMBAR).filter(isLembar).filter((jenis) => lembarOf(jenis, { file, laporan, temuan }) !== undefined)
}
